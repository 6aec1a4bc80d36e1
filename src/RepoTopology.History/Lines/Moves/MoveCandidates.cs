using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>What lines may do in a version, seen from its file: leave it for another, come from another.</summary>
[Flags]
internal enum MoveRoles : byte
{
    None = 0,
    Source = 1,
    Target = 2,
}

/// <summary>
/// Changes whose lines may have moved, as far as the facts tell: those of a commit, no merge, with lines to leave one file and to come to another.
/// Families of which only the newest versions are read take no part.
/// </summary>
internal sealed class MoveCandidates
{
    private readonly MoveRoles[] _roles;
    private readonly Rows<int> _versions;

    private MoveCandidates(MoveRoles[] roles, Rows<int> versions) => (_roles, _versions) = (roles, versions);

    /// <summary>Of a commit the versions with a role, by their path's bytes; none where nothing can have moved.</summary>
    public ReadOnlySpan<int> Of(int commit) => _versions[commit];

    public MoveRoles RolesOf(int version) => _roles[version];

    /// <summary>Versions with a role, of all commits.</summary>
    public int Count => _versions.Values.Length;

    public static MoveCandidates Find(LineWork work, IEnumerable<FileFamily> families)
    {
        var history = work.History;
        var table = work.Table;
        var roles = new MoveRoles[table.Count];
        var rows = new RowsOf(history.Commits.Length);
        var parents = new List<ParentVersion>();
        foreach (int path in families.Where(family => family.MostVersions == int.MaxValue).SelectMany(family => family.Paths))
            for (int version = table.StartOf(path); version < table.EndOf(path); version++)
                if (history.Paths[path].Kind != PathKind.Binary && history.Commits.ItemRef(table.CommitOf[version]).ParentCount == 1)
                    rows.Add(table.CommitOf[version], roles[version] = Roles(work, version, parents));

        int[] starts = rows.Starts();
        int[] next = starts[..^1];
        int[] versions = new int[starts[^1]];
        for (int version = 0; version < roles.Length; version++)
        {
            int commit = table.CommitOf[version];
            if (starts[commit] == starts[commit + 1])
                roles[version] = MoveRoles.None;
            if (roles[version] != MoveRoles.None)
                versions[next[commit]++] = version;
        }

        for (int commit = 0; commit < history.Commits.Length; commit++)
            versions.AsSpan(starts[commit]..starts[commit + 1]).Sort(
                (a, b) => history.Paths[table.PathOf(a)].Bytes.AsSpan().SequenceCompareTo(history.Paths[table.PathOf(b)].Bytes.AsSpan()));
        return new MoveCandidates(roles, new Rows<int>(starts, versions));
    }

    private static MoveRoles Roles(LineWork work, int version, List<ParentVersion> parents)
    {
        ref readonly var change = ref work.Table.ChangeOf(version);
        if (change.Kind == ChangeKind.Deleted)
            return change.OldMode is Git.FileMode.Regular or Git.FileMode.Executable && !change.RenamedAway ? MoveRoles.Source : MoveRoles.None;
        if (!VersionTable.IsFile(change))
            return MoveRoles.None;
        if (change.Kind == ChangeKind.Modified)
            return change.OldId == change.NewId ? MoveRoles.None : MoveRoles.Source | MoveRoles.Target;
        if (change.Kind != ChangeKind.Added)
            return MoveRoles.None;

        // Of several files that come from one, that one's lines left it only in the pair that git log shows.
        work.Graph.ParentsOf(version, parents);
        if (parents is not [var parent])
            return MoveRoles.Target;
        if (parent.Blob == change.NewId)
            return MoveRoles.None;
        bool isPair = parent.Version != VersionTable.None && work.Table.PathOf(parent.Version) == change.RenamedFrom;
        return isPair ? MoveRoles.Source | MoveRoles.Target : MoveRoles.Target;
    }

    /// <summary>Counts the roles of each commit's versions.</summary>
    private sealed class RowsOf(int commits)
    {
        private readonly int[] _sources = new int[commits];
        private readonly int[] _targets = new int[commits];
        private readonly int[] _both = new int[commits];

        public void Add(int commit, MoveRoles roles)
        {
            _sources[commit] += (roles & MoveRoles.Source) != 0 ? 1 : 0;
            _targets[commit] += (roles & MoveRoles.Target) != 0 ? 1 : 0;
            _both[commit] += roles == (MoveRoles.Source | MoveRoles.Target) ? 1 : 0;
        }

        /// <summary>Where each commit's versions start, when only those of commits with two different ones count.</summary>
        public int[] Starts()
        {
            int[] starts = new int[_sources.Length + 1];
            for (int commit = 0; commit < _sources.Length; commit++)
            {
                int versions = _sources[commit] + _targets[commit] - _both[commit];
                bool canMove = _sources[commit] > 0 && _targets[commit] > 0 && versions > 1;
                starts[commit + 1] = starts[commit] + (canMove ? versions : 0);
            }

            return starts;
        }
    }
}
