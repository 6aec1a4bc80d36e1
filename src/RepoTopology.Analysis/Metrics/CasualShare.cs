namespace RepoTopology.Analysis;

/// <summary>Openness, +. 0 to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class CasualShare
{
    public const int MostCommits = 2;

    public static IndicatorText Text { get; } = new(
        "How much of the work people do who come with just one or two commits.",
        $"commits by people with at most {MostCommits} commits in the window ÷ all counted commits",
        IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        // Who is casual is a fact of the window: a bootstrap draw that takes a commit three times makes nobody a regular.
        int casual = 0;
        for (int person = 0; person < sample.CommitsOf.Length; person++)
            casual += sample.Table.IsCasual[person] ? sample.CommitsOf[person] : 0;
        return sample.Commits == 0 ? Measurement.Absent : new((double)casual / sample.Commits, 1);
    }

    public static Evidence Explain(Workings workings)
    {
        var whole = workings.Whole;
        int[] casual = [.. whole.Ranking.Where(person => workings.Table.IsCasual[person])];
        int commits = casual.Sum(person => whole.CommitsOf[person]);
        return new Evidence
        {
            Calculation = $"{Phrases.Count(commits, "commit", "commits")} by {Phrases.Count(casual.Length, "casual person", "casual people")} ÷ {whole.Commits} commits by {whole.Authors} people",
            Tables = [workings.People("Casual people", casual)],
            Commits = Workings.Alike("Their commits", casual.SelectMany(workings.CommitsOf).Order()),
            LeftOut = casual.Length == whole.Authors ? []
                : [new(whole.Authors - casual.Length, $"people with more than {MostCommits} commits: their {whole.Commits - commits} commits stand below the line only")],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        value < 0.005
            ? "hardly anybody came with just one or two commits"
            : $"people with one or two commits made {(networkLike ? "" : "only ")}{Phrases.Percent(value)} of commits";
}
