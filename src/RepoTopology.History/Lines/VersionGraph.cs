using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>What a version was made from.</summary>
/// <param name="Version">The version, or <see cref="VersionTable.None"/> where only its content is known: its history lies outside the facts.</param>
/// <param name="Blob">Its content.</param>
internal readonly record struct ParentVersion(int Version, ObjectId Blob);

/// <summary>
/// Which versions <c>git blame</c> asks about a version's lines: at the same path in each parent, or at the path it was renamed from where a
/// parent lacks it. One with the very same content takes everything.
/// </summary>
internal sealed class VersionGraph(RepositoryHistory history, VersionTable table, RenameSources sources, IReadOnlySet<ObjectId> ignored)
{
    /// <param name="version">A file, or a deletion.</param>
    /// <param name="parents">Filled.</param>
    public VersionTraits ParentsOf(int version, List<ParentVersion> parents)
    {
        parents.Clear();
        ref readonly var change = ref table.ChangeOf(version);
        ref readonly var commit = ref history.Commits.ItemRef(table.CommitOf[version]);
        var traits = ignored.Contains(commit.Id) ? VersionTraits.Ignored : VersionTraits.None;
        if (change.Kind == ChangeKind.Deleted)
            traits |= VersionTraits.Deleted;
        if (commit.IsMerge && change.Kind != ChangeKind.Deleted)
            traits |= AskParentsOfMerge(version, change, parents);
        else if (change.Kind is ChangeKind.Modified or ChangeKind.Deleted)
            parents.Add(Expect(table.Previous[version], change.OldId));
        else if (change.Kind == ChangeKind.Added && sources.Of(version, 0) is >= 0 and int source)
            traits |= AskRenameSource(version, source, parents);
        else if (change.Kind == ChangeKind.Added && sources.IsUncertain(version, 0))
            traits |= VersionTraits.Uncertain;
        return traits;
    }

    private VersionTraits AskRenameSource(int version, int source, List<ParentVersion> parents)
    {
        int end = table.Find(source, table.CommitOf[version]);
        if (end == VersionTable.None || table.CommitOf[end] != table.CommitOf[version])
            return VersionTraits.Uncertain; // The commit does not end that file: a record of the cache is wrong.
        parents.Add(Expect(table.Previous[end], table.ChangeOf(end).OldId));
        return VersionTraits.None;
    }

    private VersionTraits AskParentsOfMerge(int version, in Change change, List<ParentVersion> parents)
    {
        var commits = history.ParentsOf(table.CommitOf[version]);
        var traits = VersionTraits.None;
        var found = new ParentVersion?[commits.Length];
        for (int parent = 0; parent < commits.Length; parent++)
        {
            if (commits[parent] < 0 || IsBeforeRange(change.Path, parent, commits[parent]) || sources.IsUncertain(version, parent))
                traits |= VersionTraits.Uncertain;
            found[parent] = AtSamePath(version, change, parent, commits[parent]);
            if (TakesAll(found[parent], change, parents))
                return VersionTraits.None;
        }

        for (int parent = 0; parent < commits.Length; parent++)
        {
            found[parent] ??= Renamed(version, parent, commits[parent]);
            if (TakesAll(found[parent], change, parents))
                return VersionTraits.None;
        }

        foreach (var candidate in found)
            if (candidate is { } asked && !parents.Exists(other => other.Blob == asked.Blob))
                parents.Add(asked);
        return traits;
    }

    // Of a range the facts do not hold what stood before it.
    private bool IsBeforeRange(int path, int parent, int commit) =>
        history.IsRange && parent > 0 && table.Find(path, commit) == VersionTable.None;

    private ParentVersion? AtSamePath(int version, in Change change, int parent, int commit)
    {
        if (parent == 0)
            return change.Kind == ChangeKind.Modified ? Expect(table.Previous[version], change.OldId) : null;
        int found = table.Find(change.Path, commit);
        if (found == VersionTable.None)
            return null;
        ref readonly var there = ref table.ChangeOf(found);
        return VersionTable.IsFile(there) ? new ParentVersion(found, there.NewId) : null;
    }

    private ParentVersion? Renamed(int version, int parent, int commit)
    {
        int source = sources.Of(version, parent);
        int found = source < 0 ? VersionTable.None : table.Find(source, commit);
        if (found == VersionTable.None)
            return null;
        ref readonly var there = ref table.ChangeOf(found);
        return VersionTable.IsFile(there) ? new ParentVersion(found, there.NewId) : null;
    }

    private static bool TakesAll(ParentVersion? found, in Change change, List<ParentVersion> parents)
    {
        if (found is not { } same || same.Blob != change.NewId)
            return false;
        parents.Add(same);
        return true;
    }

    // Where a commit's changes are unknown, the facts name another content than the parent really has.
    private ParentVersion Expect(int version, ObjectId blob) =>
        version != VersionTable.None && table.ChangeOf(version).NewId == blob
            ? new ParentVersion(version, blob)
            : new ParentVersion(VersionTable.None, blob);
}
