namespace RepoTopology.Analysis;

/// <summary>Parts of a graph that no tie connects.</summary>
internal static class ConnectedComponents
{
    /// <returns>Node → number of its component, numbered by their lowest nodes.</returns>
    public static int[] Of(Graph graph)
    {
        int[] component = new int[graph.NodeCount];
        Array.Fill(component, -1);
        var open = new Stack<int>();
        int count = 0;
        for (int start = 0; start < component.Length; start++)
        {
            if (component[start] >= 0)
                continue;
            component[start] = count;
            open.Push(start);
            while (open.TryPop(out int node))
                foreach (int neighbour in graph.NeighboursOf(node))
                    if (component[neighbour] < 0)
                    {
                        component[neighbour] = count;
                        open.Push(neighbour);
                    }

            count++;
        }

        return component;
    }
}
