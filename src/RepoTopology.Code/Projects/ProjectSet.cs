using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>All projects of a tree, sorted by path; where no project file is, one for each top directory with C# in it.</summary>
internal static class ProjectSet
{
    public static List<ProjectFile> Read(SourceTree tree, ObjectReader reader, Limits limits, CancellationToken cancellation)
    {
        var files = tree.BuildFiles.Where(file => IsProject(file.Path)).ToList();
        if (files.Count == 0)
            return Implicit(tree, limits);

        var folders = files.Where(file => !file.Path.EndsWith(".vbproj", StringComparison.OrdinalIgnoreCase)).Select(file => Paths.Prefix(file.Directory)).Distinct(StringComparer.Ordinal).ToList();
        var projects = new List<ProjectFile>();
        var projectReader = new ProjectReader(tree, reader, limits);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (projectReader.Read(file, folders) is { } project)
                projects.Add(project);
        }

        var listed = tree.BuildFiles.Where(file => IsSolution(file.Path)).SelectMany(file => SolutionFile.Read(reader, file, limits)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var project in projects)
            project.InSolution = listed.Contains(project.Path);
        return projects;
    }

    /// <summary>Says what nothing of the model comes from.</summary>
    public static void SayWhatIsLeftOut(SourceTree tree, IReadOnlyList<ProjectFile> projects, Limits limits)
    {
        foreach (string sentence in projects.Where(project => project.Build is null).SelectMany(project => project.Unfollowed))
            limits.Add(sentence);
        int homeless = tree.Sources.Count - projects.SelectMany(project => project.Files).Select(file => file.Path).Distinct(StringComparer.Ordinal).Count();
        if (homeless > 0)
            limits.Add($"{homeless:N0} C# files belong to no project and are left out");
    }

    public static bool IsProject(string path) => Path.GetExtension(path).ToLowerInvariant() is ".csproj" or ".fsproj" or ".vbproj";

    private static bool IsSolution(string path) => Path.GetExtension(path).ToLowerInvariant() is ".sln" or ".slnx" or ".slnf";

    // Nothing says who sees whom, so all see each other.
    private static List<ProjectFile> Implicit(SourceTree tree, Limits limits)
    {
        var tops = tree.Sources.GroupBy(file => file.Path.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? file.Path[..slash] : "", StringComparer.Ordinal)
            .OrderBy(top => top.Key, StringComparer.Ordinal).ToList();
        if (tops.Count > 0)
            limits.Add("there is no project file: each top directory with C# files stands for a project");
        return
        [
            .. tops.Select(top => new ProjectFile
            {
                Path = top.Key,
                Name = top.Key.Length == 0 ? "(top)" : top.Key,
                Kind = CodeProjectKind.Implicit,
                AssemblyName = top.Key.Length == 0 ? "(top)" : top.Key,
                IsTest = TestNames.IsTest(top.Key + "/", top.Key),
                Symbols = [.. TargetFramework.Default.Symbols().Concat(["DEBUG", "TRACE"])],
                Files = [.. top],
                References = [],
            }),
        ];
    }
}
