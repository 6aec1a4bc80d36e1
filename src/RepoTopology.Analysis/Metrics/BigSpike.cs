namespace RepoTopology.Analysis;

/// <summary>Interactivity, −. Above 0, up to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class BigSpike
{
    public const int People = 5;

    public static IndicatorText Text { get; } = new(
        "How much of the work the five most active people do.",
        $"commits by the {People} people with most ÷ all counted commits",
        IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        if (sample.Commits == 0)
            return Measurement.Absent;
        int top = 0;
        foreach (int person in sample.Ranking.AsSpan(0, Math.Min(People, sample.Authors)))
            top += sample.CommitsOf[person];
        return new((double)top / sample.Commits, 1);
    }

    public static Evidence Explain(Workings workings)
    {
        var whole = workings.Whole;
        int[] top = whole.Ranking[..Math.Min(People, whole.Authors)];
        int commits = top.Sum(person => whole.CommitsOf[person]);
        return new Evidence
        {
            Calculation = $"{commits} commits by {top.Length} people ÷ {whole.Commits} commits by {whole.Authors} people",
            Tables = [workings.People("The most active", top)],
            Commits = Workings.Alike("Their commits", top.SelectMany(workings.CommitsOf).Order()),
            LeftOut = whole.Authors == top.Length ? [] : [new(whole.Authors - top.Length, $"people beside them: their {whole.Commits - commits} commits stand below the line only")],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"the five most active people made {(networkLike ? "no more than " : "")}{Phrases.Percent(value)} of commits";

    public static string PhraseOfFew(int authors) => authors == 1 ? "one person made every commit" : $"{authors} people made every commit";
}
