namespace RepoTopology.Code;

/// <summary>
/// The C# files that a project compiles: the SDK's pattern, then Include and Remove in order. Unlike the SDK's pattern, ours leaves the folders of
/// nested projects to them: a build that compiled those files twice would rarely succeed.
/// </summary>
internal sealed class CompileItems(SourceTree tree, SourceFile project, ProjectEvaluation evaluation, IReadOnlyList<string> nested)
{
    public List<SourceFile> Find(List<ProjectItem> items)
    {
        var found = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        if (evaluation.Sdks.Count > 0 && evaluation.Is("EnableDefaultItems", byDefault: true) && evaluation.Is("EnableDefaultCompileItems", byDefault: true))
            foreach (var file in Default())
                found[file.Path] = file;
        foreach (var item in items.Where(item => item.Kind == "Compile"))
        {
            var excluded = item.List("Exclude").SelectMany(Matching).Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
            foreach (var file in item.List("Include").SelectMany(Matching))
                if (!excluded.Contains(file.Path))
                    found[file.Path] = file;
            foreach (var file in item.List("Remove").SelectMany(Matching))
                found.Remove(file.Path);
        }

        return [.. found.Values];
    }

    private IEnumerable<SourceFile> Default()
    {
        string prefix = Paths.Prefix(project.Directory);
        var excluded = evaluation.Property("DefaultItemExcludes").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pattern => GlobPattern.Parse(project.Directory, pattern)).OfType<GlobPattern>().ToList();
        var below = nested.Where(folder => folder.Length > prefix.Length && folder.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return tree.SourcesUnder(prefix).Where(file => IsBuilt(file.Path[prefix.Length..])
            && !(below.Count > 0 && Paths.Upwards(file.Directory).Any(folder => below.Contains(Paths.Prefix(folder))))
            && !excluded.Any(pattern => pattern.Matches(file.Path)));
    }

    // Outputs, packages, and folders with a dot in front.
    private static bool IsBuilt(string path)
    {
        var folders = path.Split('/')[..^1];
        return folders is [] || !(folders[0].Equals("bin", StringComparison.OrdinalIgnoreCase) || folders[0].Equals("obj", StringComparison.OrdinalIgnoreCase))
            && !folders.Any(folder => folder[0] == '.' || folder == "node_modules");
    }

    private IEnumerable<SourceFile> Matching(string path)
    {
        if (!GlobPattern.HasWildcard(path))
            return Paths.Resolve(project.Directory, path) is { } resolved && tree.Find(resolved) is { } file && IsSource(file) ? [file] : [];
        return GlobPattern.Parse(project.Directory, path) is { } pattern ? tree.SourcesUnder(pattern.Prefix).Where(file => pattern.Matches(file.Path)) : [];
    }

    private static bool IsSource(SourceFile file) => file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);
}
