using System.Collections.Immutable;
using System.Runtime.InteropServices;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Takes down what a worker's replays show.</summary>
/// <param name="work">What is asked for.</param>
/// <param name="globals">The table's versions of the family that is being replayed, by the replay's numbers.</param>
internal sealed class FoundLines(LineWork work, List<int> globals)
{
    private readonly Dictionary<int, (int Replaced, int Removed)> _taken = [];
    private readonly Dictionary<int, int> _counted = [];
    private readonly FamilyFindings _family = new();

    public List<LivingFile> Files { get; } = [];

    public List<int> Unreadable { get; } = [];

    /// <summary>Paths whose versions took too long to compare.</summary>
    public List<int> CutShort { get; } = [];

    /// <summary>
    /// By <see cref="HoldingKey"/>: how many lines more, or fewer, than at the sample before stand at each, and one place more for what stands to the end.
    /// </summary>
    public Dictionary<long, int[]> Steps { get; } = [];

    /// <summary>By version of the table.</summary>
    public List<(int Version, LineRewrite Rewrite)> Rewrites { get; } = [];

    /// <summary>By version of the table.</summary>
    public List<(int Version, ChangeSize Size)> Sizes { get; } = [];

    /// <summary>Finds out about the next family: from what is known of it, or else from its replay.</summary>
    /// <param name="family">The family.</param>
    /// <param name="cached">What earlier runs found; null for none.</param>
    /// <param name="replay">Replays it into <see cref="Note"/>; true when everything could be read.</param>
    public void Add(FileFamily family, CachedFamilies? cached, Func<bool> replay)
    {
        _family.Clear();
        if (cached?.TryFind(family, _family) != true && replay())
            cached?.Add(_family);
        foreach (var (version, author, lines) in _family.Standing)
            AddSteps(version, author, lines);
        Sizes.AddRange(_family.Sizes);
        foreach (var (version, author, replaced, removed) in _family.Rewrites)
            Rewrites.Add((version, new LineRewrite(work.Table.PathOf(version), author, replaced, removed)));
    }

    /// <summary>A contributor's lines in a module; keys sort by module, then contributor.</summary>
    public static long HoldingKey(int module, int contributor) => (long)module << 32 | (uint)(contributor + 1);

    public static (int Module, int Contributor) HolderOf(long key) => ((int)(key >> 32), (int)(uint)key - 1);

    /// <summary>Takes down what a replay shows of a version.</summary>
    public void Note(in OwnedVersion owned)
    {
        int version = globals[owned.Version];
        if (version == VersionTable.None)
            return;
        var change = work.Table.ChangeOf(version);
        if (work.HeadVersion(change.Path) == version)
            NoteLiving(change.Path, owned);
        if (work.Samples.Of(version).Count > 0 && owned.Content == VersionContent.Text)
            NoteStanding(version, owned);
        if (work.Options.Changes && !work.History.Commits[work.Table.CommitOf[version]].IsMerge)
            NoteChange(version, change, owned);
    }

    private void AddSteps(int version, int author, int lines)
    {
        int module = work.History.Paths[work.Table.PathOf(version)].Module;
        var (first, count) = work.Samples.Of(version);
        ref int[]? steps = ref CollectionsMarshal.GetValueRefOrAddDefault(Steps, HoldingKey(module, author), out _);
        steps ??= new int[work.Samples.Commits.Length + 1];
        steps[first] += lines;
        steps[first + count] -= lines;
    }

    private void NoteLiving(int path, in OwnedVersion owned)
    {
        if (owned.Content == VersionContent.Unreadable)
            Unreadable.Add(path);
        if (owned.Content != VersionContent.Text || !work.Options.Files)
            return;
        var runs = ImmutableArray.CreateBuilder<LineRun>();
        var owners = owned.Owners;
        for (int line = 0; line < owners.Length;)
        {
            var run = RunAt(owners, line, owned.Origins);
            runs.Add(run.Version < 0
                ? new LineRun(line, run.Count, -1, -1, -1)
                : new LineRun(line, run.Count, work.Table.CommitOf[run.Version], work.Table.ChangeOf(run.Version).Path, run.Line));
            line += run.Count;
        }

        Files.Add(new LivingFile(path, owners.Length, runs.DrainToImmutable()));
    }

    private void NoteStanding(int version, in OwnedVersion owned)
    {
        _counted.Clear();
        for (int line = 0; line < owned.Owners.Length;)
        {
            var run = RunAt(owned.Owners, line, owned.Origins);
            CollectionsMarshal.GetValueRefOrAddDefault(_counted, AuthorOf(run.Version), out _) += run.Count;
            line += run.Count;
        }

        foreach (var (author, lines) in _counted)
            _family.Standing.Add((version, author, lines));
    }

    private void NoteChange(int version, in Change change, in OwnedVersion owned)
    {
        // Blame lets one deleted file be the source of several; what they took away is told once, of the one that git log calls its rename.
        bool isNew = change.Kind == ChangeKind.Added && change.RenameSource == 0;
        var before = isNew ? null : owned.ParentContent;
        if (owned.Content == VersionContent.Unreadable || before == VersionContent.Unreadable)
        {
            _family.Sizes.Add((version, ChangeSize.Unknown));
            return;
        }

        if (owned.Content == VersionContent.Binary || before == VersionContent.Binary)
        {
            _family.Sizes.Add((version, ChangeSize.Binary));
            return;
        }

        if (isNew)
        {
            _family.Sizes.Add((version, new ChangeSize(owned.Owners.Length, 0)));
            return;
        }

        int added = 0;
        int deleted = 0;
        _taken.Clear();
        foreach (var stretch in owned.Changes)
        {
            added += stretch.NewCount;
            deleted += stretch.OldCount;
            var lost = owned.ParentOwners.Slice(stretch.OldStart, stretch.OldCount);
            for (int line = 0; line < lost.Length;)
            {
                var run = RunAt(lost, line, owned.Origins);
                ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(_taken, AuthorOf(run.Version), out _);
                taken = stretch.NewCount > 0 ? (taken.Replaced + run.Count, taken.Removed) : (taken.Replaced, taken.Removed + run.Count);
                line += run.Count;
            }
        }

        if (owned.Changes.IsEmpty && owned.ParentOwners.IsEmpty)
            added = owned.Owners.Length;
        _family.Sizes.Add((version, new ChangeSize(added, deleted)));
        foreach (var (author, taken) in _taken)
            _family.Rewrites.Add((version, author, taken.Replaced, taken.Removed));
    }

    /// <summary>The stretch of lines that came from one version, consecutive there too.</summary>
    private (int Version, int Line, int Count) RunAt(ReadOnlySpan<int> owners, int start, LineOrigins origins)
    {
        int origin = owners[start];
        int count = 1;
        if (origin == LineOrigins.Unknown)
        {
            while (start + count < owners.Length && owners[start + count] == LineOrigins.Unknown)
                count++;
            return (VersionTable.None, -1, count);
        }

        var (version, line, following) = origins.Of(origin);
        while (count <= following && start + count < owners.Length && owners[start + count] == origin + count)
            count++;
        return (globals[version], line, count);
    }

    // Lines of a shallow clone's last commits may be older.
    private int AuthorOf(int version)
    {
        if (version == VersionTable.None)
            return -1;
        ref readonly var commit = ref work.History.Commits.ItemRef(work.Table.CommitOf[version]);
        return commit.IsBoundary ? -1 : commit.Author;
    }
}
