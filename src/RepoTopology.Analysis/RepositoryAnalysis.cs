using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Everything the analysis found: the only input of every report.</summary>
public sealed record RepositoryAnalysis
{
    /// <summary>The facts behind it.</summary>
    public required RepositoryHistory History { get; init; }

    public required AnalysisWindow Window { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>Autonomy, diversity, openness, interactivity, in this order.</summary>
    public required ImmutableArray<Dimension> Dimensions { get; init; }

    /// <summary>People, bots and agents with a counted commit in the window, most commits first.</summary>
    public required ImmutableArray<ContributorStanding> Contributors { get; init; }

    /// <summary>Modules with a counted change in the window, most at risk first.</summary>
    public required ImmutableArray<ModuleStanding> Modules { get; init; }

    /// <summary>Who edits the same files as whom; nodes are <see cref="Contributors"/> of kind person.</summary>
    public required ContributorGraph ContributorGraph { get; init; }

    /// <summary>Which modules change together; nodes are <see cref="Modules"/>.</summary>
    public required ModuleGraph ModuleGraph { get; init; }

    /// <summary>Who works on which module: shares of changes by counted commits.</summary>
    public required OwnershipGraph OwnershipGraph { get; init; }

    /// <summary>Sizes of the layers of people.</summary>
    public required ImmutableArray<LayerSummary> Layers { get; init; }

    public required RiskFigures Risk { get; init; }

    /// <summary>What the data could not show, one sentence each, most important first.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}

/// <summary>The stretch of history that is judged.</summary>
public sealed record AnalysisWindow
{
    /// <summary>Exclusive start.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Inclusive end: the analysed commit's date, or --as-of.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Months asked for. The default is 24.</summary>
    public required int RequestedMonths { get; init; }

    /// <summary>Months used: more than asked for when fewer than 100 commits were in the window.</summary>
    public required int Months { get; init; }

    /// <summary>Non-merge commits by people and agents: what every share counts.</summary>
    public required int Commits { get; init; }

    /// <summary>Distinct people among their authors.</summary>
    public required int Authors { get; init; }

    public required int MergeCommits { get; init; }

    public required int BotCommits { get; init; }

    public required int AgentCommits { get; init; }

    /// <summary>Commits of more than 50 files: counted, but left out of graphs and ownership.</summary>
    public required int GiantCommits { get; init; }
}

public enum VerdictLabel
{
    InsufficientHistory,
    GroupLike,
    Mixed,
    NetworkLike,
}

/// <summary>An interval of a figure: 90 % of bootstrap draws lie in it.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>Where the project stands between group (0) and network (1).</summary>
public sealed record Verdict
{
    public required VerdictLabel Label { get; init; }

    /// <summary>0 group … 1 network; null when there is too little history.</summary>
    public required double? Index { get; init; }

    public required Interval? Interval { get; init; }

    /// <summary>One sentence that a person can repeat.</summary>
    public required string Sentence { get; init; }

    /// <summary>The two or three facts that decided it, one sentence each.</summary>
    public required ImmutableArray<string> Evidence { get; init; }

    /// <summary>The smallest change that would give another label, in words; null when there is too little history.</summary>
    public required string? Flip { get; init; }
}

public enum DimensionName
{
    Autonomy,
    Diversity,
    Openness,
    Interactivity,
}

/// <summary>One of Downes' four dimensions.</summary>
public sealed record Dimension
{
    public required DimensionName Name { get; init; }

    /// <summary>Coverage-weighted mean of its indicators' scores; null when none could be measured.</summary>
    public required double? Index { get; init; }

    public required Interval? Interval { get; init; }

    public required ImmutableArray<Indicator> Indicators { get; init; }
}

/// <summary>One measured indicator.</summary>
public sealed record Indicator
{
    /// <summary>Stable identifier in camel case, e.g. <c>rarefiedAuthors</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For people, e.g. "authors expected in 100 commits".</summary>
    public required string Title { get; init; }

    /// <summary>The figure in its own unit; null when it could not be measured.</summary>
    public required double? Value { get; init; }

    /// <summary>The figure on the scale 0 group … 1 network.</summary>
    public required double? Score { get; init; }

    /// <summary>What share of the window it could see, 0 to 1; 0 when it could not be measured.</summary>
    public required double Coverage { get; init; }

    /// <summary>Of the value.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The figure as a phrase, e.g. "the top 5 people made 62 % of commits".</summary>
    public required string Phrase { get; init; }
}

/// <summary>A contributor within the window.</summary>
public sealed record ContributorStanding
{
    /// <summary>Index into <see cref="RepositoryHistory.Contributors"/>.</summary>
    public required int Contributor { get; init; }

    /// <summary>Non-merge commits authored in the window.</summary>
    public required int Commits { get; init; }

    /// <summary>Of the window's counted commits, 0 to 1; 0 for bots.</summary>
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
    /// <summary>The fewest people with 80 % of commits (CAF80).</summary>
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
}

/// <summary>Concentration of work over the window, by commits until living lines exist.</summary>
public sealed record RiskFigures
{
    /// <summary>CHAOSS contributor absence factor: the fewest people with 50 % of commits.</summary>
    public required int Caf50 { get; init; }

    /// <summary>The fewest people with 80 % of commits.</summary>
    public required int Caf80 { get; init; }
}
