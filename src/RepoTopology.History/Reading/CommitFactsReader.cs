using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Turns commits into facts: one per worker, with its own reader, buffers and tables.</summary>
internal sealed class CommitFactsReader : IDisposable
{
    private const int MostSubjectBytes = 1000;

    private readonly GitRepository _repository;
    private readonly HistoryOptions _options;
    private readonly ObjectReader _reader;
    private readonly TreeDiff _treeDiff;
    private readonly RenameFinder? _renames;
    private readonly PathFilter _filter;
    private readonly WorkerTables _tables = new();
    private readonly List<ParsedTrailer> _trailers = [];
    private readonly TreeChangeHandler _addChange;
    private byte[] _identity = new byte[256];
    private CommitBatch _batch;
    private List<Change> _rows;
    private byte _parent;

    public CommitFactsReader(GitRepository repository, HistoryOptions options)
    {
        _repository = repository;
        _options = options;
        _reader = repository.Objects.CreateReader();
        _treeDiff = new TreeDiff(_reader);
        _filter = new PathFilter(options);
        _renames = options.DetectRenames ? new RenameFinder(_reader) : null;
        _batch = new CommitBatch(_tables, 0);
        _rows = _batch.Changes;
        _addChange = AddChange;
    }

    public CommitBatch Read(ReadOnlySpan<WalkedCommit> commits, CancellationToken cancellation)
    {
        _batch = new CommitBatch(_tables, commits.Length);
        foreach (var commit in commits)
        {
            cancellation.ThrowIfCancellationRequested();
            Read(commit);
        }

        return _batch;
    }

    public void Dispose() => _reader.Dispose();

    private void Read(WalkedCommit walked)
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
            IsBoundary = _repository.ShallowBoundary.Contains(walked.Id),
        });

        _trailers.Clear();
        TrailerParser.Parse(view.Message, _trailers);
        foreach (var trailer in _trailers)
            _batch.Trailers.Add(new Trailer(trailer.Kind, Intern(view.Message[trailer.Name], view.Message[trailer.Email], encoding)));
        _batch.TrailerEnds.Add(_batch.Trailers.Count);

        AddSubject(view.Message, encoding);
        _batch.SubjectEnds.Add(_batch.Subjects.Count);

        AddChanges(walked);
        _batch.ChangeEnds.Add(_batch.Changes.Count);
        _batch.IntegrationEnds.Add(_batch.Integrations.Count);
    }

    private void AddChanges(WalkedCommit walked)
    {
        if (walked.ParentCount > 1 && !_options.MergeChanges && !_options.FirstParentChanges)
            return;
        int first = _batch.Changes.Count;
        int firstIntegration = _batch.Integrations.Count;
        try
        {
            if (walked.Parents.Count < walked.ParentCount)
            {
                _batch.Skipped.Add(new SkippedCommit(walked.Id, "a parent is not in this repository"));
                return;
            }

            if (walked.ParentCount == 0)
                Compare(ObjectId.Zero, walked.Tree, 0);
            if (walked.ParentCount > 1 && _options.FirstParentChanges)
                CompareWithFirstParent(walked);
            if (walked.ParentCount == 1 || _options.MergeChanges)
                for (int i = 0; i < walked.Parents.Count; i++)
                    Compare(walked.Parents[i].Tree, walked.Tree, i);
        }
        catch (GitDataException e) when (e.Problem is GitDataProblem.Missing or GitDataProblem.TooLarge)
        {
            _batch.Changes.RemoveRange(first, _batch.Changes.Count - first);
            _batch.Integrations.RemoveRange(firstIntegration, _batch.Integrations.Count - firstIntegration);
            _batch.Skipped.Add(new SkippedCommit(walked.Id, e.Message));
            if (e.Problem == GitDataProblem.Missing)
                _batch.MissingTrees++;
        }
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
        if (_renames?.Mark(_batch.Changes, first, _tables.Paths) is not { } renames)
            return;
        if (renames.LimitHit)
            _batch.RenameLimitHits++;
        if (renames.MissingBlobs > 0)
            for (int i = first; i < _batch.Changes.Count; i++)
                NoteMissing(_batch.Changes[i]);
    }

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
