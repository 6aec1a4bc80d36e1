using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Which module each path belongs to.</summary>
/// <param name="Modules">Sorted by name; only modules that some path belongs to.</param>
/// <param name="ModuleOfPath">For each path of the input, an index into Modules, or −1 for generated, vendored and binary files.</param>
public sealed record ModuleMap(ImmutableArray<Module> Modules, ImmutableArray<int> ModuleOfPath)
{
    /// <summary>Divides a repository into modules.</summary>
    /// <param name="headPaths">All files of the analysed commit: project files among them, and sizes of directories, decide.</param>
    /// <param name="paths">The paths to map: files of the past too, which go to the module whose directory they were in.</param>
    /// <param name="options">The user's own modules.</param>
    public static ModuleMap Build(IReadOnlyList<string> headPaths, IReadOnlyList<string> paths, ModuleOptions options) =>
        throw new NotImplementedException($"{headPaths}{paths}{options}");
}
