namespace RepoTopology.Analysis;

/// <summary>Openness, +. 1 to 100; projects of any size compare. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class RarefiedAuthors
{
    public const int Draws = 100;

    public static IndicatorText Text { get; } = new(
        $"How many different people {Draws} commits drawn from the window are expected to have.",
        $"E₁₀₀ = Σᵢ 1 − C(T − xᵢ, {Draws}) ÷ C(T, {Draws}), with T the window's commits and xᵢ those of each person. Absent under {Draws} commits",
        "Hurlbert, The nonconcept of species diversity, Ecology 52 (1971)");

    public static Measurement Compute(Sample sample) =>
        sample.Commits < Draws ? Measurement.Absent : new(Expected(sample.CommitsOf, Draws), 1);

    /// <summary>
    /// Σᵢ 1 − C(T − xᵢ, n) / C(T, n), exactly: the quotient is the product of (T − n − j) / (T − j) for j = 0 … xᵢ − 1, factors of at most
    /// 1, so that nothing overflows.
    /// </summary>
    /// <param name="commitsOf">Commits of each author, xᵢ.</param>
    /// <param name="draws">n, at most the sum of commits.</param>
    public static double Expected(ReadOnlySpan<int> commitsOf, int draws)
    {
        int total = 0;
        foreach (int commits in commitsOf)
            total += commits;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws, total);

        double expected = 0;
        foreach (int commits in commitsOf)
            expected += Chance(commits, total, draws);
        return expected;
    }

    /// <summary>How likely some of somebody's commits are among those drawn.</summary>
    private static double Chance(int commits, int total, int draws)
    {
        double missed = 1;
        for (int j = 0; j < commits && missed > 0; j++)
            missed *= Math.Max(0, (double)(total - draws - j) / (total - j));
        return 1 - missed;
    }

    public static Evidence Explain(Workings workings)
    {
        var whole = workings.Whole;
        return new Evidence
        {
            Calculation = $"T = {whole.Commits} commits, over {whole.Authors} people",
            Tables = whole.Commits < Draws ? [workings.People("People", whole.Ranking)] :
            [
                new("Each person's commits xᵢ and how likely 100 commits hold one of theirs: these add up to the figure", ["person", "commits", "likely"],
                    [.. whole.Ranking.Select(person => new EvidenceRow(
                        workings.Person(person), whole.CommitsOf[person], Cell.Share(Chance(whole.CommitsOf[person], whole.Commits, Draws))).With(workings.CommitsOf(person)))]),
            ],
            Commits = workings.AllCommits(),
        };
    }

    public static string Phrase(double value, bool networkLike) => Math.Round(value) == 1
        ? "any 100 commits have one author"
        : $"any 100 commits have {(networkLike ? "as many as" : "about")} {Phrases.Whole(value)} different authors";
}
