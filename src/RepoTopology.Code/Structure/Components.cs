using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>Strongly connected components and layers of a directed graph.</summary>
public sealed record Components
{
    /// <summary>By node: its component. Nodes that reach each other are in one; a node on no cycle is alone in its own.</summary>
    public required ImmutableArray<int> Of { get; init; }

    /// <summary>
    /// The nodes of each component, ascending. A component comes after all those that it reaches: the first ones depend on nothing.
    /// </summary>
    public required ImmutableArray<ImmutableArray<int>> Members { get; init; }

    /// <summary>By component: 0 for one that depends on no other, else one more than the highest that it depends on.</summary>
    public required ImmutableArray<int> Layer { get; init; }

    /// <summary>The components with more than one node: the cycles.</summary>
    public IEnumerable<ImmutableArray<int>> Cycles => Members.Where(members => members.Length > 1);

    /// <summary>Tarjan's algorithm (SIAM J. Comput. 1(2), 1972), without recursion: chains may be as long as there are nodes.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="edges">From, to; in any order, any number of times.</param>
    public static Components Compute(int nodes, IEnumerable<(int From, int To)> edges)
    {
        var targets = new SortedSet<int>[nodes];
        for (int node = 0; node < nodes; node++)
            targets[node] = [];
        foreach (var (from, to) in edges)
            if (from != to)
                targets[from].Add(to);

        var adjacent = targets.Select(set => set.ToArray()).ToArray();
        var of = new int[nodes];
        var order = new int[nodes];
        var low = new int[nodes];
        Array.Fill(of, -1);
        var members = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var layers = ImmutableArray.CreateBuilder<int>();
        var open = new Stack<int>();
        var path = new Stack<(int Node, int Next)>();
        int count = 0;
        for (int start = 0; start < nodes; start++)
        {
            if (order[start] != 0)
                continue;
            Open(start);
            while (path.TryPop(out var at))
            {
                var (node, next) = at;
                if (next > 0)
                    low[node] = Math.Min(low[node], of[adjacent[node][next - 1]] < 0 ? low[adjacent[node][next - 1]] : low[node]);
                while (next < adjacent[node].Length && order[adjacent[node][next]] != 0)
                {
                    if (of[adjacent[node][next]] < 0)
                        low[node] = Math.Min(low[node], order[adjacent[node][next]]);
                    next++;
                }

                if (next < adjacent[node].Length)
                {
                    path.Push((node, next + 1));
                    Open(adjacent[node][next]);
                }
                else if (low[node] == order[node])
                {
                    Close(node);
                }
            }
        }

        return new Components { Of = [.. of], Members = members.ToImmutable(), Layer = layers.ToImmutable() };

        void Open(int node)
        {
            order[node] = low[node] = ++count;
            open.Push(node);
            path.Push((node, 0));
        }

        void Close(int root)
        {
            var found = new List<int>();
            int node;
            do
            {
                node = open.Pop();
                of[node] = members.Count;
                found.Add(node);
            }
            while (node != root);
            found.Sort();
            int layer = 0;
            foreach (int member in found)
                foreach (int target in adjacent[member])
                    if (of[target] != members.Count)
                        layer = Math.Max(layer, layers[of[target]] + 1);
            members.Add([.. found]);
            layers.Add(layer);
        }
    }
}
