using System.Runtime.InteropServices;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Turns commits into facts: one per worker, with its own reader, buffers and tables.</summary>
internal sealed class CommitFactsReader : IDisposable
{
    private const int MostSubjectBytes = 1000;

    // Larger ones save next to nothing: trees are compared in the order in which they were made.
    private const int CacheBytes = 8 << 20;

    private readonly GitRepository _repository;
    private readonly HistoryOptions _options;
    private readonly ObjectReader _reader;
    private readonly TreeDiff _treeDiff;
    private readonly RenameFinder? _renames;
    private readonly PathFilter _filter;
    private readonly WorkerTables _tables = new();
    private readonly List<ParsedTrailer> _trailers = [];
    private readonly TreeChangeHandler _addChange;
    private readonly CachedCommits? _cached;
    private readonly CommitRecord _record = new();
    private byte[] _identity = new byte[256];
    private CommitBatch _batch;
    private (int OfCommits, int OfMerges) _changes;
    private List<Change> _rows;
    private byte _parent;
    private bool _renamesSearched;
    private bool _renameLimitHit;

    public CommitFactsReader(GitRepository repository, HistoryOptions options)
    {
        _repository = repository;
        _options = options;
        _reader = repository.Objects.CreateReader(CacheBytes);
        _treeDiff = new TreeDiff(_reader);
        _filter = new PathFilter(options);
        _renames = options.DetectRenames ? new RenameFinder(_reader) : null;
        _batch = new CommitBatch(_tables, 0, default);
        _rows = _batch.Changes;
        _addChange = AddChange;
        _cached = options.Cache is { } cache ? new CachedCommits(cache, _tables) : null;
    }

    public CommitBatch Read(ReadOnlySpan<WalkedCommit> commits, CancellationToken cancellation)
    {
        // As many as the stretch before: somebody else may have emptied that by now.
        _batch = new CommitBatch(_tables, commits.Length, _changes);
        foreach (var commit in commits)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(commit);
        }

