namespace RepoTopology.Git;

/// <summary>
/// How much of a deleted file's content an added file holds: the bytes of the old one that are found in the new one, over the larger of
/// the two sizes. Only regular files are compared.
/// </summary>
internal sealed class RenameSimilarity
{
    /// <summary>The score of identical files; finer than percents, as ties are decided by it.</summary>
    public const int Full = 60_000;

    private const int Threshold = Full / 2;

    // Candidates kept for one added path: others may be better served by the best of them.
    private const int CandidatesPerAdded = 4;
    private const long MaxBlobSize = 64L << 20;
    private const int MaxPiecesAtOnce = 4 << 20;

    // Pieces hashed or found shared; some ten seconds. A real commit of 1,000 × 1,000 paths needs a fraction of it, one made to hurt more.
    private const long MaxWork = 1L << 32;

    // What reading a blob counts besides its size.
    private const int WorkOfBlob = 1 << 11;

    private const long Unread = -1;
    private const long NotComparable = -2;

    private readonly ObjectReader _reader;
    private readonly RenamePairs _pairs;
    private readonly long[] _deletedSizes;
    private readonly long[] _addedSizes;
    private readonly HashSet<ObjectId> _missing = [];
    private readonly long _mostWork;
    private long _work;

    /// <param name="reader">Reads the blobs.</param>
    /// <param name="pairs">The paths.</param>
    /// <param name="searches">How many searches share the work that one may take.</param>
    public RenameSimilarity(ObjectReader reader, RenamePairs pairs, int searches = 1)
    {
        _reader = reader;
        _pairs = pairs;
        _mostWork = MaxWork / searches;
        _deletedSizes = new long[pairs.Deleted.Count];
        _addedSizes = new long[pairs.Added.Count];
        Array.Fill(_deletedSizes, Unread);
        Array.Fill(_addedSizes, Unread);
    }

    /// <summary>Blobs that were needed and are absent.</summary>
    public int MissingBlobs => _missing.Count;

    /// <summary>Whether comparing takes too long already.</summary>
    public bool IsExhausted => _work > _mostWork;

    /// <summary>The score of one pair, 0 to <see cref="Full"/>; 0 when the sizes alone keep it below <paramref name="threshold"/>.</summary>
    public int Score(int deleted, int added, int threshold)
    {
        if (!SizesAllow(deleted, added, threshold)
            || Fingerprint(_pairs.Deleted[deleted].Id) is not { } old || Fingerprint(_pairs.Added[added].Id) is not { } @new)
            return 0;
        return Score(deleted, added, new PieceIndex([old]).SharedBytes(@new, ref _work)[0]);
    }

    /// <summary>
    /// The few best pairs of every added path, in the order of added paths; null when comparing them all would take too long.
    /// </summary>
    public List<RenameCandidate>? BestCandidates(List<int> deleted, List<int> added)
    {
        var best = new RenameCandidate[added.Count * CandidatesPerAdded];
        Array.Fill(best, RenameCandidate.None);
        for (int start = 0; start < deleted.Count;)
        {
            // As many deleted files as memory allows, each added one against all of them, and again for the next batch.
            var contents = Load(deleted, start, added);
            var batch = deleted.GetRange(start, contents.Count);
            var index = new PieceIndex(contents);
            for (int i = 0; i < added.Count; i++)
            {
                Compare(batch, index, added[i], best.AsSpan(i * CandidatesPerAdded, CandidatesPerAdded));
                if (IsExhausted)
                    return null;
            }

            start += batch.Count;
        }

        return [.. best.Where(candidate => candidate.Score >= Threshold)];
    }

    private List<ContentFingerprint?> Load(List<int> deleted, int start, List<int> added)
    {
        var contents = new List<ContentFingerprint?>();
        for (int pieces = 0; start < deleted.Count && pieces < MaxPiecesAtOnce && !IsExhausted; start++)
        {
            bool isNeeded = added.Exists(a => SizesAllow(deleted[start], a, Threshold));
            contents.Add(isNeeded ? Fingerprint(_pairs.Deleted[deleted[start]].Id) : null);
            pieces += contents[^1]?.Count ?? 0;
        }

        return contents;
    }

    private void Compare(List<int> batch, PieceIndex index, int added, Span<RenameCandidate> best)
    {
        ReadOnlySpan<long> shared = [];
        if (batch.Exists(deleted => SizesAllow(deleted, added, Threshold)) && Fingerprint(_pairs.Added[added].Id) is { } content)
            shared = index.SharedBytes(content, ref _work);
        _work += batch.Count;

        // Hopeless pairs enter too: which of the places a better one takes decides ties, and in this we follow git.
        for (int i = 0; i < batch.Count; i++)
        {
            int score = !shared.IsEmpty && SizesAllow(batch[i], added, Threshold) ? Score(batch[i], added, shared[i]) : 0;
            new RenameCandidate(batch[i], added, score, _pairs.HaveSameName(batch[i], added)).Enter(best);
        }
    }

    private int Score(int deleted, int added, long sharedBytes) =>
        (int)(sharedBytes * Full / Math.Max(_deletedSizes[deleted], _addedSizes[added]));

    private bool SizesAllow(int deleted, int added, int threshold)
    {
        long old = Size(_deletedSizes, deleted, _pairs.Deleted);
        if (old <= 0)
            return false;
        long @new = Size(_addedSizes, added, _pairs.Added);
        return @new > 0 && Math.Min(old, @new) * Full >= Math.Max(old, @new) * threshold;
    }

    private long Size(long[] sizes, int index, IReadOnlyList<RenameSide> sides)
    {
        if (sizes[index] == Unread)
            sizes[index] = ReadSize(sides[index]);
        return sizes[index];
    }

    private long ReadSize(RenameSide side)
    {
        if (!FileMode.SameKind(side.Mode, FileMode.Regular))
            return NotComparable;
        if (!_reader.TryReadHeader(side.Id, out var type, out long size))
        {
            _missing.Add(side.Id);
            return NotComparable;
        }

        return type == ObjectType.Blob && size <= MaxBlobSize ? size : NotComparable;
    }

    private ContentFingerprint? Fingerprint(ObjectId id)
    {
        if (!_reader.TryRead(id, out var blob))
        {
            _missing.Add(id);
            return null;
        }

        var fingerprint = ContentFingerprint.Of(blob.Data);
        _work += WorkOfBlob + blob.Data.Length / 16;
        return fingerprint;
    }
}
