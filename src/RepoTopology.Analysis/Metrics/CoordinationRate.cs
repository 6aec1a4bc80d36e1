namespace RepoTopology.Analysis;

/// <summary>
/// Interactivity, shown and not scored. How often and how regularly people who share files touch them within days of each other: of the edits to shared files,
/// the share that comes within <see cref="Coordination.Days"/> days of somebody else's, averaged over the window's quarters, a quarter without such edits
/// counting as 0. 0 to 1; tactical and frequent in groups, ad hoc in networks. Full coverage from <see cref="SteadyEdits"/> edits.
/// </summary>
internal static class CoordinationRate
{
    public const int SteadyEdits = 50;

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

    public static string Phrase(double value, bool networkLike) =>
        $"in an average quarter, {Phrases.Percent(value)} of the edits to shared files come within {Coordination.Days} days of somebody else's";
}
