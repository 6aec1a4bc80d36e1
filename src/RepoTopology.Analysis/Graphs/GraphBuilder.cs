using System.Runtime.InteropServices;

namespace RepoTopology.Analysis;

/// <summary>Sums weights into a graph's compressed rows, one row after the other.</summary>
internal static class GraphBuilder
{
    /// <param name="nodes">How many nodes.</param>
    /// <param name="fill">Adds the neighbours of a node, a neighbour any number of times; each edge must be added from both of its ends.</param>
    public static Graph FromRows(int nodes, Action<int, RowSum> fill)
    {
        int[] starts = new int[nodes + 1];
        var targets = new List<int>();
        var weights = new List<double>();
        var row = new RowSum(nodes);
        for (int node = 0; node < nodes; node++)
        {
            fill(node, row);
            row.MoveTo(targets, weights);
            starts[node + 1] = targets.Count;
        }

        return new Graph(
            ImmutableCollectionsMarshal.AsImmutableArray(starts),
            [.. targets],
            [.. weights]);
    }

    /// <summary>A graph of given undirected edges; parallel edges are summed.</summary>
    public static Graph FromEdges(int nodes, IReadOnlyCollection<(int A, int B, double Weight)> edges)
    {
        int[] ends = [.. edges.Select(edge => edge.A), .. edges.Select(edge => edge.B)];
        (int To, double Weight)[] far = [.. edges.Select(edge => (edge.B, edge.Weight)), .. edges.Select(edge => (edge.A, edge.Weight))];
        var rows = CompressedRows.Group(ends, nodes);
        return FromRows(nodes, (node, row) =>
        {
            foreach (int end in rows[node])
                row.Add(far[end].To, far[end].Weight);
        });
    }

    /// <summary>Weights of one row, summed in place.</summary>
    public sealed class RowSum(int nodes)
    {
        private readonly double[] _weights = new double[nodes];
        private readonly List<int> _targets = [];

        public void Add(int target, double weight)
        {
            if (_weights[target] == 0)
                _targets.Add(target);
            _weights[target] += weight;
        }

        internal void MoveTo(List<int> targets, List<double> weights)
        {
            _targets.Sort();
            foreach (int target in _targets)
            {
                targets.Add(target);
                weights.Add(_weights[target]);
                _weights[target] = 0;
            }

            _targets.Clear();
        }
    }
}
