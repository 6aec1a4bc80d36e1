using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>A contributor within the window.</summary>
public sealed record ContributorStanding
{
    /// <summary>Index into <see cref="RepositoryHistory.Contributors"/>.</summary>
    public required int Contributor { get; init; }

    /// <summary>Non-merge commits authored in the window.</summary>
    public required int Commits { get; init; }

    /// <summary>Of the window's counted commits, 0 to 1; 0 for bots and agents.</summary>
    public required double Share { get; init; }

    /// <summary>Distinct authored files touched in the window.</summary>
    public required int Files { get; init; }

    /// <summary>Non-merge commits authored over the whole history.</summary>
    public required int LifetimeCommits { get; init; }

    /// <summary>First commit over the whole history.</summary>
    public required DateTimeOffset FirstCommit { get; init; }

    /// <summary>Last commit up to the window's end.</summary>
    public required DateTimeOffset LastCommit { get; init; }

    /// <summary>Null for bots and agents.</summary>
    public required Layer? Layer { get; init; }

    /// <summary>Community in the co-edit graph, numbered by size; null outside it.</summary>
    public required int? Community { get; init; }
}

/// <summary>The layers of people, from the centre outwards.</summary>
public enum Layer
{
    /// <summary>The fewest people with 80 % of commits (CAF80). In a flat network that reaches far down: a wide core is no core.</summary>
    Core,

    /// <summary>Outside the core, active in at least half of the window's quarters.</summary>
    Regular,

    /// <summary>More than two commits.</summary>
    Occasional,

    /// <summary>One or two commits.</summary>
    Casual,
}

/// <summary>How many people a layer has and what they did.</summary>
public sealed record LayerSummary(Layer Layer, int People, int Commits, double Share);

/// <summary>A module within the window.</summary>
public sealed record ModuleStanding
{
    /// <summary>Index into <see cref="RepositoryHistory.Modules"/>.</summary>
    public required int Module { get; init; }

    /// <summary>Counted commits that touch it.</summary>
    public required int Commits { get; init; }

    /// <summary>Distinct people among their authors.</summary>
    public required int Authors { get; init; }

    /// <summary>Index of the contributor with the most commits in it.</summary>
    public required int TopContributor { get; init; }

    /// <summary>Their share of its commits, 0 to 1.</summary>
    public required double TopShare { get; init; }

    /// <summary>The fewest people with more than half of its commits.</summary>
    public required int BusFactor { get; init; }

    /// <summary>0 to 1: concentration × activity; what the list is sorted by. Its formula stands where it is computed.</summary>
    public required double Risk { get; init; }

    /// <summary>How the module itself is worked on, where it has enough history in the window; else null.</summary>
    public ModuleVerdict? Verdict { get; init; }
}
