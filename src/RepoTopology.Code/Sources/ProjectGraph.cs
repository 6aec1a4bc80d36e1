using System.Collections;

namespace RepoTopology.Code;

/// <summary>
/// Which projects see the types of which others. Projects that reference each other in a circle, and those that stand for mere directories, are
/// one group: the compiler gets them as one.
/// </summary>
internal sealed class ProjectGraph
{
    public ProjectGraph(IReadOnlyList<ProjectFile> projects, Limits limits)
    {
        var byPath = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < projects.Count; i++)
            byPath[projects[i].Path] = i;
        References = [.. projects.Select(project => project.References.Select(each => byPath.GetValueOrDefault(each.Path, -1)).Where(target => target >= 0).Distinct().Order().ToArray())];
        var edges = projects.SelectMany((project, from) => project.References.Where(each => each.Compiled && byPath.ContainsKey(each.Path)).Select(each => (From: from, To: byPath[each.Path])));
        if (projects.Any(project => project.Kind == CodeProjectKind.Implicit))
            edges = Enumerable.Range(0, projects.Count).Select(from => (from, (from + 1) % projects.Count));
        var compiled = edges.ToList();
        var components = Components.Compute(projects.Count, compiled);
        GroupOf = [.. components.Of];
        Groups = [.. components.Members.Select(members => members.ToArray())];

        var direct = Groups.Select(_ => new SortedSet<int>()).ToArray();
        foreach (var (from, to) in compiled)
            if (GroupOf[from] != GroupOf[to])
                direct[GroupOf[from]].Add(GroupOf[to]);
        Direct = [.. direct.Select(set => set.ToArray())];
        Sees = new BitArray[projects.Count];
        Below = new SortedSet<int>[Groups.Length];
        // Groups come after all that they reference.
        for (int group = 0; group < Groups.Length; group++)
        {
            Below[group] = [.. Direct[group], .. Direct[group].SelectMany(each => Below[each])];
            var sees = new BitArray(projects.Count);
            foreach (int project in Groups[group].Concat(Below[group].SelectMany(each => Groups[each])))
                sees[project] = true;
            foreach (int project in Groups[group])
                Sees[project] = sees;
            if (Groups[group].Length > 1 && projects[Groups[group][0]].Kind != CodeProjectKind.Implicit)
                limits.Add($"{projects[Groups[group][0]].Path} and {Groups[group].Length - 1} other projects reference each other in a circle: they are read as one");
        }
    }

    /// <summary>By project: those that it names, sorted.</summary>
    public int[][] References { get; }

    public int[] GroupOf { get; }

    /// <summary>Projects of each group; a group comes after all that it references.</summary>
    public int[][] Groups { get; }

    /// <summary>By group: groups that it references.</summary>
    public int[][] Direct { get; }

    /// <summary>By group: all groups that it reaches.</summary>
    public SortedSet<int>[] Below { get; }

    /// <summary>By project: itself, its group, and all that they reach.</summary>
    public BitArray[] Sees { get; }
}
