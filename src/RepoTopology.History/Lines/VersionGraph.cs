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
        var change = table.ChangeOf(version);
        var commit = history.Commits[table.CommitOf[version]];
        var traits = ignored.Contains(commit.Id) ? VersionTraits.Ignored : VersionTraits.None;
        if (change.Kind == ChangeKind.Deleted)
            traits |= VersionTraits.Deleted;
        if (commit.IsMerge && change.Kind != ChangeKind.Deleted)
            traits |= AskParentsOfMerge(version, change, parents);
        else if (change.Kind is ChangeKind.Modified or ChangeKind.Deleted)
            parents.Add(Expect(table.Previous[version], change.OldId));
        else if (change.Kind == ChangeKind.Added && sources.Of(version, 0) is >= 0 and int source)
            parents.Add(RenameSource(version, source));
        else if (change.Kind == ChangeKind.Added && sources.IsUncertain(version, 0))
            traits |= VersionTraits.Uncertain;
        return traits;
    }

    private ParentVersion RenameSource(int version, int source)
    {
        int commit = table.CommitOf[version];
        int end = table.Find(source, commit);
        return Expect(table.Previous[end], table.ChangeOf(end).OldId);
    }

    private VersionTraits AskParentsOfMerge(int version, in Change change, List<ParentVersion> parents)
    {
        var commits = history.ParentsOf(table.CommitOf[version]);
        var traits = VersionTraits.None;
        var found = new ParentVersion?[commits.Length];
        for (int parent = 0; parent < commits.Length; parent++)
        {
            if (commits[parent] < 0 || sources.IsUncertain(version, parent))
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

    private ParentVersion? AtSamePath(int version, in Change change, int parent, int commit)
    {
        if (parent == 0)
            return change.Kind == ChangeKind.Modified ? Expect(table.Previous[version], change.OldId) : null;
        int found = table.Find(change.Path, commit);
        if (found == VersionTable.None)
            return null;
        var there = table.ChangeOf(found);
        return VersionTable.IsFile(there) ? new ParentVersion(found, there.NewId) : null;
    }

    private ParentVersion? Renamed(int version, int parent, int commit)
    {
        int source = sources.Of(version, parent);
        int found = source < 0 ? VersionTable.None : table.Find(source, commit);
        if (found == VersionTable.None)
            return null;
        var there = table.ChangeOf(found);
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
