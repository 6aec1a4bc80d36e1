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
    private const long MaxFingerprintMemory = 64L << 20;

    // Pieces compared or hashed; some ten seconds. A real commit of 1,000 × 1,000 paths needs a fraction of it, one made to hurt more.
    private const long MaxWork = 1L << 32;

    private const long Unread = -1;
    private const long NotComparable = -2;

    private readonly ObjectReader _reader;
    private readonly RenamePairs _pairs;
    private readonly long[] _deletedSizes;
    private readonly long[] _addedSizes;
    private readonly HashSet<ObjectId> _missing = [];
    private long _work;

    public RenameSimilarity(ObjectReader reader, RenamePairs pairs)
    {
        _reader = reader;
        _pairs = pairs;
        _deletedSizes = new long[pairs.Deleted.Count];
        _addedSizes = new long[pairs.Added.Count];
        Array.Fill(_deletedSizes, Unread);
        Array.Fill(_addedSizes, Unread);
    }

    /// <summary>Blobs that were needed and are absent.</summary>
    public int MissingBlobs => _missing.Count;

    /// <summary>The score of one pair, 0 to <see cref="Full"/>; something below <paramref name="threshold"/> when it is less than that.</summary>
    public int Score(int deleted, int added, int threshold)
    {
        if (!SizesAllow(deleted, added, threshold)
            || Fingerprint(_pairs.Deleted[deleted].Id) is not { } old || Fingerprint(_pairs.Added[added].Id) is not { } @new)
            return 0;
        return Score(deleted, old, added, @new, threshold);
    }

    /// <summary>
    /// The few best pairs of every added path, in the order of added paths; null when comparing them all would take too long.
    /// </summary>
    public List<RenameCandidate>? BestCandidates(List<int> deleted, List<int> added)
    {
        var best = new RenameCandidate[added.Count * CandidatesPerAdded];
        Array.Fill(best, RenameCandidate.None);
        var batch = new List<(int Index, ContentFingerprint? Content)>();
        for (int next = 0; next < deleted.Count;)
        {
            // As many deleted files as memory allows, each added one against all of them, and again for the next batch.
            next = Load(deleted, next, added, batch);
            for (int i = 0; i < added.Count; i++)
                if (!Compare(batch, added[i], best.AsSpan(i * CandidatesPerAdded, CandidatesPerAdded)))
                    return null;
        }

        return [.. best.Where(candidate => candidate.Score >= Threshold)];
    }

    private int Load(List<int> deleted, int next, List<int> added, List<(int Index, ContentFingerprint? Content)> batch)
    {
        batch.Clear();
        for (long memory = 0; next < deleted.Count && memory < MaxFingerprintMemory; next++)
        {
            bool isNeeded = added.Exists(a => SizesAllow(deleted[next], a, Threshold));
            var content = isNeeded ? Fingerprint(_pairs.Deleted[deleted[next]].Id) : null;
            batch.Add((deleted[next], content));
            memory += content?.MemorySize ?? 0;
        }

        return next;
    }

    /// <summary>Keeps the best pairs of one added path; false when there is too much to do.</summary>
    private bool Compare(List<(int Index, ContentFingerprint? Content)> batch, int added, Span<RenameCandidate> best)
    {
        // Hopeless pairs enter too: which of the places a better one takes decides ties, and in this we follow git.
        ContentFingerprint? content = null;
        foreach (var (index, old) in batch)
        {
            int score = 0;
            if (old is not null && SizesAllow(index, added, Threshold))
            {
                content ??= Fingerprint(_pairs.Added[added].Id);
                score = content is null ? 0 : Score(index, old, added, content, RenameCandidate.Worst(best).Score);
            }

            new RenameCandidate(index, added, score, _pairs.HaveSameName(index, added)).Enter(best);
            if (_work > MaxWork)
                return false;
        }

        return true;
    }

    private int Score(int deleted, ContentFingerprint old, int added, ContentFingerprint @new, int threshold)
    {
        _work += old.Count + @new.Count;
        long larger = Math.Max(_deletedSizes[deleted], _addedSizes[added]);
        long wanted = larger * threshold / Full;
        return (int)(old.SharedBytes(@new, _deletedSizes[deleted], wanted) * Full / larger);
    }

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
        _work += blob.Data.Length / 16;
        return fingerprint;
    }
}
