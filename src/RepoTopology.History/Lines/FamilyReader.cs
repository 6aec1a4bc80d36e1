using System.Runtime.InteropServices;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Reads one family of files after the other: one per worker.</summary>
internal sealed class FamilyReader : IDisposable
{
    // Until a version has its number in the replay; from Asked downwards, the place of its parents.
    private const int Dropped = -1, NotAsked = -2, Asked = -3;

    private readonly LineWork _work;
    private readonly ObjectReader _reader;
    private readonly LineOwnership _ownership;
    private readonly FileVersions _versions = new();
    private readonly List<int> _globals = [];
    private readonly List<int> _members = [];
    private readonly List<ParentVersion> _parents = [];
    private readonly List<ParentVersion> _allParents = [];
    private readonly List<(int End, VersionTraits Traits)> _places = [];
    private readonly List<int> _parentNumbers = [];
    private readonly Stack<int> _open = new();
    private readonly OwnedVersionHandler _note;
    private readonly CachedFamilies? _cached;
    private readonly MoveNotes? _moves;
    private readonly KeptDiffs _diffs;
    private bool _isCertain;

    /// <param name="repository">Where the blobs are.</param>
    /// <param name="work">What is asked for.</param>
    /// <param name="textBudget">Bytes of text to hold.</param>
    /// <param name="moves">Takes what changes delete and add (<see cref="Note"/>); null to read families.</param>
    public FamilyReader(GitRepository repository, LineWork work, long textBudget, MoveNotes? moves = null)
    {
        _moves = moves;
        _diffs = new KeptDiffs(work.Options.Cache is { } cache ? new CachedDiffs(cache) : null);
        _work = work;
        _reader = repository.Objects.CreateReader();
        _ownership = new LineOwnership(
            _reader, work.Options.Lines.IgnoreWhitespace, textBudget, _diffs, work.Memory, marked: moves is not null);
        Found = new FoundLines(work, _globals);
        _note = Found.Note;
        _cached = CachedFamilies.Of(work);
    }

    /// <summary>What this worker found so far.</summary>
    public FoundLines Found { get; }

    /// <summary>Whether everything could be read so far.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <returns>How many versions the family has.</returns>
    public int Read(FileFamily family, CancellationToken cancellation)
    {
        Found.Add(family, _cached, () => Replay(family, _note, cancellation));
        family.Diffs = null; // Nobody asks again.
        return family.Paths.Sum(path => _work.Table.EndOf(path) - _work.Table.StartOf(path));
    }

    /// <summary>Compares a family's versions, for what may have moved from file to file.</summary>
    public void Note(FileFamily family, CancellationToken cancellation)
    {
        if (Replay(family, NoteMoves, cancellation))
            return;
        foreach (int version in _globals)
            if (version != VersionTable.None)
                _moves!.AddUncertain(version);
    }

    private void NoteMoves(in OwnedVersion owned)
    {
        if (_globals[owned.Version] is not VersionTable.None and int version)
            _moves!.Add(
                version, owned, _versions.BlobOf(owned.Version),
                _versions.ParentsOf(owned.Version) is [var parent, ..] ? _versions.BlobOf(parent) : ObjectId.Zero, _ownership);
    }

    /// <summary>Whether everything could be read and every rename be searched: more memory, or an object that arrives, cannot change what was found.</summary>
    private bool Replay(FileFamily family, OwnedVersionHandler note, CancellationToken cancellation)
    {
        Gather(family);
        _isCertain = true;
        _versions.Clear();
        _globals.Clear();
        foreach (int version in _members)
            Add(version);
        _diffs.Begin(family, keep: _moves is not null);
        _ownership.Replay(_versions, note, cancellation);
        _diffs.End(family);
        IsComplete &= _ownership.IsComplete;
        if (_ownership.IsCutShort)
            Found.CutShort.AddRange(family.Paths);
        return _isCertain && _ownership.IsComplete && !_ownership.IsCutShort;
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The versions to replay, each after its parents.</summary>
    private void Gather(FileFamily family)
    {
        var table = _work.Table;
        _members.Clear();
        _allParents.Clear();
        _places.Clear();
        foreach (int path in family.Paths)
        {
            for (int version = table.StartOf(path); version < table.EndOf(path); version++)
                _work.Local[version] = NotAsked;
            if (table.EndOf(path) - table.StartOf(path) > family.MostVersions)
                DropOldest(path, family.MostVersions);
        }

        foreach (int path in family.Paths)
        {
            if (_work.AsksEveryChange)
                for (int version = table.StartOf(path); version < table.EndOf(path); version++)
                    Ask(version);
            if (_work.HeadVersion(path) is >= 0 and int head)
                Ask(head);
            if (_work.BeforeVersion(path) is >= 0 and int before)
                Ask(before);
            if (_work.Samples.Any)
                for (int version = table.StartOf(path); version < table.EndOf(path); version++)
                    if (_work.Samples.Of(version).Count > 0)
                        Ask(version);
        }

        while (_open.TryPop(out int version))
        {
            _members.Add(version);
            _work.Local[version] = Asked - _places.Count;
            var traits = _work.Graph.ParentsOf(version, _parents);
            _allParents.AddRange(_parents);
            _places.Add((_allParents.Count, traits));
            foreach (var parent in _parents)
                if (parent.Version >= 0)
                    Ask(parent.Version);
        }

        var rank = _work.Forest.Rank;
        _members.Sort((a, b) => rank[table.CommitOf[a]] != rank[table.CommitOf[b]]
            ? rank[table.CommitOf[a]].CompareTo(rank[table.CommitOf[b]])
            : a.CompareTo(b));
    }

    private void DropOldest(int path, int most)
    {
        var table = _work.Table;
        var rank = _work.Forest.Rank;
        foreach (int version in Enumerable.Range(table.StartOf(path), table.EndOf(path) - table.StartOf(path))
            .OrderByDescending(version => rank[table.CommitOf[version]]).Skip(most))
            _work.Local[version] = Dropped;
    }

    private void Ask(int version)
    {
        ref readonly var change = ref _work.Table.ChangeOf(version);
        if (_work.Local[version] != NotAsked || !(VersionTable.IsFile(change) || IsEnd(change)))
            return;
        _work.Local[version] = Asked;
        _open.Push(version);
    }

    /// <summary>A file's deletion, where it matters what changes did; a file that was moved away lives on.</summary>
    private bool IsEnd(in Change change) =>
        _work.AsksEveryChange && change.Kind == ChangeKind.Deleted && !change.RenamedAway
        && change.OldMode is (Git.FileMode.Regular or Git.FileMode.Executable);

    private void Add(int version)
    {
        int place = Asked - _work.Local[version];
        var (end, traits) = _places[place];
        int start = place == 0 ? 0 : _places[place - 1].End;
        _isCertain &= (traits & VersionTraits.Uncertain) == 0;
        _parentNumbers.Clear();
        foreach (var parent in CollectionsMarshal.AsSpan(_allParents)[start..end])
            _parentNumbers.Add(parent.Version >= 0 && _work.Local[parent.Version] >= 0 ? _work.Local[parent.Version] : AddUnknown(parent.Blob));
        var blob = (traits & VersionTraits.Deleted) != 0 ? ObjectId.Zero : _work.Table.ChangeOf(version).NewId;
        _work.Local[version] = _versions.Add(blob, CollectionsMarshal.AsSpan(_parentNumbers), traits);
        _globals.Add(version);
    }

    private int AddUnknown(ObjectId blob)
    {
        _globals.Add(VersionTable.None);
        return _versions.Add(blob, [], VersionTraits.Unknown);
    }
}
