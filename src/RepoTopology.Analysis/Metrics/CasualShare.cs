namespace RepoTopology.Analysis;

/// <summary>
/// Openness, +. Share of commits by people with at most two commits in the window: 0 to 1. Source: metrics.md (group .06, mixed .16,
/// network .39).
/// </summary>
internal static class CasualShare
{
    public const int MostCommits = 2;

    public static Measurement Compute(Sample sample)
    {
        // Who is casual is a fact of the window: a bootstrap draw that takes a commit three times makes nobody a regular.
        int casual = 0;
        for (int person = 0; person < sample.CommitsOf.Length; person++)
            casual += sample.Table.IsCasual[person] ? sample.CommitsOf[person] : 0;
        return sample.Commits == 0 ? Measurement.Absent : new((double)casual / sample.Commits, 1);
    }

    public static string Phrase(double value, bool networkLike) =>
        value < 0.005
            ? "hardly anybody came with just one or two commits"
            : $"people with one or two commits made {(networkLike ? "" : "only ")}{Phrases.Percent(value)} of commits";
}
