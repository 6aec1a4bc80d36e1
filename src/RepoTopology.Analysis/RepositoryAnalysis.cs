using System.Collections.Immutable;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Everything the analysis found: the only input of every report.</summary>
public sealed record RepositoryAnalysis
{
    /// <summary>The facts behind it.</summary>
    public required RepositoryHistory History { get; init; }

    /// <summary>The words of the window's commits behind the shared language; null where they were not read.</summary>
    public AddedWords? Words { get; init; }

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

    /// <summary>How people moved between layers since the window before this one; null when nobody was there.</summary>
    public LayerDrift? LayerDrift { get; init; }

    /// <summary>How people who came fared, over the whole history.</summary>
    public NewcomersPath Newcomers { get; init; } = new([]);

    public required RiskFigures Risk { get; init; }

    /// <summary>Who holds the code that stands; null when lines were not read.</summary>
    public LineFigures? Lines { get; init; }

    /// <summary>Commits that only laid out C# code anew: the lines that they touch stay with who wrote them.</summary>
    public IReadOnlySet<ObjectId> FormattingCommits { get; init; } = ImmutableHashSet<ObjectId>.Empty;

    /// <summary>What the code's structure says together with its history; null where there is no code that can be read, or it was not.</summary>
    public DependencyFindings? Dependencies { get; init; }

    /// <summary>What the data could not show, one sentence each, most important first.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}
