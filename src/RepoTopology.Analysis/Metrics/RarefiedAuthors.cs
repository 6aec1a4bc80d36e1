namespace RepoTopology.Analysis;

/// <summary>
/// Openness, +. E₁₀₀: how many distinct authors 100 commits drawn from the window are expected to have, 1 to 100; projects of any size
/// compare. Hurlbert's rarefaction ("The nonconcept of species diversity", Ecology 52, 1971). Source: metrics.md
/// (group ≤ 27, mixed 13–45, network ≥ 30).
/// </summary>
internal static class RarefiedAuthors
{
    public const int Draws = 100;

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
        {
            double missed = 1;
            for (int j = 0; j < commits && missed > 0; j++)
                missed *= Math.Max(0, (double)(total - draws - j) / (total - j));
            expected += 1 - missed;
        }

        return expected;
    }

    public static string Phrase(double value, bool networkLike) => Math.Round(value) == 1
        ? "any 100 commits have one author"
        : $"any 100 commits have {(networkLike ? "as many as" : "about")} {Phrases.Whole(value)} different authors";
}
