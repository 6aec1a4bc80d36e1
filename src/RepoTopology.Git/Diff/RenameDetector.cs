namespace RepoTopology.Git;

/// <summary>One side of a possible rename: a path that a commit deleted or added.</summary>
/// <param name="Path">The path's bytes.</param>
/// <param name="Id">The blob.</param>
/// <param name="Mode">
/// One of <see cref="FileMode"/>. Regular files are candidates whatever their executable bit; links and submodules only when identical.
/// </param>
public readonly record struct RenameSide(ReadOnlyMemory<byte> Path, ObjectId Id, ushort Mode);

/// <summary>An added path that was found to be a deleted one.</summary>
/// <param name="Added">Index among the added sides.</param>
/// <param name="Deleted">Index among the deleted sides.</param>
/// <param name="Similarity">Percent, 50 to 100.</param>
public readonly record struct Rename(int Added, int Deleted, byte Similarity);

/// <summary>What a search found and what it could not do.</summary>
/// <param name="Renames">In the order of the added sides.</param>
/// <param name="LimitHit">
/// There were more candidates than the limit allows, or comparing them would take too long, so only identical content and unique base names
/// were tried.
/// </param>
/// <param name="MissingBlobs">Candidates that could not be compared because a blob is absent.</param>
public sealed record RenameResult(IReadOnlyList<Rename> Renames, bool LimitHit, int MissingBlobs);

/// <summary>
/// Finds renames within one commit with git's default rules: identical content, then a base name that is unique on both sides (≥ 75 %),
/// then all pairs, best first (≥ 50 %). A path is used once.
/// </summary>
/// <param name="reader">Reads the blobs.</param>
/// <param name="limit">
/// All pairs are tried only when deleted × added paths left for it are at most the square of this; the default, as git's, is 1,000.
/// </param>
public sealed class RenameDetector(ObjectReader reader, int limit = 1000)
{
    private const int NameThreshold = RenameSimilarity.Full * 3 / 4;
    private const long MostPairsOfEach = 1 << 25;

    /// <summary>Finds renames among the paths of one commit, both lists in the order of its tree diff (ties go to the first).</summary>
    /// <exception cref="GitDataException">A blob is corrupt.</exception>
    public RenameResult Find(IReadOnlyList<RenameSide> deleted, IReadOnlyList<RenameSide> added)
    {
        var pairs = new RenamePairs(deleted, added);
        if (deleted.Count == 0 || added.Count == 0)
            return new RenameResult([], false, 0);

        MatchIdentical(pairs);
        var similarity = new RenameSimilarity(reader, pairs);
        MatchUniqueNames(pairs, similarity);
        bool limitHit = !MatchMostSimilar(pairs, similarity);
        return new RenameResult(pairs.ToList(), limitHit, similarity.MissingBlobs);
    }

    /// <summary>
    /// Finds for each added path on its own where it came from, as <c>git blame</c> does: a deleted path may serve several. For git, which asks for one
    /// path at a time, there are never too many pairs; here more than some 30 million are not compared, a second or two of work.
    /// </summary>
    /// <param name="deleted">The deleted paths.</param>
    /// <param name="added">The added paths.</param>
    /// <param name="searches">How many searches the work that one may take is shared by, at least 1: a merge is searched against each of its parents.</param>
    /// <exception cref="GitDataException">A blob is corrupt.</exception>
    public RenameResult FindEach(IReadOnlyList<RenameSide> deleted, IReadOnlyList<RenameSide> added, int searches = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(searches, 1);
        var pairs = new RenamePairs(deleted, added);
        if (deleted.Count == 0 || added.Count == 0)
            return new RenameResult([], false, 0);

        var deletedFiles = ByContent(pairs);
        for (int i = 0; i < added.Count; i++)
            if (deletedFiles.TryGetValue(Content(added[i]), out var equal))
                pairs.Take(equal.BestFor(i, pairs), i, RenameSimilarity.Full);

        var similarity = new RenameSimilarity(reader, pairs, searches);
        var names = UniqueNames(deleted, [.. Enumerable.Range(0, deleted.Count)]);
        foreach (int i in pairs.OpenAdded())
            if (!similarity.IsExhausted && names.TryGetValue(BaseName.Of(added[i].Path), out int sameName) && sameName >= 0
                && similarity.Score(sameName, i, NameThreshold) is >= NameThreshold and int score)
                pairs.Take(sameName, i, score);

        bool limitHit = true;
        var open = pairs.OpenAdded();
        if ((long)deleted.Count * open.Count <= MostPairsOfEach / searches && !similarity.IsExhausted
            && similarity.BestCandidates([.. Enumerable.Range(0, deleted.Count)], open) is { } candidates)
        {
            limitHit = false;
            foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenByDescending(c => c.SameName))
                if (!pairs.IsAddedTaken(candidate.Added))
                    pairs.Take(candidate.Deleted, candidate.Added, candidate.Score);
        }

