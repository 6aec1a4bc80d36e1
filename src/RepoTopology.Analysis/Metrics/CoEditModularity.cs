namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, +. Newman's modularity Q of the co-edit graph's communities (<see cref="Communities"/>): about 0 where everybody is tied
/// to everybody, towards 1 where people work in clusters. Unstable below <see cref="SteadyPeople"/> authors: coverage falls accordingly.
/// Source: metrics.md (group .09, mixed .16, network .25).
/// </summary>
internal static class CoEditModularity
{
    public const int SteadyPeople = 15;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.CoEdits.EdgeCount == 0)
            return Measurement.Absent;
        return Measurement.Of(Communities.ModularityOf(sample.CoEdits, Leiden.Partition(sample.CoEdits)), sample.Authors, SteadyPeople);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"people who share files form clusters of their own (modularity {Phrases.TwoDigits(value)})"
        : $"people who share files form one web, not clusters (modularity {Phrases.TwoDigits(value)})";
}
