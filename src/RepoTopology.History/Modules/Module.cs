namespace RepoTopology.History;

/// <summary>What made a directory a module.</summary>
public enum ModuleOrigin : byte
{
    /// <summary>The user's configuration.</summary>
    Configured,

    /// <summary>A project file (.csproj, package.json, Cargo.toml …).</summary>
    Project,

    /// <summary>No project file: a directory at a depth that divides the repository evenly enough.</summary>
    Directory,
}

/// <summary>A part of the repository that has owners of its own.</summary>
/// <param name="Name">The project's name or the directory; "." is what stands at the root.</param>
/// <param name="Directory">The directory it covers, "" for the root, without a trailing slash.</param>
/// <param name="Origin">What made it a module.</param>
/// <param name="FilesAtHead">Authored files of the analysed commit in it.</param>
public sealed record Module(string Name, string Directory, ModuleOrigin Origin, int FilesAtHead);

/// <summary>What a user's files say about modules.</summary>
public sealed record ModuleOptions
{
    public static ModuleOptions Default { get; } = new();

    /// <summary>Modules by glob, first match wins; what none matches is divided automatically.</summary>
    public IReadOnlyList<ModuleRule> Modules { get; init; } = [];
}

/// <summary>A module defined by the user.</summary>
/// <param name="Name">The module's name.</param>
/// <param name="Paths">Globs (<c>src/Core/**</c>, <c>*.md</c>) relative to the repository root.</param>
public sealed record ModuleRule(string Name, IReadOnlyList<string> Paths);
