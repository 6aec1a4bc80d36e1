namespace RepoTopology.Analysis;

/// <summary>How often a walker who follows ties by their weight, and now and then jumps anywhere, stands at each node.</summary>
internal static class PageRank
{
    private const double Damping = 0.85;
    private const double Tolerance = 1e-12;

    /// <summary>
    /// Shares that sum up to 1; a node without a tie sends its walker anywhere. Each step shrinks the difference to 0.85 of it, so some 170
    /// steps are enough for any graph. Brin and Page, "The anatomy of a large-scale hypertextual web search engine", 1998.
    /// </summary>
    public static double[] Of(Graph graph)
    {
        int n = graph.NodeCount;
        double[] strength = new double[n];
        for (int node = 0; node < n; node++)
            foreach (double weight in graph.WeightsOf(node))
                strength[node] += weight;

        double[] rank = new double[n];
        Array.Fill(rank, 1.0 / Math.Max(1, n));
        double difference = 1;
        while (n > 0 && difference > Tolerance)
        {
            double loose = 0;
            for (int node = 0; node < n; node++)
                loose += strength[node] == 0 ? rank[node] : 0;

            double[] next = new double[n];
            Array.Fill(next, (1 - Damping + Damping * loose) / n);
            for (int node = 0; node < n; node++)
            {
                var neighbours = graph.NeighboursOf(node);
                var weights = graph.WeightsOf(node);
                for (int i = 0; i < neighbours.Length; i++)
                    next[neighbours[i]] += Damping * rank[node] * weights[i] / strength[node];
            }

            difference = 0;
            for (int node = 0; node < n; node++)
                difference += Math.Abs(next[node] - rank[node]);
            rank = next;
        }

        return rank;
    }
}
