using System.Collections.Immutable;

namespace RepoTopology.Analysis;

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

    /// <summary>What chance alone would give, for figures that are scored together with their excess over it; else null.</summary>
    public double? Chance { get; init; }

    /// <summary>Of the value.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The figure as a phrase, e.g. "the top 5 people made 62 % of commits".</summary>
    public required string Phrase { get; init; }
}
