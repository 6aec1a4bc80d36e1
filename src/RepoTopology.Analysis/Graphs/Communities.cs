using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Groups of nodes with more ties among them than chance would give.</summary>
/// <param name="Of">Node → community, numbered from the largest (on a tie, the one with the lowest node); −1 for nodes without a tie.</param>
/// <param name="Count">Communities.</param>
/// <param name="Modularity">Newman's Q of the division: −½ to 1.</param>
internal sealed record Communities(ImmutableArray<int> Of, int Count, double Modularity)
{
    /// <summary>Finds them with the Leiden algorithm; the same graph always gives the same communities.</summary>
    public static Communities Find(Graph graph)
    {
        int[] raw = Leiden.Partition(graph);
        var groups = Enumerable.Range(0, graph.NodeCount)
            .Where(node => graph.DegreeOf(node) > 0)
            .GroupBy(node => raw[node])
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.First())
            .ToList();
        int[] of = new int[graph.NodeCount];
        Array.Fill(of, -1);
        for (int number = 0; number < groups.Count; number++)
            foreach (int node in groups[number])
                of[node] = number;
        return new([.. of], groups.Count, ModularityOf(graph, of));
    }

    /// <summary>
    /// Q = Σ over communities of (weight inside / m − (strength / 2m)²), with m the weight of all edges: the share of ties inside
    /// communities beyond what a random graph of the same strengths has. 0 for a graph without edges. Newman and Girvan 2004.
    /// </summary>
    public static double ModularityOf(Graph graph, ReadOnlySpan<int> communities)
    {
        // Community −1 is nodes without a tie.
        double inside = 0, total = 0;
        double[] strength = new double[graph.NodeCount + 1];
        for (int node = 0; node < graph.NodeCount; node++)
        {
            var weights = graph.WeightsOf(node);
            var neighbours = graph.NeighboursOf(node);
            for (int i = 0; i < weights.Length; i++)
            {
                strength[communities[node] + 1] += weights[i];
                inside += communities[neighbours[i]] == communities[node] ? weights[i] : 0;
            }
        }

        foreach (double one in strength)
            total += one;
        if (total == 0)
            return 0;
        double expected = 0;
        foreach (double one in strength)
            expected += one / total * (one / total);
        return inside / total - expected;
    }
}