        return new RenameResult(pairs.ToList(), limitHit, similarity.MissingBlobs);
    }

    private static Dictionary<(ObjectId Id, int Kind), EqualFiles> ByContent(RenamePairs pairs)
    {
        var deletedFiles = new Dictionary<(ObjectId, int), EqualFiles>();
        for (int i = 0; i < pairs.Deleted.Count; i++)
        {
            if (!deletedFiles.TryGetValue(Content(pairs.Deleted[i]), out var equal))
                deletedFiles.Add(Content(pairs.Deleted[i]), equal = new EqualFiles());
            equal.Add(i);
        }

        return deletedFiles;
    }

    private static void MatchIdentical(RenamePairs pairs)
    {
        var deletedFiles = ByContent(pairs);
        for (int added = 0; added < pairs.Added.Count; added++)
            if (deletedFiles.TryGetValue(Content(pairs.Added[added]), out var equal) && equal.TryTakeFor(added, pairs, out int deleted))
                pairs.Take(deleted, added, RenameSimilarity.Full);
    }

    private static (ObjectId Id, int Kind) Content(RenameSide side) => (side.Id, side.Mode & FileMode.KindBits);

    private static void MatchUniqueNames(RenamePairs pairs, RenameSimilarity similarity)
    {
        var deletedByName = UniqueNames(pairs.Deleted, pairs.OpenDeleted());
        foreach (var (name, added) in UniqueNames(pairs.Added, pairs.OpenAdded()))
            if (added >= 0 && deletedByName.TryGetValue(name, out int deleted) && deleted >= 0)
            {
                int score = similarity.Score(deleted, added, NameThreshold);
                if (score >= NameThreshold)
                    pairs.Take(deleted, added, score);
            }
    }

    /// <summary>False when there are too many pairs, or comparing them takes too long.</summary>
    private bool MatchMostSimilar(RenamePairs pairs, RenameSimilarity similarity)
    {
        var deleted = pairs.OpenDeleted();
        var added = pairs.OpenAdded();
        if ((long)deleted.Count * added.Count > (long)limit * limit)
            return false;
        if (similarity.BestCandidates(deleted, added) is not { } candidates)
            return false;

        // OrderBy is stable: on ties the first added path is served first.
        foreach (var candidate in candidates.OrderByDescending(c => c.Score).ThenByDescending(c => c.SameName))
            if (!pairs.IsAddedTaken(candidate.Added) && !pairs.IsDeletedTaken(candidate.Deleted))
                pairs.Take(candidate.Deleted, candidate.Added, candidate.Score);
        return true;
    }

    /// <summary>The index of the only path with a base name, −1 for a base name of several.</summary>
    private static Dictionary<ReadOnlyMemory<byte>, int> UniqueNames(IReadOnlyList<RenameSide> sides, List<int> open)
    {
        var names = new Dictionary<ReadOnlyMemory<byte>, int>(open.Count, BaseName.Comparer);
        foreach (int side in open)
            if (!names.TryAdd(BaseName.Of(sides[side].Path), side))
                names[BaseName.Of(sides[side].Path)] = -1;
        return names;
    }

    /// <summary>Deleted files of one content that have not been paired, in order.</summary>
    private sealed class EqualFiles
    {
        // git looks at no more files than this for one with the same name.
        private const int MostLooked = 100;

        private readonly List<int> _indices = [];
        private int _start;

        public void Add(int deleted) => _indices.Add(deleted);

        /// <summary>The first file with the name of the added one, or else the first.</summary>
        public int BestFor(int added, RenamePairs pairs) => _indices[PlaceFor(added, pairs)];

        /// <summary>Takes it, so that it serves nobody else.</summary>
        public bool TryTakeFor(int added, RenamePairs pairs, out int deleted)
        {
            int at = PlaceFor(added, pairs);
            deleted = at < _indices.Count ? _indices[at] : -1;

            // Close the gap from the left, where there are few.
            for (; at > _start; at--)
                _indices[at] = _indices[at - 1];
            _start++;
            return deleted >= 0;
        }

        private int PlaceFor(int added, RenamePairs pairs)
        {
            int end = Math.Min(_indices.Count, _start + MostLooked);
            for (int at = _start; at < end; at++)
                if (pairs.HaveSameName(_indices[at], added))
                    return at;
            return _start;
        }
    }
}
