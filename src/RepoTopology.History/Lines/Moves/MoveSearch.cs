using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Finds the lines that commits moved from file to file. Families are compared as for their replay, and what each change deletes and adds is noted by
/// commit; then it is looked, commit by commit, what of the one is found in the other.
/// </summary>
internal sealed class MoveSearch
{
    /// <summary>
    /// Lines that are noted at a time, 8 bytes each; more are looked at in several rounds, each of which reads anew. A commit of more than half of it is
    /// not searched.
    /// </summary>
    private const long FewestMarks = 8 << 20;

    // Where a history is larger, notes may grow with what is known of it.
    private const long MarksPerVersion = 32;

    private const int MostRounds = 8;

    private readonly LineWork _work;
    private readonly MoveCandidates _candidates;
    private readonly List<MovedBlock> _found = [];
    private readonly HashSet<int> _open = [];
    private readonly Lock _adding = new();

    private MoveSearch(LineWork work, MoveCandidates candidates) => (_work, _candidates) = (work, candidates);

    /// <summary>Commits that have too much to search.</summary>
    public int Capped { get; private set; }

    /// <param name="work">What is asked for.</param>
    /// <param name="families">Those that are read.</param>
    /// <param name="read">Makes a worker's reader that notes what changes delete and add.</param>
    /// <param name="jobs">Workers.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>The moves, and how many commits could not be searched.</returns>
    public static (LineMoves Moves, int Capped) Run(
        LineWork work, List<FileFamily> families, Func<MoveNotes, FamilyReader> read, int jobs, CancellationToken cancellation)
    {
        var search = new MoveSearch(work, MoveCandidates.Find(work, families));
        search.FindCached(jobs, cancellation);
        for (int round = 0; round < MostRounds && search._open.Count > 0; round++)
            search.Round(families, read, jobs, cancellation);
        search.GiveUp();
        return (LineMoves.Of(search._found, work), search.Capped);
    }

    private void FindCached(int jobs, CancellationToken cancellation)
    {
        int[] commits = [.. Enumerable.Range(0, _work.History.Commits.Length).Where(commit => !_candidates.Of(commit).IsEmpty)];
        Workers.Run(jobs, "moves", commits.Length, () => new Matcher(_work, _candidates), (matcher, i, _) =>
        {
            if (matcher.Cached is not null && matcher.Cached.TryFind(commits[i], out var blocks))
                Close(commits[i], blocks, isOpen: false);
            else
                lock (_adding)
                    _open.Add(commits[i]);
        }, cancellation);
    }

    private void Round(List<FileFamily> families, Func<MoveNotes, FamilyReader> read, int jobs, CancellationToken cancellation)
    {
        var marks = new MoveMarks(_work.Options.MostMarks ?? Math.Max(FewestMarks, _candidates.Count * MarksPerVersion));
        var asked = families.Where(Asks).ToList();
        Workers.Run(jobs, "moves", asked.Count, () => read(new MoveNotes(_work, _candidates, _open, marks)), (reader, i, stop) => reader.Note(asked[i], stop), cancellation);

        int[] commits = [.. _open.Where(commit => commit < marks.End || marks.IsTooLarge(commit))];
        Workers.Run(jobs, "moves", commits.Length, () => new Matcher(_work, _candidates), (matcher, i, _) =>
        {
            var blocks = marks.IsTooLarge(commits[i]) ? null : matcher.Match(commits[i], marks.Of(commits[i]));
            if (marks.IsCertain(commits[i]))
                matcher.Cached?.Add(commits[i], blocks);
            Close(commits[i], blocks, isOpen: true);
        }, cancellation);
    }

    private bool Asks(FileFamily family)
    {
        foreach (int path in family.Paths)
            for (int version = _work.Table.StartOf(path); version < _work.Table.EndOf(path); version++)
                if (_candidates.RolesOf(version) != MoveRoles.None && _open.Contains(_work.Table.CommitOf[version]))
                    return true;
        return false;
    }

    private void Close(int commit, List<MovedBlock>? blocks, bool isOpen)
    {
        lock (_adding)
        {
            if (isOpen)
                _open.Remove(commit);
            Capped += blocks is null ? 1 : 0;
            _found.AddRange(blocks ?? []);
        }
    }

    // What is left is too much for all rounds together.
    private void GiveUp()
    {
        using var matcher = new Matcher(_work, _candidates);
        foreach (int commit in _open)
            matcher.Cached?.Add(commit, null);
        Capped += _open.Count;
    }

    /// <summary>A worker's tools.</summary>
    private sealed class Matcher(LineWork work, MoveCandidates candidates) : IDisposable
    {
        private readonly MovedBlocks _blocks = new();

        public CachedMoves? Cached { get; } = CachedMoves.Of(work, candidates);

        public List<MovedBlock>? Match(int commit, MoveMarks.OfCommit? marks)
        {
            if (marks is null || marks.Deleted.Count == 0 || marks.Added.Count == 0)
                return [];
            var places = new Dictionary<int, int>();
            foreach (int version in candidates.Of(commit))
                places.Add(version, places.Count);
            return _blocks.Find(InOrder(marks.Deleted, places), InOrder(marks.Added, places));
        }

        public void Dispose()
        {
        }

        private static IEnumerable<MarkedRun> InOrder(List<MarkedRun> runs, Dictionary<int, int> places) =>
            runs.OrderBy(run => places[run.Version]).ThenBy(run => run.Start);
    }
}
