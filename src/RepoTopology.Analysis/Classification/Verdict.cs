using System.Collections.Immutable;

namespace RepoTopology.Analysis;

public enum VerdictLabel
{
    InsufficientHistory,
    GroupLike,
    Mixed,
    NetworkLike,
}

/// <summary>An interval of a figure: 90 % of bootstrap draws, centred on the figure, lie in it. It contains the figure.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>Where the project stands between group (0) and network (1).</summary>
public sealed record Verdict
{
    /// <summary>Where an index begins to read as mixed, for drawings.</summary>
    public const double MixedFrom = Calibration.MixedFrom;

    /// <summary>Where it begins to read as network-like.</summary>
    public const double NetworkFrom = Calibration.NetworkFrom;

    public required VerdictLabel Label { get; init; }

    /// <summary>0 group … 1 network: the mean of the dimensions that could be measured; null when there is too little history.</summary>
    public required double? Index { get; init; }

    public required Interval? Interval { get; init; }

    /// <summary>One sentence that a person can repeat.</summary>
    public required string Sentence { get; init; }

    /// <summary>The two or three facts that decided it, one sentence each.</summary>
    public required ImmutableArray<string> Evidence { get; init; }

    /// <summary>The smallest change that would give another label, in words; null when there is too little history.</summary>
    public required string? Flip { get; init; }

    /// <summary>Where the project is split in itself: its layers, its modules. One sentence each; empty where nothing shows it.</summary>
    public ImmutableArray<string> Split { get; init; } = [];
}
