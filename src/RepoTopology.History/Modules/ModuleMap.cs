using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Which module each path belongs to.</summary>
/// <param name="Modules">Sorted by name; only modules that some path belongs to.</param>
/// <param name="ModuleOfPath">For each path of the input, an index into Modules, or −1 for generated, vendored and binary files.</param>
public sealed record ModuleMap(ImmutableArray<Module> Modules, ImmutableArray<int> ModuleOfPath)
{
    /// <summary>
    /// Divides a repository into modules: the user's rules first (the first glob that fits), then the deepest directory above a path that
    /// has a project file, then directories at a depth that divides the repository evenly enough. Files of the root are the module ".".
    /// A file of the past goes to the module whose directory it was in; if there is none, to its former top-level directory.
    /// </summary>
    /// <param name="headPaths">All files of the analysed commit: project files among them, and sizes of directories, decide.</param>
    /// <param name="paths">The paths to map: files of the past too.</param>
    /// <param name="options">The user's own modules.</param>
    /// <param name="kindOf">What a path is; null asks its name only.</param>
    /// <exception cref="HistoryOptionsException">A rule of the options has no name, no globs, or a glob that cannot be read.</exception>
    public static ModuleMap Build(IReadOnlyList<string> headPaths, IReadOnlyList<string> paths, ModuleOptions options, Func<string, PathKind>? kindOf = null)
    {
        bool IsAuthored(string path) => (kindOf ?? PathKinds.Classify)(path) == PathKind.Authored;

        var drafts = new ModuleDrafts(options);
        var authored = headPaths.Where(IsAuthored).ToList();

        var unclaimed = authored.Where(path => drafts.Configured(path) < 0).ToList();
        foreach (var (directory, name) in ProjectFiles.Find(unclaimed))
            drafts.Add(name, directory, ModuleOrigin.Project);

        var outside = unclaimed.Where(path => drafts.Containing(path) < 0).ToList();
        var divided = DirectoryDivision.Divide(outside, authored.Count);
        foreach (string directory in divided)
            drafts.Add(directory, directory, ModuleOrigin.Directory);
        drafts.Add(".", "", ModuleOrigin.Directory);

        foreach (string directory in FormerDirectories(paths.Where(IsAuthored), drafts).Take(DirectoryDivision.MaxDirectories - divided.Count))
            drafts.Add(directory, directory, ModuleOrigin.Directory);

        return drafts.Finish(authored, paths, IsAuthored);
    }

    /// <summary>Top-level directories of files that no module's directory holds, those with the most files first.</summary>
    private static IEnumerable<string> FormerDirectories(IEnumerable<string> paths, ModuleDrafts drafts) =>
        paths
            .Where(path => path.Contains('/') && drafts.Configured(path) < 0 && drafts.Containing(path) < 0)
            .GroupBy(path => path[..path.IndexOf('/', StringComparison.Ordinal)])
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key);
}
