namespace RepoTopology.Code;

/// <summary>What tells which files, symbols and references a project has.</summary>
public enum CodeLoader
{
    /// <summary><see cref="SourceLoader"/>: project files read as data, nothing is run.</summary>
    Source,

    /// <summary><see cref="BuildLoader"/>: the projects' own build, run in this process.</summary>
    MsBuild,
}
