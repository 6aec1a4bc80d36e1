namespace RepoTopology.History;

/// <summary>What to read of a repository.</summary>
public sealed record HistoryOptions
{
    /// <summary>The revision to analyse. The default is HEAD.</summary>
    public string Revision { get; init; } = "HEAD";

    /// <summary>A directory, relative to the repository root with forward slashes; only changes below it are read. The default is "", everything.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Globs of paths to leave out. The default is none.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Worker threads. The default, 0, is one per processor.</summary>
    public int Jobs { get; init; }

    /// <summary>Whether to search renames. The default is true.</summary>
    public bool DetectRenames { get; init; } = true;

    /// <summary>Whether merges are compared with each of their parents too. The default is false: merges are integration, not authorship.</summary>
    public bool MergeChanges { get; init; }

    /// <summary>
    /// Whether merges are compared with their first parent too, beside <see cref="RepositoryHistory.ChangesOf"/>: who wrote a line is found along these
    /// rows. The default is false.
    /// </summary>
    public bool FirstParentChanges { get; init; }

    /// <summary>
    /// Leaves out people, modules and what documents declare, for whoever asks for commits and changes alone: authors and modules are −1 then, and there
    /// are no trailers. The default is false.
    /// </summary>
    public bool ChangesOnly { get; init; }

    public PeopleOptions People { get; init; } = PeopleOptions.Default;

    public ModuleOptions Modules { get; init; } = ModuleOptions.Default;

    /// <summary>What earlier runs have learned, and what takes in what this one learns; null, the default, for none. The facts are the same.</summary>
    public HistoryCache? Cache { get; init; }

    /// <summary>Told the commits done and the commits known so far, from any thread, at most some times a second; null for silence.</summary>
    public IProgress<HistoryProgress>? Progress { get; init; }
}

/// <summary>How far reading has come.</summary>
/// <param name="Done">Commits whose changes are listed.</param>
/// <param name="Walked">Commits the walk has met.</param>
/// <param name="WalkEnded">No further commits will be met: <paramref name="Walked"/> is the total.</param>
public readonly record struct HistoryProgress(int Done, int Walked, bool WalkEnded);
