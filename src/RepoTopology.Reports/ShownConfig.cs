using System.Collections.Immutable;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>Where a value of the configuration comes from.</summary>
public enum ConfigOrigin
{
    /// <summary>Nobody says otherwise.</summary>
    Default,

    /// <summary>The configuration in the commit's tree.</summary>
    Commit,

    /// <summary>A file in place of it.</summary>
    File,

    /// <summary>An option of its own.</summary>
    Option,
}

/// <summary>The configuration that holds for a commit.</summary>
public sealed record ShownConfig
{
    public required ObjectId Commit { get; init; }

    /// <summary>The file that was read, as typed or relative to the repository's root; null when there is none.</summary>
    public required string? File { get; init; }

    /// <summary>What the file is; <see cref="ConfigOrigin.Default"/> when there is none.</summary>
    public required ConfigOrigin FileOrigin { get; init; }

    public required ModuleOptions Modules { get; init; }

    public required PeopleOptions People { get; init; }

    /// <summary>Months without a commit after which somebody has left.</summary>
    public required (int Months, ConfigOrigin Origin) LeftAfter { get; init; }

    /// <summary>The gate's rules in the order that decides: of several about one part by one measure, the first.</summary>
    public required ImmutableArray<ShownRule> Rules { get; init; }

    /// <summary>Where a list comes from: an empty one says what no file says, too.</summary>
    internal ConfigOrigin OriginOf<T>(IReadOnlyCollection<T> values) => values.Count > 0 ? FileOrigin : ConfigOrigin.Default;
}

/// <summary>A rule of the gate.</summary>
/// <param name="Rule">What it says of a change.</param>
/// <param name="Origin">Whose it is.</param>
/// <param name="FailsChangesOnly">Whether what stands already only gets a warning, as the built-in rules have it.</param>
public sealed record ShownRule(GateRule Rule, ConfigOrigin Origin, bool FailsChangesOnly);
