using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Where each node of a graph stands, and how the graph as a whole is built. The same graph always gives the same figures.</summary>
public sealed record GraphMeasures
{
    /// <summary>Node → its share of a weighted random walk, 0 to 1; all sum up to 1.</summary>
    public required ImmutableArray<double> PageRank { get; init; }

    /// <summary>Node → the greatest k for which it lies in the k-core.</summary>
    public required ImmutableArray<int> Core { get; init; }

    /// <summary>Node → its connected component, numbered by their lowest nodes.</summary>
    public required ImmutableArray<int> Component { get; init; }

    /// <summary>Node → its community (Leiden), numbered by size; −1 without a tie.</summary>
    public required ImmutableArray<int> Community { get; init; }

    /// <summary>Newman's Q of the communities, −½ to 1.</summary>
    public required double Modularity { get; init; }

    /// <summary>Freeman degree centralisation, 0 (all alike) to 1 (a star); null below three nodes.</summary>
    public required double? Centralisation { get; init; }

    public static GraphMeasures Of(Graph graph)
    {
        var communities = Communities.Find(graph);
        return new GraphMeasures
        {
            PageRank = [.. Analysis.PageRank.Of(graph)],
            Core = [.. CoreNumbers.Of(graph)],
            Component = [.. ConnectedComponents.Of(graph)],
            Community = communities.Of,
            Modularity = communities.Modularity,
            Centralisation = Freeman.DegreeCentralisation(graph),
        };
    }
}
