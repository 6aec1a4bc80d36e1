namespace RepoTopology.Code;

/// <summary>What a project's build would have called the compiler with.</summary>
/// <param name="Arguments">The compiler's command line, without the compiler.</param>
/// <param name="AssemblyName">Of the output.</param>
/// <param name="TargetFramework">That was built.</param>
/// <param name="References">Full paths of the projects that it names itself; <c>Compiled</c> where the compiler sees their types.</param>
/// <param name="Outputs">Full paths of references that are other projects' outputs, with the project's.</param>
/// <param name="Framework">Full paths of references that belong to the framework.</param>
internal sealed record CompilerCall(
    IReadOnlyList<string> Arguments, string AssemblyName, string TargetFramework, IReadOnlyList<(string Path, bool Compiled)> References,
    IReadOnlyDictionary<string, string> Outputs, IReadOnlySet<string> Framework);
