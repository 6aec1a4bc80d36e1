using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>An indicator: which dimension it belongs to, how it is computed and how it is said. Its judgement stands in <see cref="Calibration"/>.</summary>
/// <param name="Name">Stable identifier in camel case.</param>
/// <param name="Dimension">One of the four.</param>
/// <param name="Title">A noun phrase for people.</param>
/// <param name="Compute">From a sample; must not depend on anything else.</param>
/// <param name="Format">The figure alone, in words.</param>
/// <param name="Phrase">The figure in a clause; the flag says whether it points towards a network.</param>
internal sealed record IndicatorDefinition(
    string Name,
    DimensionName Dimension,
    string Title,
    Func<Sample, Measurement> Compute,
    Func<double, string> Format,
    Func<double, bool, string> Phrase)
{
    /// <summary>The least and the greatest figure there can be: intervals end there. The default is a share's, 0 to 1.</summary>
    public Interval Range { get; init; } = new(0, 1);

    /// <summary>It looks at the files that commits change: it covers no more than the commits whose changes are known.</summary>
    public bool LooksAtFiles { get; init; }

    public CalibrationRow Calibration { get; } = Analysis.Calibration.Of(Name);

    /// <summary>The figure in a clause that says which way it points, and that suits very few people too.</summary>
    public string PhraseIn(double value, double score, AnalysisWindow window) =>
        Name == "bigSpike" && window.Authors <= BigSpike.People ? BigSpike.PhraseOfFew(window.Authors) : Phrase(value, score >= 0.5);
}

/// <summary>All indicators. A new one is a file in Metrics, a line here, a row of the calibration and a line in <see cref="IndicatorExplanations"/>.</summary>
internal static class IndicatorCatalogue
{
    public static ImmutableArray<IndicatorDefinition> All { get; } =
    [
        new("moduleLeaderDispersion", DimensionName.Autonomy, "different leading authors per module",
            ModuleLeaderDispersion.Compute, Phrases.TwoDigits, ModuleLeaderDispersion.Phrase) { LooksAtFiles = true },
        new("independentPeriphery", DimensionName.Autonomy, "share of the others who work apart from the top five",
            IndependentPeriphery.Compute, Phrases.Percent, IndependentPeriphery.Phrase) { LooksAtFiles = true },
        new("integratorShare", DimensionName.Autonomy, "share of the mainline let in by one person",
            IntegratorShare.Compute, Phrases.Percent, IntegratorShare.Phrase),
        new("declaredGate", DimensionName.Autonomy, "declared gate",
            DeclaredGateRule.Compute, Phrases.OneDigit, DeclaredGateRule.Phrase),

        new("aimDiversity", DimensionName.Diversity, "distance between people's areas of work, beyond chance",
            AimDiversity.Compute, Phrases.Percent, AimDiversity.Phrase) { Range = new(-1, 1), LooksAtFiles = true },
        new("divisionOfLabour", DimensionName.Diversity, "division of labour",
            DivisionOfLabour.Compute, Phrases.Percent, DivisionOfLabour.Phrase) { LooksAtFiles = true },
        new("timeZoneSpread", DimensionName.Diversity, "effective number of time zones",
            TimeZoneSpread.Compute, Phrases.OneDigit, TimeZoneSpread.Phrase) { Range = new(1, double.PositiveInfinity) },
        new("organisations", DimensionName.Diversity, "effective number of organisations",
            Organisations.Compute, Phrases.OneDigit, Organisations.Phrase) { Range = new(1, double.PositiveInfinity) },
        new("sharedLanguage", DimensionName.Diversity, "distance between people's vocabularies, beyond chance",
            SharedLanguage.Compute, Phrases.Percent, SharedLanguage.Phrase) { Range = new(-1, 1), LooksAtFiles = true },

        new("rarefiedAuthors", DimensionName.Openness, "number of authors expected in 100 commits",
            RarefiedAuthors.Compute, Phrases.Whole, RarefiedAuthors.Phrase) { Range = new(1, RarefiedAuthors.Draws) },
        new("casualShare", DimensionName.Openness, "share of commits by casual contributors",
            CasualShare.Compute, Phrases.Percent, CasualShare.Phrase),
        new("newcomerShare", DimensionName.Openness, "share of the last year's commits by newcomers",
            NewcomerShare.Compute, Phrases.Percent, NewcomerShare.Phrase),
        new("boundarySharpness", DimensionName.Openness, "sharpness of the boundary around the core",
            BoundarySharpness.Compute, Phrases.Percent, BoundarySharpness.Phrase) { Range = new(-1, 1), LooksAtFiles = true },
        new("drift", DimensionName.Openness, "share of people who drift away within a half-year",
            Drift.Compute, Phrases.Percent, Drift.Phrase),

        new("bigSpike", DimensionName.Interactivity, "share of commits by the five most active people",
            BigSpike.Compute, Phrases.Percent, BigSpike.Phrase),
        new("degreeCentralisation", DimensionName.Interactivity, "centralisation of shared work",
            DegreeCentralisation.Compute, Phrases.Percent, DegreeCentralisation.Phrase) { LooksAtFiles = true },
        new("coEditModularity", DimensionName.Interactivity, "modularity of shared work",
            CoEditModularity.Compute, Phrases.TwoDigits, CoEditModularity.Phrase) { Range = new(-0.5, 1), LooksAtFiles = true },
        new("reciprocity", DimensionName.Interactivity, "share of replaced lines that is returned",
            Reciprocity.Compute, Phrases.Percent, Reciprocity.Phrase) { LooksAtFiles = true },
        new("diffusion", DimensionName.Interactivity, "share of shared new files that started in the core",
            Diffusion.Compute, Phrases.Percent, Diffusion.Phrase) { LooksAtFiles = true },
        new("coordinationRate", DimensionName.Interactivity, "share of edits to shared files within days of each other",
            CoordinationRate.Compute, Phrases.Percent, CoordinationRate.Phrase) { LooksAtFiles = true },
        new("mutualAccountability", DimensionName.Interactivity, "share of modules held by more than one person",
            MutualAccountability.Compute, Phrases.Percent, MutualAccountability.Phrase) { LooksAtFiles = true },
        new("sharedReviews", DimensionName.Interactivity, "share of reviews beyond the most active reviewer's",
            SharedReviews.Compute, Phrases.Percent, SharedReviews.Phrase),
    ];
}