        _changes = (_batch.Changes.Count, _batch.Integrations.Count);
        return _batch;
    }

    public void Dispose() => _reader.Dispose();

    private void Read(WalkedCommit walked)
    {
        bool known = walked.Known >= 0 && _cached!.TryRead(walked.Known, _record);
        if (known)
            AddKnownHead(walked);
        else
            ReadHead(walked);
        _batch.TrailerEnds.Add(_batch.Trailers.Count);
        _batch.SubjectEnds.Add(_batch.Subjects.Count);

        bool learned = AddChanges(walked, known);
        _batch.ChangeEnds.Add(_batch.Changes.Count);
        _batch.IntegrationEnds.Add(_batch.Integrations.Count);
        // Nobody asks again for a commit that is not made yet.
        if (learned && _options.Cache is { } cache && !walked.IsBoundary && _filter.IncludesEverything && !_repository.Objects.Unstored.Contains(walked.Id))
        {
            FillRecord(walked);
            cache.Add(walked.Id, _record, _tables);
        }
    }

    private void ReadHead(WalkedCommit walked)
    {
        ReadOnlySpan<byte> content = walked.Content ?? _reader.Read(walked.Id, ObjectType.Commit);
        walked.Content = null;
        var view = CommitView.Parse(content, walked.Id);
        var author = view.Author;
        var committer = view.Committer;
        var encoding = TextEncoding.Of(view.Encoding);
        _batch.Commits.Add(new Commit
        {
            Id = walked.Id,
            Author = Intern(author.Name, author.Email, encoding),
            Committer = Intern(committer.Name, committer.Email, encoding),
            AuthorTime = author.Time,
            CommitterTime = committer.Time,
            AuthorOffsetMinutes = author.OffsetMinutes,
            CommitterOffsetMinutes = committer.OffsetMinutes,
            ParentCount = walked.ParentCount,
            IsBoundary = walked.IsBoundary,
        });

        _trailers.Clear();
        TrailerParser.Parse(view.Message, _trailers);
        foreach (var trailer in _trailers)
            _batch.Trailers.Add(new Trailer(trailer.Kind, Intern(view.Message[trailer.Name], view.Message[trailer.Email], encoding)));
        AddSubject(view.Message, encoding);
    }

    private void AddKnownHead(WalkedCommit walked)
    {
        _batch.Commits.Add(_record.Commit with { Id = walked.Id });
        _batch.Trailers.AddRange(_record.Trailers);
        _batch.Subjects.AddRange(_record.Subject);
    }

    /// <summary>Adds a commit's changes; says whether they are more than the cache knew, and are all there is.</summary>
    private bool AddChanges(WalkedCommit walked, bool known)
    {
        _renamesSearched = _renameLimitHit = false;
        bool merge = walked.ParentCount > 1;
        bool integrations = merge && _options.FirstParentChanges;
        bool knowsRenames = known && _record.RenamesSearched;
        bool knowsIntegrations = known && _record.HasIntegrations;
        bool needsTrees = merge ? _options.MergeChanges || (integrations && !knowsIntegrations) : !known;
        if (needsTrees && walked.Parents.Count < walked.ParentCount)
        {
            _batch.Skipped.Add(new SkippedCommit(walked.Id, "a parent is not in this repository"));
            return false;
        }

        int first = _batch.Changes.Count;
        int firstIntegration = _batch.Integrations.Count;
        try
        {
            if (known && !merge)
                AddKnownChanges();
            if (knowsIntegrations && integrations)
                AddKnown(_record.Integrations, _batch.Integrations, keepMarks: false);
            if (needsTrees)
                CompareTrees(walked, integrations && !knowsIntegrations);
        }
        catch (GitDataException e) when (e.Problem is GitDataProblem.Missing or GitDataProblem.TooLarge)
        {
            _batch.Changes.RemoveRange(first, _batch.Changes.Count - first);
            _batch.Integrations.RemoveRange(firstIntegration, _batch.Integrations.Count - firstIntegration);
            _batch.Skipped.Add(new SkippedCommit(walked.Id, e.Message));
            if (e.Problem == GitDataProblem.Missing)
                _batch.MissingTrees++;
            return false;
        }

        bool learned = !known || (integrations && !knowsIntegrations) || (!merge && _renamesSearched && !knowsRenames);
        return learned && walked.Parents.Count == walked.ParentCount;
    }

    private void CompareTrees(WalkedCommit walked, bool integrations)
    {
        if (walked.ParentCount == 0)
            Compare(ObjectId.Zero, walked.Tree, 0);
        if (integrations)
            CompareWithFirstParent(walked);
        if (walked.ParentCount == 1 || _options.MergeChanges)
            for (int i = 0; i < walked.Parents.Count; i++)
                Compare(walked.Parents[i].Tree, walked.Tree, i);
    }

    private void CompareWithFirstParent(WalkedCommit merge)
    {
        _parent = 0;
        _rows = _batch.Integrations;
        _treeDiff.Compare(
            _filter.InScope(_reader, merge.Parents[0].Tree), _filter.InScope(_reader, merge.Tree), _filter.Prefix, _addChange);
    }

    private void Compare(ObjectId oldTree, ObjectId newTree, int parent)
    {
        _parent = (byte)Math.Min(parent, byte.MaxValue);
        _rows = _batch.Changes;
        int first = _batch.Changes.Count;
        _treeDiff.Compare(
            _filter.InScope(_reader, oldTree), _filter.InScope(_reader, newTree), _filter.Prefix, _addChange);
        SearchRenames(first);
    }

    private void AddKnownChanges()
    {
        // Which files are renames depends on all files of a commit, so a part of them is searched anew.
        bool keepMarks = _renames is not null && _record.RenamesSearched && _filter.IncludesEverything;
        int first = _batch.Changes.Count;
        AddKnown(_record.Changes, _batch.Changes, keepMarks);
        if (!keepMarks)
            SearchRenames(first);
        else if (_record.RenameLimitHit)
            _batch.RenameLimitHits++;
    }

    private void AddKnown(List<Change> known, List<Change> rows, bool keepMarks)
    {
        foreach (var change in known)
        {
            if (!_filter.IncludesEverything && !IsInFilter(_tables.Paths[change.Path]))
                continue;
            rows.Add(keepMarks ? change : change.WithoutRename());
            if (_repository.IsPartialClone)
                NoteMissing(change);
        }
    }

    private bool IsInFilter(ReadOnlySpan<byte> path) => path.StartsWith(_filter.Prefix) && _filter.Includes(path);

    private void SearchRenames(int first)
    {
        var renames = _renames?.Mark(_batch.Changes, first, _tables.Paths);
        _renameLimitHit = renames is { LimitHit: true };
        _renamesSearched = _renames is not null && renames is not { MissingBlobs: > 0 };
        if (_renameLimitHit)
            _batch.RenameLimitHits++;
        if (renames is { MissingBlobs: > 0 })
            for (int i = first; i < _batch.Changes.Count; i++)
                NoteMissing(_batch.Changes[i]);
    }

    /// <summary>Makes a record of the commit that was added last.</summary>
    private void FillRecord(WalkedCommit walked)
    {
        bool merge = walked.ParentCount > 1;
        _record.Parents.Clear();
        foreach (var parent in walked.Parents)
            _record.Parents.Add(parent.Id);
        _record.Tree = walked.Tree;
        _record.Commit = _batch.Commits[^1];
        Last(_batch.Trailers, _batch.TrailerEnds, _record.Trailers);
        Last(_batch.Subjects, _batch.SubjectEnds, _record.Subject);
        Last(_batch.Changes, _batch.ChangeEnds, _record.Changes);
        Last(_batch.Integrations, _batch.IntegrationEnds, _record.Integrations);
        if (merge)
            _record.Changes.Clear();
        _record.HasIntegrations = merge && _options.FirstParentChanges;
        _record.RenameLimitHit = !merge && _renameLimitHit;
        _record.RenamesSearched = merge || _renamesSearched || !HasBothSides(_record.Changes);
        if (!_record.RenamesSearched)
            foreach (ref var change in CollectionsMarshal.AsSpan(_record.Changes))
                change = change.WithoutRename();
    }

    private static void Last<T>(List<T> values, List<int> ends, List<T> last)
    {
        last.Clear();
        last.AddRange(CollectionsMarshal.AsSpan(values)[(ends.Count < 2 ? 0 : ends[^2])..]);
    }

    private static bool HasBothSides(List<Change> changes) =>
        changes.Exists(change => change.Kind == ChangeKind.Added) && changes.Exists(change => change.Kind == ChangeKind.Deleted);

    private void AddChange(in TreeChange change)
    {
        if (!_filter.Includes(change.Path))
            return;
        var row = new Change
        {
            Path = _tables.Paths.Intern(change.Path),
            Kind = change.Kind,
            OldMode = change.OldMode,
            NewMode = change.NewMode,
            OldId = change.OldId,
            NewId = change.NewId,
            Parent = _parent,
        };
        _rows.Add(row);
        if (_repository.IsPartialClone)
            NoteMissing(row);
    }

    private void NoteMissing(Change change)
    {
        NoteMissing(change.OldId, change.OldMode);
        NoteMissing(change.NewId, change.NewMode);
    }

    private void NoteMissing(ObjectId id, ushort mode)
    {
        if (!id.IsZero && mode != Git.FileMode.Submodule && !_repository.Objects.Contains(id))
            _tables.MissingBlobs.Add(id);
    }

    private int Intern(ReadOnlySpan<byte> name, ReadOnlySpan<byte> email, Encoding? encoding)
    {
        if (encoding is not null)
        {
            name = Encoding.UTF8.GetBytes(encoding.GetString(name));
            email = Encoding.UTF8.GetBytes(encoding.GetString(email));
        }

        int length = name.Length + 1 + email.Length;
        if (_identity.Length < length)
            _identity = new byte[length * 2];
        name.CopyTo(_identity);
        _identity[name.Length] = (byte)'\n';
        email.CopyTo(_identity.AsSpan(name.Length + 1));
        return _tables.Identities.Intern(_identity.AsSpan(0, length));
    }

    // As git does for %s: the first paragraph, its lines joined by spaces.
    private void AddSubject(ReadOnlySpan<byte> message, Encoding? encoding)
    {
        message = message.TrimStart("\n\r \t"u8);
        if (message.Length > MostSubjectBytes)
            message = message[..MostSubjectBytes];
        int end = message.IndexOf("\n\n"u8);
        var paragraph = (end < 0 ? message : message[..end]).TrimEnd("\n\r \t"u8);
        if (encoding is not null)
            paragraph = Encoding.UTF8.GetBytes(encoding.GetString(paragraph));
        foreach (byte b in paragraph)
            _batch.Subjects.Add(b == (byte)'\n' ? (byte)' ' : b);
    }
}
