namespace RepoTopology.Analysis;

/// <summary>
/// Diversity, +. exp entropy of the authors' UTC offsets over commits: how many equally used time zones would be as diverse, from 1.
/// Absent under three people, and where every commit says +0000 (conversions write that). Larger projects have more zones whatever their
/// style, so it weighs less than others. Source: metrics.md (group 4.1, network 10.3).
/// </summary>
internal static class TimeZoneSpread
{
    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.Table.Offsets is [0])
            return Measurement.Absent;
        return new(Entropy.EffectiveNumber(sample.Zones), 1);
    }

    public static string Phrase(double value, bool networkLike) =>
        value < 1.05
            ? "commits come from one time zone"
            : $"commits come from {(networkLike ? "as many as" : "no more than")} {Phrases.OneDigit(value)} evenly used time zones";
}
