namespace RepoTopology.Analysis;

/// <summary>
/// Openness, −. How well the co-edit graph fits a core with a periphery around it (<see cref="CorePeriphery"/>): correlation with the ideal
/// pattern, 0 to 1. Only people with a tie are looked at. Full coverage from <see cref="SteadyPeople"/> of them, less the density of their
/// ties: where everybody is tied to everybody there is no rim to see. Source: metrics.md.
/// </summary>
internal static class BoundarySharpness
{
    public const int SteadyPeople = 15;

    public static Measurement Compute(Sample sample)
    {
        var graph = sample.CoEdits.Induced(person => sample.CoEdits.DegreeOf(person) > 0);
        double density = graph.EdgeCount / Math.Max(1, graph.NodeCount * (graph.NodeCount - 1.0) / 2);
        if (graph.NodeCount < Measurement.LeastPeople || density == 1)
            return Measurement.Absent;
        return Measurement.Of(CorePeriphery.Fit(graph).Correlation, Math.Min(graph.NodeCount, SteadyPeople) * (1 - density), SteadyPeople);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"there is no sharp line around a core ({Phrases.Percent(value)} fit)"
        : $"a core stands out sharply from the rim around it ({Phrases.Percent(value)} fit)";
}
