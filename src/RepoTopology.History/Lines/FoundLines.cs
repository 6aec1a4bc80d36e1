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
    private readonly List<int> _versions = [];
    private readonly FamilyFindings _family = new();

    /// <summary>Versions whose files are told of: their lines, and where these came from.</summary>
    public List<(int Version, int Lines, LineOrigin[] Origins)> Files { get; } = [];

    public FoundMoves Moves { get; } = new();

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
        Files.AddRange(_family.Files);
        Sizes.AddRange(_family.Sizes);
        foreach (var (version, author, replaced, removed) in _family.Rewrites)
            Rewrites.Add((version, new LineRewrite(work.Table.PathOf(version), author, replaced, removed)));
        Moves.Add(_family.Moves);
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
        ref readonly var change = ref work.Table.ChangeOf(version);
        if (work.HeadVersion(change.Path) == version || work.BeforeVersion(change.Path) == version)
            NoteLiving(version, change.Path, owned);
        if (work.Samples.Of(version).Count > 0 && owned.Content == VersionContent.Text)
            NoteStanding(version, owned);
        if (work.Options.Changes && !work.History.Commits[work.Table.CommitOf[version]].IsMerge)
            NoteChange(version, change, owned);
        if (work.Moves is not null)
            NoteDeparted(work.Moves.From(version), owned);
    }

    /// <summary>A version's lines of an author, for as long as it stands.</summary>
    public void AddSteps(int version, int author, int lines)
    {
        int module = work.History.Paths[work.Table.PathOf(version)].Module;
        var (first, count) = work.Samples.Of(version);
        ref int[]? steps = ref CollectionsMarshal.GetValueRefOrAddDefault(Steps, HoldingKey(module, author), out _);
        steps ??= new int[work.Samples.Commits.Length + 1];
        steps[first] += lines;
        steps[first + count] -= lines;
    }

    private void NoteLiving(int version, int path, in OwnedVersion owned)
    {
        if (owned.Content == VersionContent.Unreadable)
            Unreadable.Add(path);
        if (owned.Content != VersionContent.Text || !work.Options.Files)
            return;
        var origins = new List<LineOrigin>();
        for (int line = 0; line < owned.Owners.Length; line += origins[^1].Count)
            origins.Add(OriginAt(owned.Owners, line, owned.Origins));
        _family.Files.Add((version, owned.Owners.Length, [.. origins]));
    }

    private void NoteStanding(int version, in OwnedVersion owned)
    {
        _counted.Clear();
        _versions.Clear();
        for (int line = 0; line < owned.Owners.Length;)
        {
            var origin = OriginAt(owned.Owners, line, owned.Origins);
            if (origin.IsMoved)
                _family.Moves.Standing.Add((version, origin));
            else
                Count(origin);
            line += origin.Count;
        }

        foreach (int from in _versions)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counted, work.AuthorOf(from), out _) += work.Counted[from];
            work.Counted[from] = 0;
        }

        foreach (var (author, lines) in _counted)
            _family.Standing.Add((version, author, lines));
    }

    // Versions are many, and counted again and again: they have places, authors are looked up once for each.
    private void Count(LineOrigin origin)
    {
        if (origin.Version == VersionTable.None)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counted, work.AuthorOf(VersionTable.None), out _) += origin.Count;
            return;
        }

        ref int counted = ref work.Counted[origin.Version];
        if (counted == 0)
            _versions.Add(origin.Version);
        counted += origin.Count;
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
            NoteLost(version, stretch, owned);
        }

        if (owned.Changes.IsEmpty && owned.ParentOwners.IsEmpty)
            added = owned.Owners.Length;
        _family.Sizes.Add((version, new ChangeSize(added, deleted)));
        foreach (var (author, taken) in _taken)
            _family.Rewrites.Add((version, author, taken.Replaced, taken.Removed));
    }

    /// <summary>Lines that left for another file are nobody's loss.</summary>
    private void NoteLost(int version, LineChange stretch, in OwnedVersion owned)
    {
        var lost = owned.ParentOwners[..(stretch.OldStart + stretch.OldCount)];
        for (int line = stretch.OldStart; line < lost.Length;)
        {
            int count = lost.Length - line;
            if (work.Moves?.HasLeft(version, line, ref count) == true)
            {
                line += count;
                continue;
            }

            var origin = OriginAt(lost[..(line + count)], line, owned.Origins);
            line += origin.Count;
            if (origin.IsMoved)
            {
                _family.Moves.Rewrites.Add((version, origin, stretch.NewCount > 0));
                continue;
            }

            ref var taken = ref CollectionsMarshal.GetValueRefOrAddDefault(_taken, work.AuthorOf(origin.Version), out _);
            taken = stretch.NewCount > 0 ? (taken.Replaced + origin.Count, taken.Removed) : (taken.Replaced, taken.Removed + origin.Count);
        }
    }

    private void NoteDeparted(ReadOnlySpan<int> blocks, in OwnedVersion owned)
    {
        foreach (int index in blocks)
        {
            var block = work.Moves![index];
            var lines = owned.ParentOwners[..Math.Min(block.OldStart + block.Count, owned.ParentOwners.Length)];
            for (int line = block.OldStart; line < lines.Length;)
            {
                var origin = OriginAt(lines, line, owned.Origins);
                _family.Moves.Departed.Add((index, line - block.OldStart, origin));
                line += origin.Count;
            }
        }
    }

    /// <summary>The stretch of lines that came from one place, consecutive there too.</summary>
    private LineOrigin OriginAt(ReadOnlySpan<int> owners, int start, LineOrigins origins)
    {
        int origin = owners[start];
        int count = 1;
        if (origin == LineOrigins.Unknown)
        {
            while (start + count < owners.Length && owners[start + count] == LineOrigins.Unknown)
                count++;
            return LineOrigin.Unknown(count);
        }

        var (number, line, following) = origins.Of(origin);
        while (count <= following && start + count < owners.Length && owners[start + count] == origin + count)
            count++;
        int version = globals[number];
        if (version != VersionTable.None && work.Moves?.Find(version, line, ref count) is { } moved)
            return new LineOrigin(VersionTable.None, moved.Start, count, moved.Block);
        return new LineOrigin(version, line, count);
    }
}
