using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Intervals of every figure, by drawing the window's commits again and again.</summary>
/// <param name="Indicators">Of the values, in the catalogue's order; null where there is no value.</param>
/// <param name="Dimensions">Of the dimensions' indices.</param>
/// <param name="Index">Of the verdict's index.</param>
internal sealed record Bootstrap(ImmutableArray<Interval?> Indicators, ImmutableArray<Interval?> Dimensions, Interval? Index)
{
    /// <summary>Draws, of all indicators alike: the graphs cost most of them, and of 100 the fifth on either side bounds 90 %.</summary>
    public const int Draws = 100;

    private const int Seed = 19790401;
    private const double Tail = 0.05;

    // The normal distribution's, for the same tails.
    private const double TailDeviations = 1.645;

    // With fewer draws no draw stands at the tail: their spread is taken instead.
    private const int DrawsForQuantiles = 40;

    /// <param name="table">The window.</param>
    /// <param name="whole">The figures themselves.</param>
    /// <param name="jobs">Threads; each draw has a seed of its own, so that their number does not matter.</param>
    /// <param name="cancellation">Asked before each draw.</param>
    /// <param name="draws">How many; none leave the intervals out. With fewer than 40 an interval is 1.645 standard deviations of the draws to either side.</param>
    public static Bootstrap Run(WindowTable table, Judgement whole, int jobs, CancellationToken cancellation, int draws = Draws)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        var values = new double?[draws][];
        Parallel.For(0, draws, options, draw =>
        {
            var sample = Sample.Draw(table, new Random(Seed + draw));
            values[draw] = [.. IndicatorCatalogue.All.Select(indicator => indicator.Compute(sample).Value)];
        });

        // A draw repeats commits and so misses people: counts of distinct things come out low in every draw. Draws are therefore centred on
        // the figure itself before they are judged. A draw without a value takes the figure.
        int count = IndicatorCatalogue.All.Length;
        double[] means = [.. Enumerable.Range(0, count).Select(i => values.Average(draw => draw[i]) ?? 0)];
        var centred = values.Select(draw => whole.Measurements
            .Select((m, i) => m with { Value = m.Value is { } figure && draw[i] is { } value ? Inside(i, value + figure - means[i]) : m.Value })
            .ToList()).ToList();
        var judged = centred.Select(Judgement.Of).ToList();
        return new(
            [.. Enumerable.Range(0, count).Select(i => IntervalOf(whole.Measurements[i].Value, centred.Select(draw => draw[i].Value), IndicatorCatalogue.All[i].Range))],
            [.. Enumerable.Range(0, whole.Dimensions.Length).Select(d => IntervalOf(whole.Dimensions[d], judged.Select(draw => draw.Dimensions[d])))],
            IntervalOf(whole.Index, judged.Select(draw => draw.Index)));
    }

    private static double Inside(int indicator, double value)
    {
        var range = IndicatorCatalogue.All[indicator].Range;
        return Math.Clamp(value, range.Low, range.High);
    }

    private static Interval? IntervalOf(double? value, IEnumerable<double?> draws, Interval? range = null)
    {
        if (value is null)
            return null;
        double[] sorted = [.. draws.Select(draw => draw ?? value.Value).Order()];
        if (sorted.Length < 2)
            return null;
        if (sorted.Length < DrawsForQuantiles)
        {
            double reach = TailDeviations * Math.Sqrt(sorted.Sum(draw => (draw - value.Value) * (draw - value.Value)) / (sorted.Length - 1));
            var (low, high) = range ?? new Interval(0, 1);
            return new(Math.Max(low, value.Value - reach), Math.Min(high, value.Value + reach));
        }

        return new(Math.Min(value.Value, Quantile(sorted, Tail)), Math.Max(value.Value, Quantile(sorted, 1 - Tail)));
    }

    // Between neighbours, in proportion.
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        double above = sorted[Math.Min(below + 1, sorted.Length - 1)];
        return sorted[below] + (above - sorted[below]) * (at - below);
    }
}
