namespace RepoTopology.Analysis;

/// <summary>
/// Openness, +. Of the commits of the window's last year, the share by people whose first commit ever is in that year: 0 to 1. Full
/// coverage where the history reaches at least a year further back; a young or shallow history cannot tell who is new. Source: metrics.md.
/// </summary>
internal static class NewcomerShare
{
    private const int QuartersOfYear = 4;
    private const int LeastCommits = 20;

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

    public static string Phrase(double value, bool networkLike) =>
        value < 0.005
            ? "newcomers made hardly any of the last year's commits"
            : $"newcomers made {(networkLike ? "" : "only ")}{Phrases.Percent(value)} of the last year's commits";
}
