using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>What to read besides how contents are compared.</summary>
public sealed record LivingLinesOptions
{
    public LineOptions Lines { get; init; } = new();

    /// <summary>Commits whose changes are handed on to their parents' most similar lines, as <c>git blame --ignore-rev</c> does.</summary>
    public IReadOnlySet<ObjectId> IgnoredCommits { get; init; } = ImmutableHashSet<ObjectId>.Empty;

    /// <summary>Only files that match; null for all. A glob as in <see cref="HistoryOptions.Exclude"/>.</summary>
    public string? Path { get; init; }

    /// <summary>Only these, as indices into <see cref="RepositoryHistory.Paths"/>, and what they share renames with; null, the default, for all.</summary>
    public IReadOnlySet<int>? Paths { get; init; }

    /// <summary>Leaves out generated, vendored and binary files, which belong to no module, unless they share renames with others. The default is false.</summary>
    public bool ModulesOnly { get; init; }

    /// <summary>
    /// Index of an earlier commit whose files are told of as well (<see cref="LivingLines.FilesBefore"/>): a change is judged by what stood before it, too, and most of
    /// that is the same. Null, the default, for none.
    /// </summary>
    public int? Before { get; init; }

    /// <summary>Whether to tell each line's origin (<see cref="LivingLines.Files"/>). The default is true.</summary>
    public bool Files { get; init; } = true;

    /// <summary>Dates, ascending, to count living lines at, in seconds since 1970-01-01 UTC. The default is none.</summary>
    public ImmutableArray<long> SampleTimes { get; init; } = [];

    /// <summary>Comparisons and rename searches of earlier runs; null for none.</summary>
    public HistoryCache? Cache { get; init; }

    /// <summary>Whether to tell what each change did: <see cref="LivingLines.Rewrites"/> and <see cref="LivingLines.Sizes"/>. The default is false.</summary>
    public bool Changes { get; init; }

    /// <summary>
    /// Whether lines that a commit, no merge, moves from one file to another keep their origin (<see cref="MovedBlocks"/>): whoever moved them wrote nothing and took
    /// nothing away. <c>git blame</c> does so with <c>-C</c> only. The default is false.
    /// </summary>
    public bool Moves { get; init; }

    /// <summary>For tests.</summary>
    internal long MostBytes { get; init; } = LivingLinesReader.MostBytes;

    /// <summary>For tests: the lines that are noted at a time while moves are searched.</summary>
    internal long? MostMarks { get; init; }
}
