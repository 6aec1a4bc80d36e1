using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Figures of one sample, judged: scores, the four dimensions' indices and the index over them.</summary>
internal sealed record Judgement
{
    private Judgement(ImmutableArray<Measurement> measurements, ImmutableArray<double?> scores, ImmutableArray<double?>? dimensions = null)
    {
        Measurements = measurements;
        Scores = scores;
        Dimensions = dimensions ?? [.. Enum.GetValues<DimensionName>().Select(IndexOf)];
        var measured = Dimensions.Where(index => index is not null).ToList();
        Index = measured.Count == 0 ? null : measured.Average();
    }

    /// <summary>In the catalogue's order.</summary>
    public ImmutableArray<Measurement> Measurements { get; }

    /// <summary>In the catalogue's order.</summary>
    public ImmutableArray<double?> Scores { get; }

    /// <summary>In the order of <see cref="DimensionName"/>; null where nothing could be measured.</summary>
    public ImmutableArray<double?> Dimensions { get; }

    /// <summary>The mean of the dimensions that could be measured.</summary>
    public double? Index { get; }

    /// <summary>Null when nothing could be measured.</summary>
    public VerdictLabel? Label => Index is { } index ? Calibration.LabelOf(index, Dimensions[(int)DimensionName.Openness]) : null;

    public static Judgement Of(IEnumerable<Measurement> measurements)
    {
        ImmutableArray<Measurement> all = [.. measurements];
        return new(all, [.. all.Zip(IndicatorCatalogue.All, (m, i) => m.Value is { } value ? i.Calibration.Score(value, m.Chance) : null)]);
    }

    /// <summary>The same with another score for one indicator.</summary>
    public Judgement With(int indicator, double score) => new(Measurements, Scores.SetItem(indicator, score));

    /// <summary>The same with another index for one dimension as a whole.</summary>
    public Judgement With(DimensionName dimension, double index) => new(Measurements, Scores, Dimensions.SetItem((int)dimension, index));

    /// <summary>How much the index rises when an indicator's score rises by 1.</summary>
    public double LeverOf(int indicator)
    {
        var dimension = IndicatorCatalogue.All[indicator].Dimension;
        double all = Members(dimension).Sum(Weight);
        return all == 0 ? 0 : Weight(indicator) / all / Dimensions.Count(index => index is not null);
    }

    private double? IndexOf(DimensionName dimension)
    {
        double weights = 0, sum = 0;
        foreach (int i in Members(dimension))
        {
            weights += Weight(i);
            sum += Weight(i) * Scores[i] ?? 0;
        }

        return weights > 0 ? sum / weights : null;
    }

    private double Weight(int indicator) =>
        Scores[indicator] is null ? 0 : IndicatorCatalogue.All[indicator].Calibration.Weight * Measurements[indicator].Coverage;

    private static IEnumerable<int> Members(DimensionName dimension) =>
        Enumerable.Range(0, IndicatorCatalogue.All.Length).Where(i => IndicatorCatalogue.All[i].Dimension == dimension);
}
