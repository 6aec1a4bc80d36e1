namespace RepoTopology.Git;

/// <summary>
/// Visits the commits of a revision as <c>git log</c> does: newest committer date first, on equal dates the one met earlier.
/// </summary>
public sealed class CommitWalk
{
    private readonly GitRepository _repository;
    private readonly ObjectReader _reader;
    private readonly KnownCommits? _known;
    private readonly Dictionary<ObjectId, WalkedCommit> _met = [];
    private readonly PriorityQueue<WalkedCommit, (long Date, int Met)> _queue = new(NewestFirst);
    private readonly HashSet<ObjectId> _excluded = [];
    private readonly HashSet<ObjectId> _missing = [];
    private readonly List<int> _positions = [];
    private int _enqueued;

    /// <param name="repository">Where the commits are.</param>
    /// <param name="reader">Reads the commits that must be read.</param>
    /// <param name="revision">What to visit.</param>
    /// <param name="known">
    /// Commits that need not be read; their objects may be absent. They lead on where a shallow clone ends. Null for none.
    /// </param>
    /// <param name="cancellation">Stops the search for the commits that a range leaves out.</param>
    /// <exception cref="GitDataException">The first commit cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CommitWalk(
        GitRepository repository, ObjectReader reader, Revision revision, KnownCommits? known = null, CancellationToken cancellation = default)
    {
        _repository = repository;
        _reader = reader;
        _known = known;
        if (revision.Exclude is { } excluded)
            ExcludeAncestors(excluded, cancellation);
        Enqueue(TryMeet(revision.Tip) ?? throw GitDataException.Missing(revision.Tip, "commit"));
    }

    private static Comparer<(long Date, int Met)> NewestFirst { get; } = Comparer<(long Date, int Met)>.Create(
        (a, b) => a.Date != b.Date ? b.Date.CompareTo(a.Date) : a.Met.CompareTo(b.Met));

    /// <summary>Commits visited so far.</summary>
    public int Count { get; private set; }

    /// <summary>Commits that a visited commit names as its parent, but that are absent.</summary>
    public IReadOnlySet<ObjectId> Missing => _missing;

    /// <summary>Visited commits whose parents a graft replaced.</summary>
    public int Grafted { get; private set; }

    /// <summary>Visited commits where a shallow clone ends.</summary>
    public int Boundaries { get; private set; }

    /// <summary>The next commit, or null at the end. Its parents are known by then.</summary>
    /// <exception cref="GitDataException">A commit is corrupt.</exception>
    public WalkedCommit? Next()
    {
        while (_queue.TryDequeue(out var commit, out _))
        {
            if (_excluded.Contains(commit.Id))
                continue;
            MeetParents(commit);
            foreach (var parent in commit.Parents)
                Enqueue(parent);
            if (commit.IsBoundary)
                Boundaries++;
            else if (commit.Known < 0 && _repository.ParentOverrides.ContainsKey(commit.Id))
                Grafted++;
            commit.Index = Count++;
            return commit;
        }

        return null;
    }

    private void Enqueue(WalkedCommit commit)
    {
        if (!commit.Queued)
            _queue.Enqueue(commit, (commit.Date, _enqueued++));
        commit.Queued = true;
    }

    private void MeetParents(WalkedCommit commit)
    {
        if (commit.ParentIds is not { Length: > 0 } ids)
            return;
        var parents = new List<WalkedCommit>(ids.Length);
        foreach (var id in ids)
        {
            if (TryMeet(id) is { } parent)
                parents.Add(parent);
            else
                _missing.Add(id);
        }

        commit.Parents = parents;
        commit.ParentIds = null;
    }

    private WalkedCommit? TryMeet(ObjectId id)
    {
        if (_met.TryGetValue(id, out var known))
            return known;
        var commit = TryReadKnown(id) ?? TryReadGraph(id) ?? TryReadObject(id);
        if (commit is not null)
            _met.Add(id, commit);
        return commit;
    }

    private WalkedCommit? TryReadKnown(ObjectId id)
    {
        if (_known is null || !_known(id, out var known))
            return null;
        // A shallow clone ends here unless all the parents are known as well.
        if (_repository.ParentOverrides.ContainsKey(id) && !Array.TrueForAll(known.Parents, parent => _known(parent, out _)))
            return null;
        return new WalkedCommit(id)
        {
            Tree = known.Tree,
            Date = known.Date,
            ParentIds = known.Parents,
            ParentCount = known.Parents.Length,
            Known = known.Token,
        };
    }

    private WalkedCommit? TryReadGraph(ObjectId id)
    {
        if (_repository.CommitGraph is not { } graph)
            return null;
        try
        {
            if (!graph.TryFind(id, out int position))
                return null;
            _positions.Clear();
            graph.AppendParents(position, _positions);
            return new WalkedCommit(id)
            {
                Tree = graph.TreeAt(position),
                Date = graph.DateAt(position),
                ParentIds = [.. _positions.Select(graph.IdAt)],
                ParentCount = _positions.Count,
            };
        }
        catch (GitDataException)
        {
            // It only repeats what the commits say.
            return null;
        }
    }

    private WalkedCommit? TryReadObject(ObjectId id)
    {
        if (!_reader.TryRead(id, out var value))
            return null;
        if (value.Type != ObjectType.Commit)
            throw GitDataException.Corrupt(id, $"is a {value.Type.ToString().ToLowerInvariant()} where a commit is expected");
        var view = CommitView.Parse(value.Data, id);
        var commit = new WalkedCommit(id) { Tree = view.Tree, Date = view.Committer.Time, Content = value.Data.ToArray() };
        if (_repository.ParentOverrides.TryGetValue(id, out var parents))
        {
            commit.ParentIds = [.. parents];
            commit.IsBoundary = _repository.ShallowBoundary.Contains(id);
        }
        else
        {
            commit.ParentIds = new ObjectId[view.ParentCount];
            for (int i = 0; i < commit.ParentIds.Length; i++)
                commit.ParentIds[i] = view.Parent(i);
        }

        commit.ParentCount = commit.ParentIds.Length;
        return commit;
    }

    private void ExcludeAncestors(ObjectId tip, CancellationToken cancellation)
    {
        var open = new Stack<ObjectId>([tip]);
        while (open.TryPop(out var id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!_excluded.Add(id) || TryMeet(id) is not { } commit)
                continue;
            foreach (var parent in commit.ParentIds ?? [])
                open.Push(parent);
            commit.Content = null;
        }
    }
}
