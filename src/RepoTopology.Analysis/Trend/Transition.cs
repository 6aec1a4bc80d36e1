using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>A lasting shift between group and network.</summary>
public sealed record Transition
{
    /// <summary>The quarter end that separates before from after best; the shift itself may have taken longer.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Quarter ends at which the same shift is seen, first and last.</summary>
    public required DateTimeOffset From { get; init; }

    /// <inheritdoc cref="From"/>
    public required DateTimeOffset To { get; init; }

    public required TransitionDirection Direction { get; init; }

    /// <summary>The index of the window that ends at <see cref="Date"/>.</summary>
    public required double Before { get; init; }

    /// <summary>The index of the first window that begins there.</summary>
    public required double After { get; init; }

    /// <summary>The end of that window.</summary>
    public required DateTimeOffset AfterEnd { get; init; }

    public required VerdictLabel LabelBefore { get; init; }

    public required VerdictLabel LabelAfter { get; init; }

    /// <summary>The indicators whose intervals do not touch, most moved first.</summary>
    public required ImmutableArray<MovedIndicator> Moved { get; init; }
}

public enum TransitionDirection
{
    TowardsGroup,
    TowardsNetwork,
}

/// <summary>An indicator that differs between two windows.</summary>
/// <param name="Name">Stable identifier in camel case.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind">What it looks at.</param>
/// <param name="Before">The figure before.</param>
/// <param name="After">The figure after.</param>
/// <param name="ScoreChange">On the scale 0 group … 1 network.</param>
/// <param name="Phrase">The figure after, in words.</param>
public sealed record MovedIndicator(
    string Name, string Title, IndicatorKind Kind, double Before, double After, double ScoreChange, string Phrase);
