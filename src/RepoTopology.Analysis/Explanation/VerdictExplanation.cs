namespace RepoTopology.Analysis;

/// <summary>How figures become a dimension, and dimensions a verdict.</summary>
internal static class VerdictExplanation
{
    public static Explanation Of(Workings workings)
    {
        var (verdict, dimensions) = (workings.Analysis.Verdict, workings.Analysis.Dimensions);
        int measured = dimensions.Count(dimension => dimension.Index is not null);
        var pulls = dimensions.SelectMany(dimension => dimension.Indicators.Where(indicator => indicator.Score is not null)
            .Select(indicator => (Dimension: dimension, Indicator: indicator, Lever: IndicatorExplanations.WeightIn(dimension, indicator) / Math.Max(1, measured))))
            .OrderByDescending(pull => Math.Abs(pull.Lever * (pull.Indicator.Score!.Value - 0.5))).ToList();
        double? openness = dimensions.First(dimension => dimension.Name == DimensionName.Openness).Index;
        return new Explanation
        {
            Id = "verdict",
            Title = "where the project stands between group (0) and network (1)",
            Sentence = verdict.Sentence,
            Figure = new ExplainedFigure(verdict.Index, verdict.Index is { } index ? Phrases.TwoDigits(index) : "none")
            {
                Interval = verdict.Interval,
                IntervalText = verdict.Interval is { } interval
                    ? $"{Phrases.TwoDigits(interval.Low)} to {Phrases.TwoDigits(interval.High)}: 90 % of {Bootstrap.Draws} bootstrap draws of commits in blocks" : null,
            },
            Formula = $"mean of the dimensions that could be measured; group-like below {Phrases.TwoDigits(Calibration.MixedFrom)}, network-like from {Phrases.TwoDigits(Calibration.NetworkFrom)}, "
                + $"mixed between. For the label the index counts as at most {Phrases.TwoDigits(Calibration.MostAboveOpenness)} above the openness: vendor teams look like networks but for their boundary. "
                + $"Under {Calibration.NeededCommits} counted commits there is no verdict",
            Source = "the four dimensions: Stephen Downes, on groups and networks; thresholds: calibrated on labelled repositories",
            Calculation = verdict.Index is null ? null
                : $"({string.Join(" + ", dimensions.Where(d => d.Index is not null).Select(d => Phrases.TwoDigits(d.Index!.Value)))}) ÷ {measured} = {Phrases.TwoDigits(verdict.Index.Value)}"
                    + (openness is { } open && verdict.Index > open + Calibration.MostAboveOpenness ? $"; for the label {Phrases.TwoDigits(open + Calibration.MostAboveOpenness)}, as its openness is {Phrases.TwoDigits(open)}" : ""),
            Tables =
            [
                new("Dimensions", ["dimension", "index", "low", "high"],
                    [.. dimensions.Select(dimension => new EvidenceRow(
                        NameOf(dimension.Name), Cell.Figure(dimension.Index), Cell.Figure(dimension.Interval?.Low), Cell.Figure(dimension.Interval?.High)))]),
                new("What pulls it, hardest first: explain NAME tells more of each", ["indicator", "dimension", "score", "weight", "pull"],
                    [.. pulls.Select(pull => new EvidenceRow(
                        pull.Indicator.Name, NameOf(pull.Dimension.Name), Cell.Figure(pull.Indicator.Score), Cell.Share(pull.Lever),
                        Cell.Figure(pull.Lever * (pull.Indicator.Score!.Value - 0.5), 3)))]),
            ],
            Commits = workings.AllCommits(),
            LeftOut =
            [
                .. Unmeasured(workings),
                .. WindowExplanation.Uncounted(workings, looksAtFiles: true),
            ],
            Git = workings.Git.Commits(),
        };
    }

    public static Explanation Of(Dimension dimension, Workings workings) => new()
    {
        Id = NameOf(dimension.Name),
        Title = $"the dimension {NameOf(dimension.Name)}",
        Sentence = dimension.Name switch
        {
            DimensionName.Autonomy => "Whether people decide for themselves (1) or are directed from a centre (0).",
            DimensionName.Diversity => "Whether people, their aims and their places differ (1) or are alike (0).",
            DimensionName.Openness => "Whether people come and go (1) or a closed boundary holds the same ones (0).",
            _ => "Whether many are tied with one another as equals (1) or everything runs through a few (0).",
        },
        Figure = new ExplainedFigure(dimension.Index, dimension.Index is { } index ? Phrases.TwoDigits(index) : "could not be measured here")
        {
            Interval = dimension.Interval,
            IntervalText = dimension.Interval is { } interval
                ? $"{Phrases.TwoDigits(interval.Low)} to {Phrases.TwoDigits(interval.High)}: 90 % of {Bootstrap.Draws} bootstrap draws of commits in blocks" : null,
        },
        Formula = "mean of its indicators' scores, each weighted by its calibrated weight × its coverage; figures that are shown and not scored take no part",
        Source = "the four dimensions: Stephen Downes, on groups and networks; weights: how well each told labelled repositories apart in a screening",
        Calculation = string.Join(" + ", dimension.Indicators.Where(indicator => indicator.Score is not null && indicator.Coverage > 0)
            .Select(indicator => $"{Phrases.Percent(IndicatorExplanations.WeightIn(dimension, indicator))} × {Phrases.TwoDigits(indicator.Score!.Value)}")) is { Length: > 0 } sum
            ? $"{sum} = {Phrases.TwoDigits(dimension.Index ?? 0)}" : null,
        Tables =
        [
            new("Its indicators: explain NAME tells more of each", ["indicator", "value", "coverage", "score", "weight"],
                [.. dimension.Indicators.Select(indicator => new EvidenceRow(
                    indicator.Name,
                    indicator.Value is { } value ? IndicatorCatalogue.All.First(known => known.Name == indicator.Name).Format(value) : "absent",
                    Cell.Share(indicator.Coverage), Cell.Figure(indicator.Score), Cell.Share(IndicatorExplanations.WeightIn(dimension, indicator))))]),
        ],
        Commits = workings.AllCommits(),
        LeftOut = [.. WindowExplanation.Uncounted(workings, looksAtFiles: true)],
        Git = workings.Git.Commits(),
    };

    public static string NameOf(DimensionName dimension) => dimension.ToString().ToLowerInvariant();

    private static IEnumerable<LeftOut> Unmeasured(Workings workings)
    {
        int absent = workings.Analysis.Dimensions.Sum(dimension => dimension.Indicators.Count(indicator => indicator.Value is null));
        if (absent > 0)
            yield return new(absent, absent == 1 ? "indicator that could not be measured here: the others decide" : "indicators that could not be measured here: the others decide");
    }
}
