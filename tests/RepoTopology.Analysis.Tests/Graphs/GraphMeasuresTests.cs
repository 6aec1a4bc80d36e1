namespace RepoTopology.Analysis.Tests;

/// <summary>Measures of nodes on graphs whose values are known (Zachary's karate club as NetworkX 3.6 measures it).</summary>
public sealed class GraphMeasuresTests
{
    [Fact]
    public void PageRankOfTheKarateClubIsTheKnownOne()
    {
        double[] rank = PageRank.Of(GraphTests.Of(34, GraphTests.KarateClub));
        Assert.Equal(1, rank.Sum(), 9);
        Assert.Equal(0.0969972854, rank[0], 1e-8);
        Assert.Equal(0.1009191823, rank[33], 1e-8);
        Assert.Equal(0.0095647455, rank[11], 1e-8);
    }

    [Fact]
    public void PageRankFollowsWeightsAndLooseNodesJumpAnywhere()
    {
        Assert.Empty(PageRank.Of(GraphTests.Of(0)));
        Assert.Equal([0.25, 0.25, 0.25, 0.25], PageRank.Of(GraphTests.Of(4)));
        double[] rank = PageRank.Of(GraphBuilder.FromEdges(4, [(0, 1, 9), (0, 2, 1)]));
        Assert.Equal(1, rank.Sum(), 9);
        Assert.True(rank[1] > 2 * rank[2] && rank[2] > rank[3]);
    }

    [Fact]
    public void CoreNumbersOfTheKarateClubAreTheKnownOnes() =>
        Assert.Equal(
            [4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4],
            CoreNumbers.Of(GraphTests.Of(34, GraphTests.KarateClub)));

    [Fact]
    public void ACliqueWithATailHasItsCoreInTheClique()
    {
        Assert.Equal([3, 3, 3, 3, 1, 1, 0], CoreNumbers.Of(GraphTests.Of(7, (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (3, 4), (4, 5))));
        Assert.Empty(CoreNumbers.Of(GraphTests.Of(0)));
    }

    [Fact]
    public void CoresAgreeWithTakingNodesAwayOneByOne()
    {
        var random = new Random(5);
        for (int round = 0; round < 30; round++)
        {
            int nodes = 3 + random.Next(40);
            var graph = GraphTests.Of(nodes, [.. Enumerable.Range(0, nodes * 3).Select(_ => (random.Next(nodes), random.Next(nodes))).Where(edge => edge.Item1 != edge.Item2)]);
            int[] slow = new int[nodes];
            for (int k = 1; k < nodes; k++)
            {
                bool[] stays = [.. Enumerable.Repeat(true, nodes)];
                while (Enumerable.Range(0, nodes).FirstOrDefault(node => stays[node] && Ties(graph, stays, node) < k, -1) is >= 0 and var loose)
                    stays[loose] = false;
                foreach (int node in Enumerable.Range(0, nodes).Where(node => stays[node]))
                    slow[node] = k;
            }

            Assert.Equal(slow, CoreNumbers.Of(graph));
        }

        static int Ties(Graph graph, bool[] stays, int node) => graph.NeighboursOf(node).ToArray().Count(other => stays[other]);
    }
}
