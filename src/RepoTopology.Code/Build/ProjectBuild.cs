using Microsoft.CodeAnalysis.CSharp;

namespace RepoTopology.Code;

/// <summary>What a project's own build hands to the compiler, outputs of the other projects left out.</summary>
/// <param name="Framework">Of the target framework.</param>
/// <param name="Packages">All others.</param>
/// <param name="Language">A newer one may read the same words otherwise: with C# 14, an array has the methods of a span.</param>
internal sealed record ProjectBuild(IReadOnlyList<string> Framework, IReadOnlyList<string> Packages, LanguageVersion Language);
