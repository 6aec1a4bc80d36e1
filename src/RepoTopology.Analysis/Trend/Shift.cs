using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Two windows, the later one beginning where the earlier one ends or after it, of different styles.</summary>
/// <param name="At">Number of the earlier window among all.</param>
/// <param name="Before">The earlier window.</param>
/// <param name="After">The later window.</param>
/// <param name="Moved">The indicators that moved the same way, most first.</param>
internal sealed record Shift(int At, TrendWindow Before, TrendWindow After, ImmutableArray<MovedIndicator> Moved)
{
    /// <summary>
    /// Most of the width of the mixed band (.18): a smaller one may change the label, but not the style.
    /// </summary>
    public const double LeastIndex = 0.15;

    /// <summary>On an indicator's scale, where its own labels' anchors lie .3 apart.</summary>
    public const double LeastScore = 0.1;

    private const int LeastKinds = 2;

    /// <summary>From group (0) to network (1).</summary>
    public double Size => After.Index!.Value - Before.Index!.Value;

    public TransitionDirection Direction => Size > 0 ? TransitionDirection.TowardsNetwork : TransitionDirection.TowardsGroup;

    /// <summary>
    /// Null unless the label differs, the index differs by more than both windows' intervals and by <see cref="LeastIndex"/>, and indicators of at least
    /// two kinds moved the same way beyond their own intervals.
    /// </summary>
    public static Shift? Between(int at, TrendWindow before, TrendWindow after)
    {
        if (before.Index is not { } from || after.Index is not { } to || before.Label == after.Label || Math.Abs(to - from) < LeastIndex
            || Touch(before.Interval, after.Interval))
            return null;
        ImmutableArray<MovedIndicator> moved =
        [
            .. before.Dimensions.SelectMany(dimension => dimension.Indicators)
                .Zip(after.Dimensions.SelectMany(dimension => dimension.Indicators), MovedOf)
                .OfType<MovedIndicator>()
                .Where(indicator => indicator.ScoreChange * (to - from) > 0)
                .OrderByDescending(indicator => Math.Abs(indicator.ScoreChange)),
        ];
        return moved.Select(indicator => indicator.Kind).Distinct().Count() >= LeastKinds ? new Shift(at, before, after, moved) : null;
    }

    private static MovedIndicator? MovedOf(Indicator before, Indicator after)
    {
        if (IndicatorKinds.Of(before.Name) is not { } kind || before.Score is not { } from || after.Score is not { } to
            || Math.Abs(to - from) < LeastScore || Touch(before.Interval, after.Interval))
            return null;
        return new MovedIndicator(before.Name, before.Title, kind, before.Value!.Value, after.Value!.Value, to - from, after.Phrase);
    }

    private static bool Touch(Interval? one, Interval? other) =>
        one is not { } a || other is not { } b || (a.Low <= b.High && b.Low <= a.High);
}
