using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Which repository to read, and how: what the common options mean.</summary>
internal sealed record RepositoryRequest
{
    /// <summary>An existing directory.</summary>
    public required string Path { get; init; }

    public string Revision { get; init; } = "HEAD";

    /// <summary>A directory relative to the repository's root, "" for everything.</summary>
    public string Scope { get; init; } = "";

    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Replaces the configuration of the analysed commit.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>0 is one per processor.</summary>
    public int Jobs { get; init; }

    /// <summary>Bytes to hold file contents in, over all threads.</summary>
    public long MemoryBudget { get; init; } = 256 << 20;

    public bool UseCache { get; init; } = true;

    public bool Emails { get; init; }

    public ColorChoice Color { get; init; }

    public bool RequireHistory { get; init; }

    /// <summary>For commands that judge nothing, history is insufficient where the clone lacks commits.</summary>
    public int ExitCodeFor(Completeness completeness) =>
        RequireHistory && (completeness.ShallowBoundaries > 0 || completeness.MissingCommits > 0)
            ? ExitCode.InsufficientHistory
            : ExitCode.Passed;
}
