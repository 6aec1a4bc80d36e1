namespace RepoTopology.Analysis;

/// <summary>
/// Openness, −. How well the co-edit graph fits a core with a periphery around it (<see cref="CorePeriphery"/>): correlation with the ideal
/// pattern, 0 to 1. Only people with a tie are looked at. Full coverage from <see cref="SteadyPeople"/> of them. Source: metrics.md.
/// </summary>
internal static class BoundarySharpness
{
    public const int SteadyPeople = 15;

    public static Measurement Compute(Sample sample)
    {
        var graph = sample.CoEdits.WithoutIsolated();
        return graph.NodeCount < Measurement.LeastPeople
            ? Measurement.Absent
            : Measurement.Of(CorePeriphery.Fit(graph).Correlation, graph.NodeCount, SteadyPeople);
    }

    public static string Phrase(double value) =>
        $"the web of shared files matches a core with a rim around it to {Phrases.Percent(value)}";
}
