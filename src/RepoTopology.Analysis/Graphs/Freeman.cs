namespace RepoTopology.Analysis;

/// <summary>How much a graph's ties gather at one node.</summary>
internal static class Freeman
{
    /// <summary>
    /// Degree centralisation: Σ over nodes of (greatest degree − degree) / ((n − 1)(n − 2)), from 0 (all alike) to 1 (a star). Edges count
    /// once, whatever their weight. Null below three nodes. Freeman, "Centrality in social networks", Social Networks 1 (1979).
    /// </summary>
    public static double? DegreeCentralisation(Graph graph)
    {
        double n = graph.NodeCount;
        if (n < 3)
            return null;
        int greatest = 0;
        for (int node = 0; node < graph.NodeCount; node++)
            greatest = Math.Max(greatest, graph.DegreeOf(node));
        return (n * greatest - graph.Targets.Length) / ((n - 1) * (n - 2));
    }
}
