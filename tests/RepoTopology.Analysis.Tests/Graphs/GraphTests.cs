namespace RepoTopology.Analysis.Tests;

/// <summary>Graph measures on graphs whose values are known.</summary>
public sealed class GraphTests
{
    [Fact]
    public void RowsAreSortedSymmetricAndSummed()
    {
        var graph = Of(3, (2, 0), (0, 1), (0, 2));
        Assert.Equal([0, 2, 3, 4], graph.Starts);
        Assert.Equal([1, 2, 0, 0], graph.Targets);
        Assert.Equal([1, 2, 1, 2], graph.Weights);
        Assert.Equal(2, graph.EdgeCount);
    }

    [Fact]
    public void AStarIsFullyCentralisedAndARingNotAtAll()
    {
        Assert.Equal(1, Freeman.DegreeCentralisation(Star(7))!.Value, 12);
        Assert.Equal(0, Freeman.DegreeCentralisation(Of(5, (0, 1), (1, 2), (2, 3), (3, 4), (4, 0)))!.Value, 12);
        // A path of three and a loose node: degrees 1, 2, 1, 0 → (1 + 0 + 1 + 2) / (3·2).
        Assert.Equal(4.0 / 6, Freeman.DegreeCentralisation(Of(4, (0, 1), (1, 2)))!.Value, 12);
        Assert.Null(Freeman.DegreeCentralisation(Of(2, (0, 1))));
    }

    [Fact]
    public void BorgattiEverettIdealFitsExactly()
    {
        // Core 0, 1, 2 tied among themselves and to everybody of the periphery 3 … 8.
        var edges = new List<(int, int)>();
        for (int core = 0; core < 3; core++)
            for (int other = core + 1; other < 9; other++)
                edges.Add((core, other));
        var fit = CorePeriphery.Fit(Of(9, [.. edges]));
        Assert.Equal(1, fit.Correlation, 12);
        Assert.Equal([0, 1, 2], fit.Core);
        Assert.Equal(1, CorePeriphery.Fit(Star(6)).Correlation, 12);
    }

    [Fact]
    public void ARingHasNoCore() => Assert.True(CorePeriphery.Fit(Of(6, (0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0))).Correlation < 0.7);

    [Fact]
    public void TwoCliquesWithOneBridgeAreTwoCommunities()
    {
        var communities = Communities.Find(TwoTriangles());
        Assert.Equal([0, 0, 0, 1, 1, 1], communities.Of);
        // 7 edges: inside 6/7; strengths 7 and 7 of 14.
        Assert.Equal(6.0 / 7 - 0.5, communities.Modularity, 12);
    }

    [Fact]
    public void ACompleteGraphIsOneCommunityOfModularityZero()
    {
        var communities = Communities.Find(Of(4, (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)));
        Assert.Equal((1, 0.0), (communities.Count, Math.Round(communities.Modularity, 12)));
    }

    [Fact]
    public void KarateClubReachesTheKnownOptimum()
    {
        // Zachary 1977; the greatest modularity there is, 0.4198, has four communities.
        var communities = Communities.Find(Of(34, KarateClub));
        Assert.Equal(0.4198, communities.Modularity, 0.001);
        Assert.Equal(4, communities.Count);
    }

    [Fact]
    public void CommunitiesAreConnected()
    {
        var random = new Random(11);
        for (int round = 0; round < 40; round++)
        {
            int nodes = 5 + random.Next(60);
            var edges = Enumerable.Range(0, nodes * 2).Select(_ => (random.Next(nodes), random.Next(nodes))).Where(edge => edge.Item1 != edge.Item2).ToArray();
            var graph = Of(nodes, edges);
            var communities = Communities.Find(graph);
            for (int community = 0; community < communities.Count; community++)
            {
                var inside = graph.Induced(node => communities.Of[node] == community);
                Assert.True(ConnectedComponents.Of(inside).Max() == 0, $"round {round}: community {community} falls apart");
            }

            for (int node = 0; node < nodes; node++)
                Assert.Equal(graph.DegreeOf(node) == 0, communities.Of[node] == -1);
        }
    }

    [Fact]
    public void ComponentsAreNumberedByTheirLowestNode() => Assert.Equal([0, 1, 0, 1, 2], ConnectedComponents.Of(Of(5, (0, 2), (3, 1))));

    [Fact]
    public void AGraphWithoutEdgesHasNoCommunities()
    {
        var communities = Communities.Find(Of(3));
        Assert.Equal((0, 0.0), (communities.Count, communities.Modularity));
        Assert.Equal([-1, -1, -1], communities.Of);
    }

    [Fact]
    public void RandomWorldsKeepEverybodysAndEveryFilesNumbers()
    {
        var history = Invented.HubWithCasualPeriphery().Build();
        var whole = Sample.Whole(WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions())));
        var real = Freeman.DegreeCentralisation(whole.CoEdits)!.Value;
        var world = CurveballNull.CoEdits(whole, new Random(3));
        // Σ over files of authors · (authors − 1) pairs: files keep their authors, so the total of shared files is kept.
        var shared = new int[whole.Table.FileCount];
        foreach (int file in whole.Table.TouchFile)
            shared[file]++;
        Assert.Equal(shared.Where(n => n <= CoEditing.MostAuthors).Sum(n => (double)n * (n - 1)), world.Weights.Sum());
        Assert.Equal(real, Freeman.DegreeCentralisation(world)!.Value, 0.15);
    }

    internal static readonly (int, int)[] KarateClub =
    [
        (1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2), (4, 0), (5, 0), (6, 0), (6, 4), (6, 5), (7, 0), (7, 1), (7, 2), (7, 3), (8, 0), (8, 2),
        (9, 2), (10, 0), (10, 4), (10, 5), (11, 0), (12, 0), (12, 3), (13, 0), (13, 1), (13, 2), (13, 3), (16, 5), (16, 6), (17, 0), (17, 1),
        (19, 0), (19, 1), (21, 0), (21, 1), (25, 23), (25, 24), (27, 2), (27, 23), (27, 24), (28, 2), (29, 23), (29, 26), (30, 1), (30, 8),
        (31, 0), (31, 24), (31, 25), (31, 28), (32, 2), (32, 8), (32, 14), (32, 15), (32, 18), (32, 20), (32, 22), (32, 23), (32, 29),
        (32, 30), (32, 31), (33, 8), (33, 9), (33, 13), (33, 14), (33, 15), (33, 18), (33, 19), (33, 20), (33, 22), (33, 23), (33, 26),
        (33, 27), (33, 28), (33, 29), (33, 30), (33, 31), (33, 32),
    ];

    private static Graph TwoTriangles() => Of(6, (0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3));

    private static Graph Star(int nodes) => Of(nodes, [.. Enumerable.Range(1, nodes - 1).Select(node => (0, node))]);

    internal static Graph Of(int nodes, params (int, int)[] edges) => GraphBuilder.FromEdges(nodes, [.. edges.Select(edge => (edge.Item1, edge.Item2, 1.0))]);
}
