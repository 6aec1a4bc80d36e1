using System.Runtime.InteropServices;

namespace RepoTopology.Analysis;

/// <summary>
/// The Leiden algorithm for modularity: nodes move to the community they gain most from, communities are refined into well-connected
/// parts, and the parts become the nodes of the next level. Every community it returns is connected, which Louvain does not promise.
/// Where the paper draws at random, this takes the best and, on a tie, the first: the result depends on the graph alone.
/// Traag, Waltman and van Eck, "From Louvain to Leiden", Scientific Reports 9 (2019), algorithm A.2.
/// </summary>
internal static class Leiden
{
    private const double Epsilon = 1e-10;

    /// <returns>Node → community, any numbers.</returns>
    public static int[] Partition(Graph graph)
    {
        int[] communities = [.. Enumerable.Range(0, graph.NodeCount)];
        if (graph.EdgeCount == 0)
            return communities;

        // A second pass starts from the first one's result and can still improve it; it ends when nothing moves.
        double quality = double.NegativeInfinity;
        while (true)
        {
            communities = Pass(graph, communities);
            double now = Communities.ModularityOf(graph, communities);
            if (now <= quality + Epsilon)
                return communities;
            quality = now;
        }
    }

    private static int[] Pass(Graph graph, int[] communities)
    {
        var level = Level.Of(graph);
        int[] nodeOf = [.. Enumerable.Range(0, graph.NodeCount)];
        communities = [.. communities];
        while (true)
        {
            MoveNodes(level, communities);
            int[] parts = Refine(level, communities);
            int[] dense = Densify(parts, level.Count, out int count);
            if (count == level.Count)
                return [.. nodeOf.Select(node => communities[node])];

            int[] next = new int[count];
            for (int node = 0; node < level.Count; node++)
                next[dense[node]] = communities[node];
            communities = Densify(next, level.Count, out _);
            level = level.Merge(dense, count);
            for (int node = 0; node < nodeOf.Length; node++)
                nodeOf[node] = dense[nodeOf[node]];
        }
    }

    /// <summary>Moves nodes, those whose neighbourhood changed again, until no move gains.</summary>
    private static void MoveNodes(Level level, int[] communities)
    {
        double[] strength = new double[level.Count];
        int[] size = new int[level.Count];
        for (int node = 0; node < level.Count; node++)
        {
            strength[communities[node]] += level.Strength[node];
            size[communities[node]]++;
        }


        var ties = new Ties(level.Count);
        var queue = new Queue<int>(Enumerable.Range(0, level.Count));
        bool[] queued = new bool[level.Count];
        Array.Fill(queued, true);
        while (queue.TryDequeue(out int node))
        {
            queued[node] = false;
            int home = communities[node];
            double mine = level.Strength[node];
            ties.Collect(level, node, communities);
            strength[home] -= mine;

            int best = home;
            double bestGain = ties.To(home) - mine * strength[home] / level.Total;
            foreach (int community in ties.Targets)
            {
                double gain = ties.To(community) - mine * strength[community] / level.Total;
                if (gain > bestGain + Epsilon)
                    (best, bestGain) = (community, gain);
            }

            if (bestGain < -Epsilon)
                best = Array.IndexOf(size, 0);
            strength[best] += mine;
            if (best == home)
                continue;

            size[home]--;
            size[best]++;
            communities[node] = best;
            foreach (int neighbour in level.Neighbours(node))
                if (!queued[neighbour] && communities[neighbour] != best)
                {
                    queued[neighbour] = true;
                    queue.Enqueue(neighbour);
                }
        }
    }

