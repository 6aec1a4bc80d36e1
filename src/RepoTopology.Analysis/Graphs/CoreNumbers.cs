namespace RepoTopology.Analysis;

/// <summary>How deep a node stands in the dense parts of a graph.</summary>
internal static class CoreNumbers
{
    /// <summary>
    /// Node → the greatest k for which it lies in the k-core, the largest part in which everybody has k ties within the part. Nodes are
    /// taken away by ascending degree, in time of the edges' number: Batagelj and Zaveršnik, "An O(m) algorithm for cores decomposition of
    /// networks", 2003.
    /// </summary>
    public static int[] Of(Graph graph)
    {
        int n = graph.NodeCount;
        int[] degree = [.. Enumerable.Range(0, n).Select(graph.DegreeOf)];
        var byDegree = CompressedRows.Group(degree, n + 1);
        int[] order = byDegree.Values;
        int[] start = byDegree.Starts;
        int[] place = new int[n];
        for (int i = 0; i < n; i++)
            place[order[i]] = i;

        for (int i = 0; i < n; i++)
            foreach (int neighbour in graph.NeighboursOf(order[i]))
                if (degree[neighbour] > degree[order[i]])
                {
                    // One tie less: it changes places with the first of its degree, which from now on begins one further on.
                    int first = start[degree[neighbour]]++;
                    int other = order[first];
                    (order[first], order[place[neighbour]]) = (neighbour, other);
                    (place[other], place[neighbour]) = (place[neighbour], first);
                    degree[neighbour]--;
                }

        return degree;
    }
}
