namespace RepoTopology.Analysis;

/// <summary>A bar that some part of the repository is held against.</summary>
/// <param name="Measure">What is looked at.</param>
/// <param name="Scope">Of what.</param>
/// <param name="Warn">The value beyond which a warning is given; null for never. Beyond is above, or below where less is worse.</param>
/// <param name="Fail">The value beyond which the gate fails; null for never.</param>
public sealed record GateRule(GateMeasure Measure, GateScope Scope, double? Warn, double? Fail)
{
    /// <summary>Fewer living lines than this are too little to speak of concentration.</summary>
    public const int DefaultLeastLines = 200;

    /// <summary>Parts with fewer living lines are not judged. The default is 200.</summary>
    public int LeastLines { get; init; } = DefaultLeastLines;

    /// <summary>By how much the value may be worse than before, or than the baseline, without counting as worse; null for the measure's own.</summary>
    public double? ToleranceOrNull { get; init; }

    public double Tolerance => ToleranceOrNull ?? GateMeasures.Tolerance(Measure);

    /// <summary>
    /// What holds when nothing is configured: a change may fail, what stands already only warns.
    /// </summary>
    /// <param name="change">Whether a change is judged.</param>
    public static IReadOnlyList<GateRule> Defaults(bool change) =>
    [
        new(GateMeasure.TopOwnerShare, GateScope.EachModule, 0.8, change ? 0.9 : null),
        new(GateMeasure.OrphanedShare, GateScope.EachModule, 0.5, change ? 0.75 : null),
        new(GateMeasure.BusFactor, GateScope.EachModule, 2, change ? 1 : null),
    ];

    /// <summary>How a value stands against the bars. Of an interval the better end counts: what is unknown fails nobody.</summary>
    public GateVerdict Judge(Interval value) => Judge(Better(value));

    /// <summary>The end of an interval that is better for the measure.</summary>
    public double Better(Interval value) => GateMeasures.LessIsWorse(Measure) ? value.High : value.Low;

    /// <summary>Whether one value is worse than another by more than the tolerance.</summary>
    public bool IsWorse(double value, double than) => GateMeasures.LessIsWorse(Measure) ? value < than - Tolerance : value > than + Tolerance;

    private GateVerdict Judge(double value) =>
        IsBeyond(value, Fail) ? GateVerdict.Fail : IsBeyond(value, Warn) ? GateVerdict.Warn : GateVerdict.Pass;

    private bool IsBeyond(double value, double? bar) => bar is { } at && (GateMeasures.LessIsWorse(Measure) ? value < at : value > at);
}
