namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, −. Share of commits by the five people with most: above 0, up to 1. Source: metrics.md (group .90, mixed .71,
/// network .45).
/// </summary>
internal static class BigSpike
{
    public const int People = 5;

    public static Measurement Compute(Sample sample)
    {
        if (sample.Commits == 0)
            return Measurement.Absent;
        int top = 0;
        foreach (int person in sample.Ranking.AsSpan(0, Math.Min(People, sample.Authors)))
            top += sample.CommitsOf[person];
        return new((double)top / sample.Commits, 1);
    }

    public static string Phrase(double value, bool networkLike) =>
        $"the five most active people made {(networkLike ? "no more than " : "")}{Phrases.Percent(value)} of commits";

    public static string PhraseOfFew(int authors) => authors == 1 ? "one person made every commit" : $"{authors} people made every commit";
}
