namespace RepoTopology.Analysis;

/// <summary>The smallest change of a single figure that would give another label.</summary>
internal static class Flip
{
    private const int Halvings = 40;

    public static string? Of(Judgement judgement)
    {
        if (judgement.Label is not { } label)
            return null;
        (int Indicator, double Score, VerdictLabel Label)? best = null;
        for (int i = 0; i < judgement.Scores.Length; i++)
        {
            if (judgement.Scores[i] is not { } now || judgement.LeverOf(i) == 0)
                continue;
            foreach (double end in (ReadOnlySpan<double>)[0, 1])
                if (Search(judgement, i, now, end) is { } score && IsReal(judgement, i, score)
                    && (best is null || Math.Abs(score - now) < Math.Abs(best.Value.Score - judgement.Scores[best.Value.Indicator]!.Value)))
                    best = (i, score, judgement.With(i, score).Label!.Value);
        }

        return best is { } flip ? InWords(judgement, flip) : $"No single figure would change it: {Several(label)}";
    }

    /// <summary>The score nearest to the present one, on the way to an end, that changes the label; the label is monotone in every score.</summary>
    private static double? Search(Judgement judgement, int indicator, double now, double end)
    {
        if (judgement.With(indicator, end).Label == judgement.Label)
            return null;
        double same = now, other = end;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (same + other) / 2;
            if (judgement.With(indicator, middle).Label == judgement.Label)
                same = middle;
            else
                other = middle;
        }

        return other;
    }

    // What the documents declare is no figure that could move a little.
    private static bool IsReal(Judgement judgement, int indicator, double score) =>
        IndicatorCatalogue.All[indicator].Name != "declaredGate" && ValueAt(judgement, indicator, score) is not null;

    private static double? ValueAt(Judgement judgement, int indicator, double score) =>
        IndicatorCatalogue.All[indicator].Calibration.ValueOf(score, judgement.Measurements[indicator].Chance);

    private static string InWords(Judgement judgement, (int Indicator, double Score, VerdictLabel Label) flip)
    {
        var indicator = IndicatorCatalogue.All[flip.Indicator];
        double from = judgement.Measurements[flip.Indicator].Value!.Value;
        double to = ValueAt(judgement, flip.Indicator, flip.Score)!.Value;
        return $"It would read as {NameOf(flip.Label)} if the {indicator.Title} {(to > from ? "rose" : "fell")} "
            + $"from {indicator.Format(from)} to {indicator.Format(to)}.";
    }

    private static string NameOf(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "group-like",
        VerdictLabel.NetworkLike => "network-like",
        _ => "mixed",
    };

    private static string Several(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "several dimensions would have to open up together.",
        VerdictLabel.NetworkLike => "several dimensions would have to close together.",
        _ => "several figures would have to move together.",
    };
}
