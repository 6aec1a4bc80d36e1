using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>How two modules change together, over the window's commits that touch any module and at most 50 files.</summary>
/// <param name="A">Index into <see cref="History.RepositoryHistory.Modules"/>.</param>
/// <param name="B">Index into <see cref="History.RepositoryHistory.Modules"/>.</param>
/// <param name="Together">Commits that touch both.</param>
/// <param name="Support">Their share of all those commits, 0 to 1.</param>
/// <param name="ConfidenceAb">The share of A's commits that touch B too.</param>
/// <param name="ConfidenceBa">The share of B's commits that touch A too.</param>
/// <param name="Lift">How many times as often as if both were touched independently: 1 by chance.</param>
/// <param name="PValue">How probable so many common commits, or more, are by chance (<see cref="ModuleCoupling.UpperTail"/>).</param>
/// <param name="QValue">The same corrected for looking at all pairs of modules: the false discovery rate at which the pair counts as coupled.</param>
public readonly record struct CoChange(
    int A, int B, int Together, double Support, double ConfidenceAb, double ConfidenceBa, double Lift, double PValue, double QValue);

/// <summary>Which modules change together more than chance would have it.</summary>
public static class ModuleCoupling
{
    /// <summary>Pairs below this <see cref="CoChange.QValue"/> are called significant.</summary>
    public const double Significant = 0.05;

    /// <returns>A row for each edge of <see cref="RepositoryAnalysis.ModuleGraph"/>, in its order.</returns>
    public static ImmutableArray<CoChange> Of(RepositoryAnalysis analysis)
    {
        var (graph, modules) = analysis.ModuleGraph;
        int total = analysis.ModuleGraph.Commits;
        var commitsOf = analysis.Modules.ToDictionary(standing => standing.Module, standing => standing.Commits);
        double[] logFactorials = LogFactorials(total);
        var pairs = new List<CoChange>();
        for (int a = 0; a < graph.NodeCount; a++)
        {
            var neighbours = graph.NeighboursOf(a);
            var weights = graph.WeightsOf(a);
            for (int i = 0; i < neighbours.Length; i++)
            {
                if (neighbours[i] < a)
                    continue;
                int together = (int)weights[i];
                double ofA = commitsOf[modules[a]], ofB = commitsOf[modules[neighbours[i]]];
                pairs.Add(new CoChange(
                    modules[a], modules[neighbours[i]], together, together / (double)total, together / ofA, together / ofB, together * (double)total / (ofA * ofB),
                    UpperTail(logFactorials, total, (int)ofA, (int)ofB, together), 1));
            }
        }

        // Pairs that never change together were looked at as well; theirs is a probability of 1.
        double[] corrected = FalseDiscoveryRates([.. pairs.Select(pair => pair.PValue)], graph.NodeCount * (graph.NodeCount - 1L) / 2);
        return [.. pairs.Select((pair, i) => pair with { QValue = corrected[i] })];
    }

    /// <summary>
    /// P(X ≥ together), where X counts the common commits if A's and B's were drawn from all at random: the hypergeometric distribution's
    /// upper tail, one-sided Fisher's exact test. Fisher, "The logic of inductive inference", 1935.
    /// </summary>
    internal static double UpperTail(ReadOnlySpan<double> logFactorials, int total, int ofA, int ofB, int together)
    {
        int least = Math.Max(0, ofA + ofB - total), most = Math.Min(ofA, ofB);
        if (together <= least)
            return 1;

        // The tail that lies away from the expected number is summed, by the quotient of neighbours: its terms only fall, and no digit is lost.
        if (together <= (double)ofA * ofB / total)
        {
            double below = Term(logFactorials, together - 1), lower = below;
            for (int x = together - 1; x > least && below > 0; x--)
            {
                below *= (double)x / (ofA - x + 1) * ((double)(total - ofA - ofB + x) / (ofB - x + 1));
                lower += below;
            }

            return Math.Max(0, 1 - lower);
        }

        double term = Term(logFactorials, together), upper = term;
        for (int x = together; x < most && term > 0; x++)
        {
            term *= (double)(ofA - x) / (x + 1) * ((double)(ofB - x) / (total - ofA - ofB + x + 1));
            upper += term;
        }

        return Math.Min(1, upper);

        double Term(ReadOnlySpan<double> logs, int x) =>
            Math.Exp(LogChoose(logs, ofA, x) + LogChoose(logs, total - ofA, ofB - x) - LogChoose(logs, total, ofB));
    }

    /// <summary>
    /// Benjamini and Hochberg's step-up correction ("Controlling the false discovery rate", 1995): the least over all p at or above of
    /// p × tests / rank.
    /// </summary>
    /// <param name="pValues">Of the tests that may be significant.</param>
    /// <param name="tests">All tests, at least as many.</param>
    internal static double[] FalseDiscoveryRates(double[] pValues, long tests)
    {
        int[] ascending = [.. Enumerable.Range(0, pValues.Length).OrderBy(i => pValues[i])];
        double[] rates = new double[pValues.Length];
        double least = 1;
        for (int rank = pValues.Length; rank > 0; rank--)
        {
            int i = ascending[rank - 1];
            least = Math.Min(least, pValues[i] * tests / rank);
            rates[i] = least;
        }

        return rates;
    }

    /// <summary>n → ln n!, from 0 to a greatest n.</summary>
    internal static double[] LogFactorials(int greatest)
    {
        double[] logs = new double[greatest + 1];
        for (int n = 1; n <= greatest; n++)
            logs[n] = logs[n - 1] + Math.Log(n);
        return logs;
    }

    private static double LogChoose(ReadOnlySpan<double> logFactorials, int n, int k) => logFactorials[n] - logFactorials[k] - logFactorials[n - k];
}
