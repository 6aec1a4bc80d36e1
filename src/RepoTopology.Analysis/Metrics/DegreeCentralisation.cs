namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, −. Freeman degree centralisation of the co-edit graph, 0 (all alike) to 1 (a star). Source: metrics.md (group .56,
/// mixed .62, network .28).
/// </summary>
internal static class DegreeCentralisation
{
    public const int SteadyPeople = 15;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.CoEdits.EdgeCount == 0)
            return Measurement.Absent;
        return Measurement.Of(Freeman.DegreeCentralisation(sample.CoEdits.Among(sample.CommitsOf))!.Value, sample.Authors, SteadyPeople);
    }

    public static string Phrase(double value) => $"ties by shared files gather at one person to {Phrases.Percent(value)}";
}
