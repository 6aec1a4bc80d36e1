namespace RepoTopology.Analysis;

/// <summary>Interactivity, +, shown and not scored. 0 to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class Reciprocity
{
    public const int SteadyPairs = 10;

    public static IndicatorText Text { get; } = new(
        "Whether people who replace each other's lines do so both ways.",
        $"Σ min(a→b, b→a) ÷ Σ a→b, where a→b is the number of b's lines that a replaced, of people who both made commits in the window. Absent where lines were not read; full coverage from {SteadyPairs} pairs",
        "Squartini and others, Reciprocity of weighted networks, Scientific Reports 3 (2013)");

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

    public static Evidence Explain(Workings workings)
    {
        var (table, history) = (workings.Table, workings.History);
        if (workings.Lines is not { } lines)
            return new Evidence { Calculation = "lines were not read" };
        var here = table.People.ToHashSet();
        var ties = PersonTies.Of(history, lines, table.Window).Where(tie => tie.Kind == TieKind.LineRewrite && here.Contains(tie.To))
            .ToDictionary(tie => (tie.From, tie.To), tie => tie.Weight);
        long Returned((int From, int To) pair) => Math.Min(ties[pair], ties.GetValueOrDefault((pair.To, pair.From)));
        return new Evidence
        {
            Calculation = $"{ties.Keys.Sum(Returned)} lines returned ÷ {ties.Values.Sum()} replaced of each other, by {ties.Count} pairs",
            Tables =
            [
                new("Who replaced whose lines", ["person", "replaced lines of", "lines", "and back"],
                    [.. ties.OrderByDescending(tie => tie.Value).ThenBy(tie => tie.Key).Select(tie => new EvidenceRow(
                        Cell.Person(tie.Key.From), Cell.Person(tie.Key.To), tie.Value, ties.GetValueOrDefault((tie.Key.To, tie.Key.From))))]),
            ],
            Commits = Workings.Weighed("Commits by the lines of others that they replaced", "lines", table.HistoryCommits
                .Where(commit => history.FilesOf(commit) <= WindowChoice.GiantFiles)
                .Select(commit => new WeighedCommit(commit, PersonTies.RewritesOf(history, lines, commit).Where(rewrite => here.Contains(rewrite.Author)).Sum(rewrite => (long)rewrite.Replaced)))),
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"of the lines that people replace of each other, {Phrases.Percent(value)} are returned";
}
