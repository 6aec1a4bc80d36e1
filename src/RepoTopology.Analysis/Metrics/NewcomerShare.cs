namespace RepoTopology.Analysis;

/// <summary>Openness, +. 0 to 1. A young or shallow history cannot tell who is new. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class NewcomerShare
{
    private const int QuartersOfYear = 4;
    private const int LeastCommits = 20;

    public static IndicatorText Text { get; } = new(
        "How much of the last year's work people did who had not been there before.",
        $"of the commits of the window's last four quarters, the share by people whose first commit ever lies in the last year. Full coverage where the history reaches a year further back; absent under {LeastCommits} commits",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        long yearStart = table.Window.To.AddYears(-1).ToUnixTimeSeconds();
        double known = Math.Clamp((yearStart - table.Lifetimes.Start) / (365.25 * 86400), 0, 1);
        int commits = 0, byNewcomers = 0;
        for (int quarter = 0; quarter < Math.Min(QuartersOfYear, table.QuarterCount); quarter++)
            for (int person = 0; person < table.PersonCount; person++)
            {
                int active = sample.Activity[quarter * table.PersonCount + person];
                commits += active;
                byNewcomers += table.FirstSeen[person] > yearStart ? active : 0;
            }

        return commits < LeastCommits || known == 0 ? Measurement.Absent : new((double)byNewcomers / commits, known);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        long yearStart = table.Window.To.AddYears(-1).ToUnixTimeSeconds();
        var year = workings.CommitsWhere(commit => table.Quarters[commit] < QuartersOfYear);
        var newcomers = whole.Ranking.Where(person => table.FirstSeen[person] > yearStart)
            .Select(person => (Person: person, Commits: workings.CommitsWhere(commit => table.Quarters[commit] < QuartersOfYear && table.Authors[commit] == person))).ToList();
        int theirs = newcomers.Sum(one => one.Commits.Length);
        return new Evidence
        {
            Calculation = $"{Phrases.Count(theirs, "commit", "commits")} by {Phrases.Count(newcomers.Count, "newcomer", "newcomers")} ÷ {year.Length} of the last year",
            Tables =
            [
                new("Newcomers of the last year", ["person", "first commit", "commits", "of the year's"],
                    [.. newcomers.Select(one => new EvidenceRow(
                        workings.Person(one.Person), Dates.FromUnixSeconds(table.FirstSeen[one.Person]), one.Commits.Length, Cell.Share(one.Commits.Length, year.Length)).With(one.Commits))]),
            ],
            Commits = Workings.Alike("Their commits of the last year", newcomers.SelectMany(one => one.Commits).Order()),
            LeftOut = whole.Commits == year.Length ? [] : [new(whole.Commits - year.Length, "commits of the window that are older than its last year")],
            Git = workings.Git.Commits(since: table.StartOfQuarter(QuartersOfYear - 1)),
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        value < 0.005
            ? "newcomers made hardly any of the last year's commits"
            : $"newcomers made {(networkLike ? "" : "only ")}{Phrases.Percent(value)} of the last year's commits";
}