    /// <summary>Splits each community into parts, merging single nodes into parts only where both are well connected to the community.</summary>
    private static int[] Refine(Level level, int[] communities)
    {
        double[] communityStrength = new double[level.Count];
        for (int node = 0; node < level.Count; node++)
            communityStrength[communities[node]] += level.Strength[node];

        int[] parts = [.. Enumerable.Range(0, level.Count)];
        double[] strength = [.. level.Strength];
        // Weight of the ties between a part and the rest of its community.
        double[] outward = new double[level.Count];
        for (int node = 0; node < level.Count; node++)
            outward[node] = level.WeightInto(node, communities, communities[node]);

        var ties = new Ties(level.Count);
        bool[] alone = new bool[level.Count];
        Array.Fill(alone, true);
        for (int node = 0; node < level.Count; node++)
        {
            double rest = communityStrength[communities[node]];
            double mine = level.Strength[node];
            if (!alone[node] || outward[node] < mine * (rest - mine) / level.Total - Epsilon)
                continue;
            ties.Collect(level, node, parts, communities);
            int best = node;
            double bestGain = 0;
            foreach (int part in ties.Targets)
            {
                bool wellConnected = outward[part] >= strength[part] * (rest - strength[part]) / level.Total - Epsilon;
                double gain = ties.To(part) - mine * strength[part] / level.Total;
                if (part != node && wellConnected && gain > bestGain + Epsilon)
                    (best, bestGain) = (part, gain);
            }

            if (best == node)
                continue;
            outward[best] += outward[node] - 2 * ties.To(best);
            strength[best] += mine;
            alone[node] = alone[best] = false;
            parts[node] = best;
        }

        return parts;
    }

    /// <summary>Renumbers values below a bound to 0 … count − 1, in order of first occurrence.</summary>
    private static int[] Densify(int[] values, int bound, out int count)
    {
        int[] next = new int[bound];
        int[] dense = new int[values.Length];
        count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            ref int number = ref next[values[i]];
            if (number == 0)
                number = ++count;
            dense[i] = number - 1;
        }

        return dense;
    }

    /// <summary>A graph whose nodes are parts of the one below. Ties inside a part only count in its strength.</summary>
    private sealed record Level(int[] Starts, int[] Targets, double[] Weights, double[] Strength, double Total)
    {
        public int Count => Strength.Length;

        public static Level Of(Graph graph)
        {
            double[] strength = new double[graph.NodeCount];
            for (int node = 0; node < strength.Length; node++)
                foreach (double weight in graph.WeightsOf(node))
                    strength[node] += weight;
            return new(
                ImmutableCollectionsMarshal.AsArray(graph.Starts)!, ImmutableCollectionsMarshal.AsArray(graph.Targets)!,
                ImmutableCollectionsMarshal.AsArray(graph.Weights)!, strength, strength.Sum());
        }

        public ReadOnlySpan<int> Neighbours(int node) => Targets.AsSpan(Starts[node]..Starts[node + 1]);

        public double WeightInto(int node, int[] groups, int group)
        {
            double sum = 0;
            for (int i = Starts[node]; i < Starts[node + 1]; i++)
                sum += groups[Targets[i]] == group ? Weights[i] : 0;
            return sum;
        }

        public Level Merge(int[] partOf, int count)
        {
            double[] strength = new double[count];
            for (int node = 0; node < Count; node++)
                strength[partOf[node]] += Strength[node];
            var members = CompressedRows.Group(partOf, count);
            var merged = GraphBuilder.FromRows(count, (part, row) =>
            {
                foreach (int node in members[part])
                    for (int i = Starts[node]; i < Starts[node + 1]; i++)
                        if (partOf[Targets[i]] != part)
                            row.Add(partOf[Targets[i]], Weights[i]);
            });
            return Of(merged) with { Strength = strength, Total = Total };
        }
    }

    /// <summary>The weight of one node's ties to each group of its neighbours.</summary>
    private sealed class Ties(int groups)
    {
        private readonly double[] _weights = new double[groups];
        private readonly List<int> _targets = [];

        public List<int> Targets => _targets;

        public double To(int group) => _weights[group];

        /// <param name="level">The graph.</param>
        /// <param name="node">Whose ties.</param>
        /// <param name="groups">Node → group.</param>
        /// <param name="within">Where given, only neighbours that are equal to the node in it count.</param>
        public void Collect(Level level, int node, int[] groups, int[]? within = null)
        {
            foreach (int group in _targets)
                _weights[group] = 0;
            _targets.Clear();
            for (int i = level.Starts[node]; i < level.Starts[node + 1]; i++)
            {
                int neighbour = level.Targets[i];
                if (within is not null && within[neighbour] != within[node])
                    continue;
                if (_weights[groups[neighbour]] == 0)
                    _targets.Add(groups[neighbour]);
                _weights[groups[neighbour]] += level.Weights[i];
            }
        }
    }
}
