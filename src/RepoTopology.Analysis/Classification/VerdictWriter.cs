using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Puts a judgement in words. The words are about how the work is organised, never about anybody's worth.</summary>
internal static class VerdictWriter
{
    // A dimension this far from the index stands out.
    private const double StandsOut = 0.15;

    public static Verdict Write(Judgement judgement, Interval? interval, AnalysisWindow window)
    {
        if (window.Commits < Calibration.NeededCommits || judgement.Label is not { } label)
            return Insufficient(window);
        return new Verdict
        {
            Label = label,
            Index = judgement.Index,
            Interval = interval,
            Sentence = SentenceOf(label, judgement, window),
            Evidence = EvidenceOf(label, judgement, window),
            Flip = Flip.Of(judgement),
        };
    }

    private static Verdict Insufficient(AnalysisWindow window) => new()
    {
        Label = VerdictLabel.InsufficientHistory,
        Index = null,
        Interval = null,
        Sentence = $"Insufficient history for a verdict: {Phrases.Count(window.Commits, "commit", "commits")} by people in "
            + $"{window.Months} months, where {Calibration.NeededCommits} are needed.",
        Evidence = [],
        Flip = null,
    };

    private static string SentenceOf(VerdictLabel label, Judgement judgement, AnalysisWindow window) => label switch
    {
        VerdictLabel.GroupLike when window.Authors == 1 => "One person makes this project: it works like a group, with a single centre.",
        VerdictLabel.GroupLike when HasOpenRim(judgement) =>
            "This project works like a group with an open rim: a few people carry and direct most of it, while others come and go around them.",
        VerdictLabel.GroupLike => "This project works like a group: a few people carry and direct most of it, behind a clear boundary.",
        VerdictLabel.NetworkLike => "This project works like a network: many people come and go and work on their own, with no single centre.",
        _ => $"This project is mixed: {Difference(judgement)}.",
    };

    /// <summary>A group core inside a network's periphery: openness is mixed at least, and stands out from the rest.</summary>
    private static bool HasOpenRim(Judgement judgement) =>
        judgement.Dimensions[(int)DimensionName.Openness] is { } openness && openness >= Math.Max(Calibration.MixedFrom, judgement.Index!.Value + StandsOut);

    /// <summary>Which dimensions pull apart.</summary>
    private static string Difference(Judgement judgement)
    {
        double index = judgement.Index!.Value;
        string[] Like(Func<double, bool> side) =>
            [.. Enum.GetValues<DimensionName>().Where(d => judgement.Dimensions[(int)d] is { } value && side(value)).Select(NameOf)];
        string[] network = Like(value => value >= Math.Max(index + StandsOut / 2, Calibration.MixedFrom + StandsOut));
        string[] group = Like(value => value <= Math.Min(index - StandsOut / 2, Calibration.NetworkFrom - StandsOut));
        return (network, group) switch
        {
            ([], []) => "all its dimensions lie between a group's and a network's",
            (_, []) => $"more like a network in its {Join(network)}, and in between otherwise",
            ([], _) => $"more like a group in its {Join(group)}, and in between otherwise",
            _ => $"more like a network in its {Join(network)}, more like a group in its {Join(group)}",
        };
    }

    /// <summary>Two or three facts: those with the strongest pull to the verdict's side; of a mixed verdict, the strongest to either side.</summary>
    private static ImmutableArray<string> EvidenceOf(VerdictLabel label, Judgement judgement, AnalysisWindow window)
    {
        var byPull = Enumerable.Range(0, judgement.Scores.Length)
            .Where(i => judgement.Scores[i] is not null)
            .Select(i => (Indicator: i, Pull: judgement.LeverOf(i) * (judgement.Scores[i]!.Value - 0.5)))
            .OrderByDescending(fact => Math.Abs(fact.Pull))
            .ThenBy(fact => fact.Indicator)
            .ToList();
        var towardsNetwork = byPull.Where(fact => fact.Pull > 0);
        var towardsGroup = byPull.Where(fact => fact.Pull < 0);
        var chosen = label switch
        {
            VerdictLabel.NetworkLike => towardsNetwork.Take(3),
            VerdictLabel.GroupLike => OpennessDecides(judgement)
                ? towardsGroup.OrderByDescending(fact => IndicatorCatalogue.All[fact.Indicator].Dimension == DimensionName.Openness).Take(3)
                : towardsGroup.Take(3),
            _ => towardsNetwork.Take(2).Concat(towardsGroup.Take(2)).OrderByDescending(fact => Math.Abs(fact.Pull)).Take(3),
        };
        return [.. chosen.Select(fact => PhraseOf(fact.Indicator, judgement, window))];
    }

    /// <summary>The label is another than the index alone would give.</summary>
    private static bool OpennessDecides(Judgement judgement) => Calibration.LabelOf(judgement.Index!.Value, null) != judgement.Label;

    private static string PhraseOf(int indicator, Judgement judgement, AnalysisWindow window)
    {
        double value = judgement.Measurements[indicator].Value!.Value;
        string phrase = IndicatorCatalogue.All[indicator].PhraseIn(value, judgement.Scores[indicator]!.Value, window);
        return char.ToUpperInvariant(phrase[0]) + phrase[1..] + ".";
    }

    private static string NameOf(DimensionName dimension) => dimension.ToString().ToLowerInvariant();

    private static string Join(string[] words) => words.Length < 2 ? string.Concat(words) : string.Join(", ", words[..^1]) + " and " + words[^1];
}
