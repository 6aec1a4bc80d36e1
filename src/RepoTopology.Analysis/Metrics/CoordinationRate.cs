namespace RepoTopology.Analysis;

/// <summary>Interactivity, shown and not scored. 0 to 1; tactical and frequent in groups, ad hoc in networks. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class CoordinationRate
{
    public const int SteadyEdits = 50;

    public static IndicatorText Text { get; } = new(
        "How often people who share files touch them within days of each other.",
        $"of the edits to files of several people, the share within {Coordination.Days} days of somebody else's edit, averaged over the window's quarters; a quarter without such edits counts as 0. Full coverage from {SteadyEdits} edits",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        int edits = sample.SharedEdits.Sum();
        if (edits == 0)
            return Measurement.Absent;
        double rates = 0;
        for (int quarter = 0; quarter < sample.SharedEdits.Length; quarter++)
            rates += sample.SharedEdits[quarter] == 0 ? 0 : (double)sample.CoordinatedEdits[quarter] / sample.SharedEdits[quarter];
        return Measurement.Of(rates / sample.SharedEdits.Length, edits, SteadyEdits);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        return new Evidence
        {
            Calculation = $"mean of {table.QuarterCount} quarters' rates; {whole.CoordinatedEdits.Sum()} of {whole.SharedEdits.Sum()} edits to shared files came within {Coordination.Days} days of somebody else's",
            Tables =
            [
                new("Quarters, newest first", ["from", "shared edits", "coordinated", "rate"],
                    [.. Enumerable.Range(0, table.QuarterCount).Select(quarter => new EvidenceRow(
                        Dates.FromUnixSeconds(table.StartOfQuarter(quarter)), whole.SharedEdits[quarter], whole.CoordinatedEdits[quarter],
                        Cell.Share(whole.CoordinatedEdits[quarter], whole.SharedEdits[quarter]))
                        .With(workings.CommitsWhere(commit => table.Quarters[commit] == quarter && table.Coordination.Coordinated[commit] > 0)))]),
            ],
            Commits = Workings.Weighed("Commits by their edits within days of somebody else's", "edits",
                Enumerable.Range(0, table.CommitCount).Select(commit => new WeighedCommit(table.HistoryCommits[commit], table.Coordination.Coordinated[commit]))),
            LeftOut = workings.CrowdedFiles() is { } files ? [files] : [],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"in an average quarter, {Phrases.Percent(value)} of the edits to shared files come within {Coordination.Days} days of somebody else's";
}
