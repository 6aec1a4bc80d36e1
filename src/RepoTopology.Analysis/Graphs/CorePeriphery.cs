using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>A core in which everybody is tied to everybody, and a periphery tied to the core alone: how well a graph fits.</summary>
/// <param name="Correlation">Of the graph's ties with the ideal pattern, −1 to 1; 1 is the ideal. 0 where the graph has no ties or all of them.</param>
/// <param name="Core">Nodes of the best core, ascending.</param>
internal sealed record CorePeriphery(double Correlation, ImmutableArray<int> Core)
{
    /// <summary>
    /// The discrete model of Borgatti and Everett, "Models of core/periphery structures", Social Networks 21 (1999): the ideal has a tie
    /// wherever either end is in the core. Cores are the first k nodes by degree, k = 1 … n − 1 (a node of lower degree never fits a core
    /// better, Lip 2011), so the best is found in n log n + edges.
    /// </summary>
    public static CorePeriphery Fit(Graph graph)
    {
        int n = graph.NodeCount;
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(graph.DegreeOf).ThenBy(node => node)];
        bool[] inCore = new bool[n];
        double pairs = n * (n - 1.0) / 2, edges = graph.EdgeCount;
        double best = 0, covered = 0;
        int size = 0;
        for (int k = 1; k < n; k++)
        {
            // Edges with an end in the core: the new node's, but for those that lead into the core and are counted already.
            int node = order[k - 1];
            covered += graph.DegreeOf(node);
            foreach (int neighbour in graph.NeighboursOf(node))
                covered -= inCore[neighbour] ? 1 : 0;
            inCore[node] = true;

            double ideal = k * (k - 1.0) / 2 + k * (double)(n - k);
            double spread = edges * (pairs - edges) * ideal * (pairs - ideal);
            double correlation = spread > 0 ? (pairs * covered - edges * ideal) / Math.Sqrt(spread) : 0;
            if (correlation > best + 1e-12)
                (best, size) = (correlation, k);
        }

        return new(best, [.. order[..size].Order()]);
    }
}
