using System.IO.Enumeration;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What a rule is held against: the repository as a whole, each of some modules, or the files that a pattern matches.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Pattern">A module's name or directory (<c>*</c> and <c>?</c> stand for anything), or a path; empty for the repository.</param>
public sealed record GateScope(GateScopeKind Kind, string Pattern)
{
    public static GateScope Repository { get; } = new(GateScopeKind.Repository, "");

    public static GateScope EachModule { get; } = new(GateScopeKind.Modules, "*");

    /// <summary>As written in a configuration: <c>repository</c>, <c>modules</c>, <c>module:src/Core*</c>, <c>path:src/Core/**</c>.</summary>
    /// <returns>Null when it is none of them.</returns>
    public static GateScope? TryParse(string text) => text switch
    {
        "repository" => Repository,
        "modules" => EachModule,
        _ when text.StartsWith("module:", StringComparison.Ordinal) && text.Length > 7 => new(GateScopeKind.Modules, text[7..]),
        _ when text.StartsWith("path:", StringComparison.Ordinal) && text.Length > 5 => new(GateScopeKind.Paths, text[5..]),
        _ => null,
    };

    public override string ToString() => Kind switch
    {
        GateScopeKind.Repository => "repository",
        GateScopeKind.Modules => Pattern == "*" ? "modules" : "module:" + Pattern,
        _ => "path:" + Pattern,
    };

    /// <summary>Whether a module is meant, by its name or its directory.</summary>
    public bool Covers(Module module) => Kind == GateScopeKind.Modules
        && (FileSystemName.MatchesSimpleExpression(Pattern, module.Name, ignoreCase: false) || FileSystemName.MatchesSimpleExpression(Pattern, module.Directory, ignoreCase: false));
}

/// <summary>What a <see cref="GateScope"/> names.</summary>
public enum GateScopeKind
{
    Repository,
    Modules,
    Paths,
}
