namespace RepoTopology.Analysis;

/// <summary>
/// Openness, +. Of the people active in a half-year of the window, the share who are not in the next, over all neighbouring half-years,
/// weighted by layer (<see cref="Weights"/>): that casual people come and go says little, that the core does says much. 0 to 1. Half-years
/// count back from the window's end. Source: metrics.md; the weights are our own.
/// </summary>
internal static class Drift
{
    public const int SteadyPeople = 5;

    /// <summary>Core, regular, occasional, casual.</summary>
    public static IReadOnlyList<double> Weights { get; } = [4, 3, 2, 1];

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        var layers = Layers.Of(sample);
        double present = 0, gone = 0;
        int people = 0;
        for (int half = table.QuarterCount / 2 - 1; half > 0; half--)
            foreach (int person in sample.Ranking)
                if (IsActive(sample, person, half))
                {
                    double weight = Weights[(int)layers[person]];
                    people++;
                    present += weight;
                    gone += IsActive(sample, person, half - 1) ? 0 : weight;
                }

        return people == 0 ? Measurement.Absent : Measurement.Of(gone / present, people, SteadyPeople);
    }

    public static string Phrase(double value, bool networkLike) =>
        networkLike
            ? $"people drift in and out: {Phrases.Percent(value)} of those active in a half-year are not in the next (weighted by layer)"
            : $"many people stay: {Phrases.Percent(1 - value)} of those active in a half-year are active in the next too (weighted by layer)";

    private static bool IsActive(Sample sample, int person, int half) =>
        sample.Activity[2 * half * sample.Table.PersonCount + person] + sample.Activity[(2 * half + 1) * sample.Table.PersonCount + person] > 0;
}
