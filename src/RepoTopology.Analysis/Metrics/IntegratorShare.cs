namespace RepoTopology.Analysis;

/// <summary>
/// Autonomy, −. The top integrator's share of the mainline commits whose integrator is known (<see cref="Mainline"/>): 0 to 1. Coverage is
/// the known commits' share of the mainline, which web squashing lowers to little or nothing. Source: metrics.md (vim 1.00, git .97).
/// </summary>
internal static class IntegratorShare
{
    /// <summary>With fewer known commits the share is left out: they are the exceptions of a platform's workflow, not its gate.</summary>
    public const int LeastKnown = 20;

    public static Measurement Compute(Sample sample)
    {
        int known = sample.Integrations.Sum();
        return known < LeastKnown ? Measurement.Absent : new((double)sample.Integrations.Max() / known, (double)known / sample.MainlineCommits);
    }

    public static string Phrase(double value, bool networkLike) =>
        $"{(networkLike ? "no one person lets everything in: the most active integrator took" : "one person let in")} {Phrases.Percent(value)} of the changes whose integrator is known";
}
