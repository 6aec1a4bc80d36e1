using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>
/// An undirected weighted graph in compressed rows: the neighbours of node n are <c>Targets[Starts[n]..Starts[n + 1]]</c>, sorted, with
/// their weights beside them. Each edge stands in both rows; there are no loops.
/// </summary>
public sealed record Graph(ImmutableArray<int> Starts, ImmutableArray<int> Targets, ImmutableArray<double> Weights)
{
    public int NodeCount => Starts.Length - 1;

    /// <summary>Undirected edges.</summary>
    public int EdgeCount => Targets.Length / 2;

    /// <summary>Neighbours of a node.</summary>
    public int DegreeOf(int node) => Starts[node + 1] - Starts[node];

    /// <summary>The neighbours themselves, ascending.</summary>
    public ReadOnlySpan<int> NeighboursOf(int node) => Targets.AsSpan(Starts[node], DegreeOf(node));

    /// <summary>The weights of the edges to them.</summary>
    public ReadOnlySpan<double> WeightsOf(int node) => Weights.AsSpan(Starts[node], DegreeOf(node));

    /// <summary>The graph of some of the nodes, renumbered in order, with the edges between them.</summary>
    /// <param name="keep">Whether a node stays.</param>
    internal Graph Induced(Func<int, bool> keep)
    {
        int[] kept = [.. Enumerable.Range(0, NodeCount).Where(keep)];
        int[] number = new int[NodeCount];
        Array.Fill(number, -1);
        for (int i = 0; i < kept.Length; i++)
            number[kept[i]] = i;
        return GraphBuilder.FromRows(kept.Length, (node, row) =>
        {
            var neighbours = NeighboursOf(kept[node]);
            for (int i = 0; i < neighbours.Length; i++)
                if (number[neighbours[i]] >= 0)
                    row.Add(number[neighbours[i]], WeightsOf(kept[node])[i]);
        });
    }
}

/// <summary>The co-edit graph. Node i is the i-th person; an edge's weight is Σ over shared files of min(changes of either).</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Nodes">Indices into <see cref="History.RepositoryHistory.Contributors"/>.</param>
public sealed record ContributorGraph(Graph Graph, ImmutableArray<int> Nodes)
{
    /// <summary>Further ties, of people outside the graph too, by kind, from and to.</summary>
    public ImmutableArray<PersonTie> Ties { get; init; } = [];
}

/// <summary>The co-change graph. An edge's weight is the number of commits that touch both modules.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Nodes">Indices into <see cref="History.RepositoryHistory.Modules"/>.</param>
public sealed record ModuleGraph(Graph Graph, ImmutableArray<int> Nodes)
{
    /// <summary>The window's commits that touch a module, giant ones left out.</summary>
    public int Commits { get; init; }
}

/// <summary>Who works on which module: edges from contributor to module, weighted by counted commits.</summary>
public sealed record OwnershipGraph(ImmutableArray<OwnershipEdge> Edges);

/// <param name="Contributor">Index into <see cref="History.RepositoryHistory.Contributors"/>.</param>
/// <param name="Module">Index into <see cref="History.RepositoryHistory.Modules"/>.</param>
/// <param name="Commits">Commits of the contributor that touch the module.</param>
/// <param name="Share">Of the module's commits, 0 to 1.</param>
public readonly record struct OwnershipEdge(int Contributor, int Module, int Commits, double Share);
