namespace RepoTopology.Code;

/// <summary>The assemblies that a project's own build hands to the compiler, outputs of the other projects left out.</summary>
/// <param name="Framework">Of the target framework.</param>
/// <param name="Packages">All others.</param>
internal sealed record ProjectBuild(IReadOnlyList<string> Framework, IReadOnlyList<string> Packages);
