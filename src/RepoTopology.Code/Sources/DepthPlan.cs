namespace RepoTopology.Code;

/// <summary>Decides how deep each project is read, from bytes alone.</summary>
internal static class DepthPlan
{
    // CPU seconds a MiB, measured on jellyfin/jellyfin (12 MiB of C#, bound: 3) and dotnet/efcore (69 MiB, its libraries bound: 4); the start is
    // loading and compiling the compiler.
    private const double Start = 2;
    private const double NamesPerMebibyte = 0.4;
    private const double BoundPerMebibyte = 4.2;

    /// <param name="projects">All projects.</param>
    /// <param name="graph">Their references.</param>
    /// <param name="bytes">By project: bytes of its sources.</param>
    /// <param name="options">Depth, budget and scope.</param>
    public static CodeDepth[] Decide(IReadOnlyList<ProjectFile> projects, ProjectGraph graph, long[] bytes, CodeOptions options)
    {
        string scope = Paths.Prefix(options.Scope.Replace('\\', '/').Trim('/'));
        bool HasTypes(int project) => projects[project].Files.Count > 0 && (projects[project].Path + "/").StartsWith(scope, StringComparison.Ordinal);

        var depths = new CodeDepth[projects.Count];
        if (options.Depth != CodeDepth.Auto)
        {
            for (int project = 0; project < depths.Length; project++)
                depths[project] = HasTypes(project) ? options.Depth : CodeDepth.Project;
            return depths;
        }

        // What others depend on first, tests last: that is what most people ask about.
        var order = graph.Groups.SelectMany(group => group).Where(HasTypes).OrderBy(project => projects[project].IsTest).ToList();
        double left = options.BudgetSeconds - Start;
        foreach (var (depth, from, cost) in new[] { (CodeDepth.Names, CodeDepth.Project, NamesPerMebibyte), (CodeDepth.Bound, CodeDepth.Names, BoundPerMebibyte) })
            foreach (int project in order)
                if (depths[project] == from && bytes[project] / (double)(1 << 20) * cost is var seconds && seconds <= left)
                {
                    depths[project] = depth;
                    left -= seconds;
                }

        return depths;
    }
}
