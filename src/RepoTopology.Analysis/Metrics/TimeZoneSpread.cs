namespace RepoTopology.Analysis;

/// <summary>Diversity, +. From 1. Larger projects have more zones whatever their style, so it weighs less than others. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class TimeZoneSpread
{
    public static IndicatorText Text { get; } = new(
        "How many evenly used time zones the commits come from.",
        $"exp(−Σ p ln p), with p the share of commits by each UTC offset of their author dates. Absent under {Measurement.LeastPeople} people, and where every commit says +0000, which conversions write",
        "Hill number of order 1; " + IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.Table.Offsets is [0])
            return Measurement.Absent;
        return new(Entropy.EffectiveNumber(sample.Zones), 1);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        return new Evidence
        {
            Calculation = $"{table.Offsets.Length} offsets in {whole.Commits} commits",
            Tables =
            [
                new("Commits by UTC offset", ["offset", "commits", "of all", "people"],
                    [.. Enumerable.Range(0, table.Offsets.Length).OrderByDescending(zone => whole.Zones[zone]).ThenBy(zone => zone).Select(zone => new EvidenceRow(
                        OffsetText(table.Offsets[zone]), whole.Zones[zone], Cell.Share(whole.Zones[zone], whole.Commits),
                        Enumerable.Range(0, table.CommitCount).Where(commit => table.Zones[commit] == zone).Select(commit => table.Authors[commit]).Distinct().Count())
                        .With(workings.CommitsWhere(commit => table.Zones[commit] == zone)))]),
            ],
            Commits = workings.AllCommits(),
            Git = workings.Git.Commits("%h %ai"),
        };
    }

    private static string OffsetText(int minutes) =>
        FormattableString.Invariant($"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");

    public static string Phrase(double value, bool networkLike) =>
        value < 1.05
            ? "commits come from one time zone"
            : $"commits come from {(networkLike ? "as many as" : "no more than")} {Phrases.OneDigit(value)} evenly used time zones";
}
