using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// What stands behind a figure of the analysis: what it is, how it is computed, from whom and from which commits, and what took no part. People, commits,
/// modules and paths are indices into the facts.
/// </summary>
public sealed record Explanation
{
    /// <summary>As it is asked for, e.g. <c>casualShare</c> or <c>module:Core</c>.</summary>
    public required string Id { get; init; }

    /// <summary>A noun phrase.</summary>
    public required string Title { get; init; }

    /// <summary>What it is, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The figure itself; null for what is a table rather than a figure.</summary>
    public ExplainedFigure? Figure { get; init; }

    /// <summary>How it is computed.</summary>
    public required string Formula { get; init; }

    /// <summary>Who proposed it, or that it is our own.</summary>
    public required string Source { get; init; }

    /// <summary>The formula with this repository's numbers; null where the tables say it better.</summary>
    public string? Calculation { get; init; }

    /// <summary>The inputs, most important first.</summary>
    public ImmutableArray<EvidenceTable> Tables { get; init; } = [];

    /// <summary>The commits that decide it, those that weigh most first.</summary>
    public WeighedCommits Commits { get; init; } = WeighedCommits.None;

    /// <summary>People of the tables, whose identities are told where several were joined.</summary>
    public ImmutableArray<int> People { get; init; } = [];

    /// <summary>What took no part, and why.</summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Shows the raw facts without this tool; null where plain git cannot.</summary>
    public GitCommand? Git { get; init; }
}

/// <summary>A figure with all that is known about it.</summary>
/// <param name="Value">In its own unit; null when it could not be measured.</param>
/// <param name="Text">The same in words.</param>
public sealed record ExplainedFigure(double? Value, string Text)
{
    /// <summary>What share of the window it could see, 0 to 1; null where that means nothing.</summary>
    public double? Coverage { get; init; }

    public Interval? Interval { get; init; }

    /// <summary>The interval in words, with what it is.</summary>
    public string? IntervalText { get; init; }

    /// <summary>What chance alone would give.</summary>
    public double? Chance { get; init; }

    /// <summary>What the chance correction does, in words.</summary>
    public string? ChanceText { get; init; }

    /// <summary>On the scale 0 group … 1 network; null where it is not scored.</summary>
    public double? Score { get; init; }

    /// <summary>Of the dimension's index, after weight and coverage: 0 to 1.</summary>
    public double? Weight { get; init; }

    /// <summary>The dimension that it belongs to.</summary>
    public DimensionName? Dimension { get; init; }

    /// <summary>The curve from the figure to the score, straight between anchors; empty where it is not scored.</summary>
    public ImmutableArray<CurveAnchor> Anchors { get; init; } = [];

    /// <summary>Where the anchors come from, or why there are none.</summary>
    public string? AnchorSource { get; init; }
}

/// <param name="Value">The figure.</param>
/// <param name="Text">The same in words.</param>
/// <param name="Score">What it scores.</param>
public readonly record struct CurveAnchor(double Value, string Text, double Score);

/// <summary>Commits and what each weighs.</summary>
/// <param name="Title">Which commits they are.</param>
/// <param name="Unit">What a weight counts, in the plural, e.g. "living lines"; null where all weigh the same.</param>
/// <param name="Items">Greatest weight first, then newest first.</param>
public sealed record WeighedCommits(string Title, string? Unit, ImmutableArray<WeighedCommit> Items)
{
    public static WeighedCommits None { get; } = new("", null, []);
}

/// <param name="Commit">Index into <see cref="RepositoryHistory.Commits"/>.</param>
/// <param name="Weight">In the unit of the list, at least 1.</param>
public readonly record struct WeighedCommit(int Commit, long Weight);

/// <param name="Count">How many of them, at least 1.</param>
/// <param name="What">What they are and why they take no part: "merges: integration, not authorship".</param>
public sealed record LeftOut(long Count, string What)
{
    /// <summary>Where they are commits; else none.</summary>
    public ImmutableArray<int> Commits { get; init; } = [];
}
