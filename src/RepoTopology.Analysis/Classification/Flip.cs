namespace RepoTopology.Analysis;

/// <summary>The smallest single change that would give another label: of a figure, or where none is enough, of a dimension as a whole.</summary>
internal static class Flip
{
    private const int Halvings = 40;

    public static string? Of(Judgement judgement)
    {
        if (judgement.Label is null)
            return null;
        var figure = Enumerable.Range(0, judgement.Scores.Length)
            .Where(i => judgement.LeverOf(i) > 0 && IndicatorCatalogue.All[i].Name != "declaredGate")
            .SelectMany(i => Changes(judgement, judgement.Scores[i]!.Value, score => judgement.With(i, score))
                .Select(change => (Change: change, Words: InWords(judgement, i, change))))
            .Where(flip => flip.Words is not null)
            .OrderBy(flip => flip.Change.Size)
            .Select(flip => flip.Words)
            .FirstOrDefault();
        if (figure is not null)
            return figure;

        var dimension = Enum.GetValues<DimensionName>()
            .Where(d => judgement.Dimensions[(int)d] is not null)
            .SelectMany(d => Changes(judgement, judgement.Dimensions[(int)d]!.Value, index => judgement.With(d, index)).Select(change => (Change: change, Name: d)))
            .OrderBy(flip => flip.Change.Size)
            .Select(flip => $"No single figure would change it; it would read as {Phrases.NameOf(flip.Change.Label)} if its "
                + $"{flip.Name.ToString().ToLowerInvariant()} as a whole {Moves(flip.Change.From, flip.Change.To, Phrases.TwoDigits)}.")
            .FirstOrDefault();
        return dimension ?? "No single figure would change it, nor a whole dimension: several would have to move together.";
    }

    /// <summary>For either end of the scale that gives another label, the nearest point to the present one that does; labels are monotone in every score.</summary>
    private static IEnumerable<Change> Changes(Judgement judgement, double now, Func<double, Judgement> with)
    {
        foreach (double end in (double[])[0, 1])
        {
            if (with(end).Label == judgement.Label)
                continue;
            double same = now, other = end;
            for (int i = 0; i < Halvings; i++)
            {
                double middle = (same + other) / 2;
                if (with(middle).Label == judgement.Label)
                    same = middle;
                else
                    other = middle;
            }

            yield return new Change(now, other, with(other).Label!.Value);
        }
    }

    private static string? InWords(Judgement judgement, int i, Change change)
    {
        var indicator = IndicatorCatalogue.All[i];
        var measurement = judgement.Measurements[i];
        return indicator.Calibration.ValueOf(change.To, measurement.Chance) is not { } to || to < indicator.Range.Low || to > indicator.Range.High
            ? null
            : $"It would read as {Phrases.NameOf(change.Label)} if the {indicator.Title} {Moves(measurement.Value!.Value, to, indicator.Format)}.";
    }

    private static string Moves(double from, double to, Func<double, string> format) =>
        $"{(to > from ? "rose" : "fell")} from {format(from)} to {format(to)}";

    /// <param name="From">The score now.</param>
    /// <param name="To">The score that gives the label.</param>
    /// <param name="Label">Another label.</param>
    private readonly record struct Change(double From, double To, VerdictLabel Label)
    {
        public double Size => Math.Abs(To - From);
    }
}
