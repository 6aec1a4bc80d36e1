namespace RepoTopology.Analysis;

/// <summary>Autonomy, −. 0 to 1; coverage is what web squashing leaves of the mainline. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class IntegratorShare
{
    /// <summary>With fewer known commits the share is left out: they are the exceptions of a platform's workflow, not its gate.</summary>
    public const int LeastKnown = 20;

    public static IndicatorText Text { get; } = new(
        "Whether one person lets changes into the mainline, or several do.",
        $"the most active integrator's commits ÷ mainline commits (first parents) whose integrator is known: the author of a merge, else the committer, unless that is a platform or never authored anything. Coverage is the known commits' share of the mainline; absent under {LeastKnown} known ones",
        IndicatorText.Screening + "; typical: vim 1.00, git .97");

    public static Measurement Compute(Sample sample)
    {
        int known = sample.Integrations.Sum();
        return known < LeastKnown ? Measurement.Absent : new((double)sample.Integrations.Max() / known, (double)known / sample.MainlineCommits);
    }

    public static Evidence Explain(Workings workings)
    {
        var mainline = Mainline.Walk(workings.History, workings.Analysis.Window).ToList();
        var known = mainline.Where(commit => commit.Integrator >= 0).ToList();
        int[] unknown = [.. mainline.Where(commit => commit.Integrator < 0).Select(commit => commit.Commit)];
        var integrators = known.GroupBy(commit => commit.Integrator).OrderByDescending(who => who.Count()).ThenBy(who => who.Key).ToList();
        return new Evidence
        {
            Calculation = integrators.Count == 0 ? null : $"{integrators[0].Count()} commits let in by one person ÷ {known.Count} whose integrator is known, of {mainline.Count} on the mainline",
            Tables =
            [
                new("Who let in how many commits", ["person", "let in", "of known"],
                    [.. integrators.Select(who => new EvidenceRow(Cell.Person(who.Key), who.Count(), Cell.Share(who.Count(), known.Count)).With(who.Select(commit => commit.Commit)))]),
            ],
            Commits = Workings.Alike("Mainline commits whose integrator is known", known.Select(commit => commit.Commit)),
            LeftOut = unknown.Length == 0 ? []
                : [new(unknown.Length, "mainline commits with a platform's name, a bot's or a mere committer's where the integrator would stand") { Commits = [.. unknown] }],
            Git = workings.Git.Mainline(),
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"{(networkLike ? "no one person lets everything in: the most active integrator took" : "one person let in")} {Phrases.Percent(value)} of the changes whose integrator is known";
}
