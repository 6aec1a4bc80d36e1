namespace RepoTopology.Analysis;

/// <summary>
/// Autonomy, +. Of the authors outside the five with most commits, the share who touched no file that one of the five touched: 0 to 1.
/// Authors without a touch (giant commits, generated files) are left out. Full coverage from <see cref="SteadyPeople"/> such authors.
/// Source: metrics.md.
/// </summary>
internal static class IndependentPeriphery
{
    public const int SteadyPeople = 10;

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        bool[] central = new bool[table.FileCount];
        foreach (int person in sample.Ranking.AsSpan(0, Math.Min(BigSpike.People, sample.Authors)))
            foreach (int touch in table.TouchesOfPerson[person])
                central[table.TouchFile[touch]] |= sample.Touches[touch] > 0;

        int outside = 0, independent = 0;
        foreach (int person in sample.Ranking.AsSpan(Math.Min(BigSpike.People, sample.Authors)))
        {
            bool touched = false, shared = false;
            foreach (int touch in table.TouchesOfPerson[person])
                if (sample.Touches[touch] > 0)
                {
                    touched = true;
                    shared |= central[table.TouchFile[touch]];
                }

            outside += touched ? 1 : 0;
            independent += touched && !shared ? 1 : 0;
        }

        return outside == 0 ? Measurement.Absent : Measurement.Of((double)independent / outside, outside, SteadyPeople);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"{Phrases.Percent(value)} of those outside the top five work on files that the five do not touch"
        : $"{Phrases.Percent(1 - value)} of those outside the top five work on files that the five touch too";
}
