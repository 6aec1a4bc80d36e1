namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, −. Freeman degree centralisation of the co-edit graph, 0 (all alike) to 1 (a star), beside what it would be by chance if
/// everybody touched as many files and every file had as many authors (<see cref="CurveballNull"/>). What is scored is the figure plus its
/// excess over chance: a centre that activity alone does not explain counts twice. Source: metrics.md (group .56, mixed .62, network .28).
/// </summary>
internal static class DegreeCentralisation
{
    public const int SteadyPeople = 15;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.CoEdits.EdgeCount == 0)
            return Measurement.Absent;
        double value = Freeman.DegreeCentralisation(sample.CoEdits.Induced(person => sample.CommitsOf[person] > 0))!.Value;
        return Measurement.Of(value, sample.Authors, SteadyPeople) with { Chance = sample.Table.Nulls.DegreeCentralisation };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"shared work has no strong centre (centralisation {Phrases.TwoDigits(value)})"
        : $"shared work runs through a centre (centralisation {Phrases.TwoDigits(value)})";
}
