namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, +. Of the lines that people of the window replaced of each other, the share that was returned: Σ min(a→b, b→a) / Σ a→b, 0 to 1.
/// Absent where lines were not read. Full coverage from <see cref="SteadyPairs"/> pairs. Squartini and others, "Reciprocity of weighted networks",
/// Scientific Reports 3 (2013).
/// </summary>
internal static class Reciprocity
{
    public const int SteadyPairs = 10;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Table.Rewriting is not { } rewriting || sample.Authors < Measurement.LeastPeople)
            return Measurement.Absent;
        long all = 0, returned = 0;
        int pairs = 0;
        for (int pair = 0; pair < rewriting.Reverse.Length; pair++)
        {
            long lines = sample.RewrittenLines[pair];
            all += lines;
            pairs += lines > 0 ? 1 : 0;
            returned += rewriting.Reverse[pair] is >= 0 and var back ? Math.Min(lines, sample.RewrittenLines[back]) : 0;
        }

        return all == 0 ? Measurement.Absent : Measurement.Of((double)returned / all, pairs, SteadyPairs);
    }

    public static string Phrase(double value, bool networkLike) =>
        $"of the lines that people replace of each other, {Phrases.Percent(value)} are returned";
}
