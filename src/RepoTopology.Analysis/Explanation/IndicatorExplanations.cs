namespace RepoTopology.Analysis;

/// <summary>Where each indicator says for itself what it is and what is behind it. A new indicator has a line here.</summary>
internal static class IndicatorExplanations
{
    public static IReadOnlyDictionary<string, (IndicatorText Text, Func<Workings, Evidence> Explain)> All { get; } =
        new Dictionary<string, (IndicatorText, Func<Workings, Evidence>)>
        {
            ["moduleLeaderDispersion"] = (ModuleLeaderDispersion.Text, ModuleLeaderDispersion.Explain),
            ["independentPeriphery"] = (IndependentPeriphery.Text, IndependentPeriphery.Explain),
            ["integratorShare"] = (IntegratorShare.Text, IntegratorShare.Explain),
            ["declaredGate"] = (DeclaredGateRule.Text, DeclaredGateRule.Explain),
            ["aimDiversity"] = (AimDiversity.Text, AimDiversity.Explain),
            ["divisionOfLabour"] = (DivisionOfLabour.Text, DivisionOfLabour.Explain),
            ["timeZoneSpread"] = (TimeZoneSpread.Text, TimeZoneSpread.Explain),
            ["organisations"] = (Organisations.Text, Organisations.Explain),
            ["sharedLanguage"] = (SharedLanguage.Text, SharedLanguage.Explain),
            ["rarefiedAuthors"] = (RarefiedAuthors.Text, RarefiedAuthors.Explain),
            ["casualShare"] = (CasualShare.Text, CasualShare.Explain),
            ["newcomerShare"] = (NewcomerShare.Text, NewcomerShare.Explain),
            ["boundarySharpness"] = (BoundarySharpness.Text, BoundarySharpness.Explain),
            ["drift"] = (Drift.Text, Drift.Explain),
            ["bigSpike"] = (BigSpike.Text, BigSpike.Explain),
            ["degreeCentralisation"] = (DegreeCentralisation.Text, DegreeCentralisation.Explain),
            ["coEditModularity"] = (CoEditModularity.Text, CoEditModularity.Explain),
            ["reciprocity"] = (Reciprocity.Text, Reciprocity.Explain),
            ["diffusion"] = (Diffusion.Text, Diffusion.Explain),
            ["coordinationRate"] = (CoordinationRate.Text, CoordinationRate.Explain),
            ["mutualAccountability"] = (MutualAccountability.Text, MutualAccountability.Explain),
            ["sharedReviews"] = (SharedReviews.Text, SharedReviews.Explain),
        };

    /// <param name="indicator">Of the analysis.</param>
    /// <param name="dimension">The dimension it stands in.</param>
    /// <param name="workings">What it was computed from.</param>
    public static Explanation Of(Indicator indicator, Dimension dimension, Workings workings)
    {
        var definition = IndicatorCatalogue.All.First(known => known.Name == indicator.Name);
        var (text, explain) = All.TryGetValue(indicator.Name, out var known) ? known : Unsaid(definition);
        var evidence = explain(workings);
        return new Explanation
        {
            Id = indicator.Name,
            Title = indicator.Title,
            Sentence = text.Sentence,
            Figure = FigureOf(indicator, dimension, definition),
            Formula = text.Formula,
            Source = text.Source,
            Calculation = evidence.Calculation,
            Tables = evidence.Tables,
            Commits = evidence.Commits,
            LeftOut = [.. evidence.LeftOut, .. WindowExplanation.Uncounted(workings, definition.LooksAtFiles)],
            Git = evidence.Git ?? workings.Git.Commits(),
        };
    }

    /// <summary>How much an indicator weighs in its dimension's index, after weight and coverage: 0 to 1.</summary>
    public static double WeightIn(Dimension dimension, Indicator indicator)
    {
        double all = dimension.Indicators.Sum(Weight);
        return all == 0 ? 0 : Weight(indicator) / all;

        static double Weight(Indicator one) => one.Score is null ? 0 : Calibration.Of(one.Name).Weight * one.Coverage;
    }

    private static ExplainedFigure FigureOf(Indicator indicator, Dimension dimension, IndicatorDefinition definition)
    {
        var row = definition.Calibration;
        return new ExplainedFigure(indicator.Value, indicator.Value is { } value ? definition.Format(value) : "could not be measured here")
        {
            Coverage = indicator.Coverage,
            Interval = indicator.Interval,
            IntervalText = indicator.Interval is { } interval
                ? $"{definition.Format(interval.Low)} to {definition.Format(interval.High)}: 90 % of {Bootstrap.Draws} bootstrap draws of commits in blocks" : null,
            Chance = indicator.Chance,
            ChanceText = indicator.Chance is { } chance && indicator.Value is { } figure
                ? $"{definition.Format(chance)}; scored as {definition.Format(2 * figure - chance)}: what goes beyond chance counts twice" : null,
            Score = indicator.Score,
            Weight = indicator.Score is null ? null : WeightIn(dimension, indicator),
            Dimension = dimension.Name,
            Anchors = row.Curve is null ? [] : [.. row.Curve.Anchors.Select(anchor => new CurveAnchor(anchor.Value, definition.Format(anchor.Value), anchor.Score))],
            // The design sheet is not in the package.
            AnchorSource = row.Source.Replace("metrics.md", "screening (group/mixed/network):", StringComparison.Ordinal).Replace("screening (group/mixed/network)::", "screening:", StringComparison.Ordinal),
        };
    }

    // An indicator without a line above still shows its commits.
    private static (IndicatorText, Func<Workings, Evidence>) Unsaid(IndicatorDefinition definition) => (
        new IndicatorText($"The {definition.Title}.", definition.Title, IndicatorText.Own),
        workings => new Evidence { Tables = [workings.People("People of the window", workings.Whole.Ranking)], Commits = workings.AllCommits() });
}
