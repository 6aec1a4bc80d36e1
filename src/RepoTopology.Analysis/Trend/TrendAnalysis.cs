using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>How a project's style changed over its history: the only input of the trend's reports.</summary>
public sealed record TrendAnalysis
{
    public required RepositoryHistory History { get; init; }

    public required TrendOptions Options { get; init; }

    /// <summary>One at the end of each quarter (UTC) and one at the analysed commit, oldest first. They overlap.</summary>
    public required ImmutableArray<TrendWindow> Windows { get; init; }

    /// <summary>Lasting shifts between group and network, oldest first.</summary>
    public required ImmutableArray<Transition> Transitions { get; init; }

    /// <summary>Places where the record changed, not the people, oldest first: no transition is told across them.</summary>
    public required ImmutableArray<RecordBreak> Breaks { get; init; }

    /// <summary>How people who came fared.</summary>
    public required NewcomersPath Newcomers { get; init; }

    /// <summary>What the data could not show, one sentence each.</summary>
    public required ImmutableArray<string> Limits { get; init; }
}

/// <summary>A trailing window, judged.</summary>
public sealed record TrendWindow
{
    /// <summary>Widened like the window of an analysis where it has fewer than 100 commits.</summary>
    public required AnalysisWindow Window { get; init; }

    public required VerdictLabel Label { get; init; }

    /// <summary>0 group … 1 network; null when there is too little history.</summary>
    public required double? Index { get; init; }

    public required Interval? Interval { get; init; }

    /// <summary>Autonomy, diversity, openness, interactivity; empty when there is too little history.</summary>
    public required ImmutableArray<Dimension> Dimensions { get; init; }

    /// <summary>Sizes of the layers of people.</summary>
    public required ImmutableArray<LayerSummary> Layers { get; init; }

    /// <summary>Who-counts against the last window that ends where this one begins, or before; null when there is none.</summary>
    public required LayerDrift? Drift { get; init; }
}
