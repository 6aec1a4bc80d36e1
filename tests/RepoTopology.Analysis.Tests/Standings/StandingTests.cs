using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

public sealed class StandingTests
{
    [Fact]
    public void LayersDivideThePeopleAndTheCommits()
    {
        var analysis = Analyze(Invented.HubWithCasualPeriphery());
        Assert.Equal(analysis.Window.Authors, analysis.Layers.Sum(layer => layer.People));
        Assert.Equal(analysis.Window.Commits, analysis.Layers.Sum(layer => layer.Commits));
        Assert.Equal(1, analysis.Layers.Sum(layer => layer.Share), 9);
        Assert.Equal(analysis.Risk.Caf80, analysis.Layers.Single(layer => layer.Layer == Layer.Core).People);
        Assert.True(analysis.Risk.Caf50 <= analysis.Risk.Caf80);
    }

    [Fact]
    public void ASteadyHelperOutsideTheCoreIsRegularAndABurstOccasional()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 100; i++)
            builder.Commit(Invented.Person(0), Invented.At(i, 101), "a.c");
        for (int quarter = 0; quarter < 6; quarter++)
            builder.Commit(Invented.Person(1), Invented.End.AddMonths(-3 * quarter).AddDays(-10), "a.c");
        for (int i = 0; i < 5; i++)
            builder.Commit(Invented.Person(2), Invented.End.AddDays(-5), "a.c");
        builder.Commit(Invented.Person(3), Invented.End, "a.c");
        var analysis = Analyze(builder);
        Assert.Equal([Layer.Core, Layer.Regular, Layer.Occasional, Layer.Casual], analysis.Contributors.Select(standing => standing.Layer!.Value));
    }

    [Fact]
    public void ModulesKnowTheirTopContributorAndAreSortedByRisk()
    {
        var builder = new HistoryBuilder().Modules(new ModuleOptions { Modules = [new("one", ["one/**"]), new("two", ["two/**"])] });
        for (int i = 0; i < 100; i++)
            builder.Commit(Invented.Person(i % 4), Invented.At(i, 125), "one/a.c");
        for (int i = 0; i < 25; i++)
            builder.Commit(Invented.Person(9), Invented.At(100 + i, 125), i % 5 == 0 ? ["two/a.c", "one/b.c"] : ["two/a.c"]);
        var analysis = Analyze(builder);

        string[] names = [.. analysis.Modules.Select(standing => analysis.History.Modules[standing.Module].Name)];
        Assert.Equal(["two", "one"], names);
        var (two, one) = (analysis.Modules[0], analysis.Modules[1]);
        Assert.Equal((25, 1, 1.0, 1), (two.Commits, two.Authors, two.TopShare, two.BusFactor));
        Assert.Equal(Math.Sqrt(25.0 / 105), two.Risk, 9);
        // 25, 25, 25, 25 and 5 of 105: two have 50, three have 75.
        Assert.Equal((105, 5, 25.0 / 105, 3), (one.Commits, one.Authors, one.TopShare, one.BusFactor));
        Assert.Equal([5.0, 5.0], analysis.ModuleGraph.Graph.Weights);
        Assert.Equal(1, analysis.OwnershipGraph.Edges.Where(edge => edge.Module == one.Module).Sum(edge => edge.Share), 9);
    }

    [Fact]
    public void LifetimeFiguresStandBesideTheWindows()
    {
        var analysis = Analyze(Invented.OneMaintainer());
        var first = analysis.Contributors[0];
        Assert.Equal(first.Commits + 1, first.LifetimeCommits);
        Assert.True(first.FirstCommit < analysis.Window.From);
        Assert.True(first.LastCommit <= analysis.Window.To);
    }

    [Fact]
    public void TheNodesOfTheContributorGraphAreThePeopleInOrder()
    {
        var analysis = Analyze(Invented.FederatedOwners());
        Assert.Equal(analysis.Contributors.Where(standing => standing.Layer is not null).Select(standing => standing.Contributor), analysis.ContributorGraph.Nodes);
    }

    [Fact]
    public void ShallowClonesSayWhatTheyCannotTell()
    {
        var analysis = Analyze(Invented.OneMaintainer().Completeness(new Completeness { ShallowBoundaries = 1, MissingBlobs = 3 }));
        Assert.StartsWith("The clone is shallow", analysis.Limits[0], StringComparison.Ordinal);
        Assert.Contains(analysis.Limits, limit => limit.StartsWith("3 file versions are missing", StringComparison.Ordinal));
    }

    /// <summary>Where everybody lets their own changes in, no platform is spoken of; where one does, or a bot, or a mere committer, they are called so.</summary>
    [Theory]
    [InlineData(null, "Person 1 <person1@example.org>")]
    [InlineData("a platform's name stands", "GitHub <noreply@github.com>")]
    [InlineData("a mere committer's name stands", "Button <button@example.org>")]
    [InlineData("a platform's or a bot's name stands", "GitHub <noreply@github.com>", "dependabot[bot] <dependabot[bot]@example.org>")]
    public void WhoseNameStandsWhereTheIntegratorsWouldIsSaidAsItIs(string? expected, params string[] committers)
    {
        var builder = new HistoryBuilder();
        var start = Invented.At(0, 2);
        builder.Commit(Invented.Person(1), Invented.Person(1), start, ["a.c"]);
        for (int i = 0; i < 5; i++)
            builder.Commit(Invented.Person(1), committers[i % committers.Length], start.AddDays(i + 1), ["a.c"]);
        foreach (string bot in committers.Where(committer => committer.Contains("[bot]", StringComparison.Ordinal)))
            builder.Kind(bot, ContributorKind.Bot);
        string? said = Analyze(builder).Limits.SingleOrDefault(limit => limit.StartsWith("Who let changes in", StringComparison.Ordinal));
        if (expected is null)
            Assert.Null(said);
        else
            Assert.Equal($"Who let changes in is known for 17 % of the mainline; {expected} on the rest.", said);
    }

    private static RepositoryAnalysis Analyze(HistoryBuilder builder) =>
        RepositoryAnalyzer.Analyze(builder.Build(), new AnalysisOptions(), TestContext.Current.CancellationToken);
}
