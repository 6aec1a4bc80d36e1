using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>Verdicts on histories whose style is known because they were made so.</summary>
public sealed class SyntheticHistoryTests
{
    [Fact]
    public void OnePersonIsAGroupAndNotALackOfData()
    {
        var analysis = Analyze(Invented.OnePerson(150));
        Assert.Equal(VerdictLabel.GroupLike, analysis.Verdict.Label);
        Assert.Null(analysis.Dimensions[(int)DimensionName.Diversity].Index);
        Assert.Contains(analysis.Limits, limit => limit.StartsWith("Diversity could not be measured", StringComparison.Ordinal));
        Assert.All(Indicators(analysis).Where(indicator => indicator.Value is null), indicator => Assert.Equal(0, indicator.Coverage));
        Assert.Contains("One person made every commit.", analysis.Verdict.Evidence);
    }

    [Fact]
    public void FiftyCommitsAreInsufficientHistoryYetMeasured()
    {
        var analysis = Analyze(Invented.OnePerson(50));
        Assert.Equal(VerdictLabel.InsufficientHistory, analysis.Verdict.Label);
        Assert.Null(analysis.Verdict.Index);
        Assert.Null(analysis.Verdict.Interval);
        Assert.Null(analysis.Verdict.Flip);
        Assert.Equal(60, analysis.Window.Months);
        Assert.Equal(1.0, Indicators(analysis).Single(indicator => indicator.Name == "bigSpike").Value);
        Assert.NotEmpty(analysis.Contributors);
    }

    [Fact]
    public void OneMaintainerIsAGroup() => Assert.Equal(VerdictLabel.GroupLike, Analyze(Invented.OneMaintainer()).Verdict.Label);

    [Fact]
    public void FederatedOwnersAreANetwork() => Assert.Equal(VerdictLabel.NetworkLike, Analyze(Invented.FederatedOwners()).Verdict.Label);

    [Fact]
    public void AHubWithACasualPeripheryIsMixed() => Assert.Equal(VerdictLabel.Mixed, Analyze(Invented.HubWithCasualPeriphery()).Verdict.Label);

    [Fact]
    public void AnEvenVendorTeamIsAGroupBecauseOpennessDecides()
    {
        var analysis = Analyze(Invented.EvenVendorTeam());
        Assert.Equal(VerdictLabel.GroupLike, analysis.Verdict.Label);
        Assert.True(analysis.Verdict.Index > Calibration.MixedFrom, "the index alone would not have said so");
    }

    [Fact]
    public void NoHistoryAtAllIsInsufficient()
    {
        var analysis = Analyze(new HistoryBuilder());
        Assert.Equal(VerdictLabel.InsufficientHistory, analysis.Verdict.Label);
        Assert.Empty(analysis.Contributors);
        Assert.All(Indicators(analysis), indicator => Assert.Null(indicator.Value));
    }

    [Fact]
    public void DatesBeyondAnyCalendarAreNoError()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 120; i++)
            builder.Commit(Invented.Person(i % 4), DateTimeOffset.MinValue.AddDays(i), "a.c");
        builder.Commit(Invented.Person(0), DateTimeOffset.MaxValue.AddDays(-1), "a.c");
        Assert.Equal(1, Analyze(builder).Window.Commits);
    }

    [Fact]
    public void BotsAndAgentsAreListedApart()
    {
        const string bot = "Updater <updater@example.org>", agent = "Agent <agent@example.org>";
        var builder = Invented.OneMaintainer().Kind(bot, ContributorKind.Bot).Kind(agent, ContributorKind.Agent);
        for (int i = 0; i < 40; i++)
            builder.Commit(i % 2 == 0 ? bot : agent, Invented.End, $"lock{i}.txt");
        var analysis = Analyze(builder);
        var without = Analyze(Invented.OneMaintainer());

        Assert.Equal((300, 20, 20, 3), (analysis.Window.Commits, analysis.Window.BotCommits, analysis.Window.AgentCommits, analysis.Window.Authors));
        Assert.Equal(without.Dimensions[(int)DimensionName.Openness].Index, analysis.Dimensions[(int)DimensionName.Openness].Index);
        Assert.Equal(without.Dimensions[(int)DimensionName.Interactivity].Index, analysis.Dimensions[(int)DimensionName.Interactivity].Index);
        var standings = analysis.Contributors.Where(standing => standing.Layer is null).ToList();
        Assert.Equal(2, standings.Count);
        Assert.All(standings, standing => Assert.Equal((20, 0.0, 20), (standing.Commits, standing.Share, standing.Files)));
        Assert.Equal(3, analysis.ContributorGraph.Graph.NodeCount);
    }

    [Fact]
    public void GiantCommitsAreCountedButMakeNoTies()
    {
        string[] everything = [.. Enumerable.Range(0, 51).Select(i => $"part{i % 7}/file{i}.c")];
        var builder = Invented.OneMaintainer();
        builder.Commit("Sweeper <sweeper@example.org>", Invented.End, everything);
        var analysis = Analyze(builder);

        Assert.Equal(1, analysis.Window.GiantCommits);
        Assert.Equal(301, analysis.Window.Commits);
        var sweeper = analysis.Contributors.Single(standing => analysis.History.Contributors[standing.Contributor].Name == "Sweeper");
        Assert.Equal((1, 0, null), (sweeper.Commits, sweeper.Files, sweeper.Community));
        Assert.DoesNotContain(analysis.OwnershipGraph.Edges, edge => edge.Contributor == sweeper.Contributor);
    }

    [Fact]
    public void TheNumberOfThreadsChangesNothing()
    {
        var history = Invented.HubWithCasualPeriphery().Build();
        var one = RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 1 }, TestContext.Current.CancellationToken);
        var eight = RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 8 }, TestContext.Current.CancellationToken);
        Assert.Equal((one.Verdict.Index, one.Verdict.Interval, one.Verdict.Sentence, one.Verdict.Flip), (eight.Verdict.Index, eight.Verdict.Interval, eight.Verdict.Sentence, eight.Verdict.Flip));
        Assert.Equal(Indicators(one), Indicators(eight));
        Assert.Equal(one.Dimensions.Select(d => (d.Index, d.Interval)), eight.Dimensions.Select(d => (d.Index, d.Interval)));
        Assert.Equal(one.Contributors, eight.Contributors);
        Assert.Equal(one.Modules, eight.Modules);
        Assert.True(one.ContributorGraph.Graph.Weights.SequenceEqual(eight.ContributorGraph.Graph.Weights));
    }

    [Fact]
    public void CommitsAfterAsOfDoNotExist()
    {
        var asOf = Invented.At(200, 400);
        var early = new HistoryBuilder();
        var all = Invented.FederatedOwners().Build();
        foreach (var commit in all.Commits.Reverse().Where(commit => commit.CommitterTime <= asOf.ToUnixTimeSeconds()))
        {
            int index = all.Commits.IndexOf(commit);
            var person = all.Contributors[commit.Author];
            string[] paths = [.. all.ChangesOf(index).ToArray().Select(change => all.Paths[change.Path].Text)];
            early.Commit($"{person.Name} <{person.Email}>",
                DateTimeOffset.FromUnixTimeSeconds(commit.CommitterTime).ToOffset(TimeSpan.FromMinutes(commit.AuthorOffsetMinutes)), paths);
        }

        var options = new AnalysisOptions { AsOf = asOf };
        var cut = RepositoryAnalyzer.Analyze(all, options, TestContext.Current.CancellationToken);
        var never = RepositoryAnalyzer.Analyze(early.Build(), options, TestContext.Current.CancellationToken);
        Assert.Equal(never.Window, cut.Window);
        Assert.Equal(never.Verdict.Index, cut.Verdict.Index);
        Assert.Equal(Indicators(never).Select(i => (i.Name, i.Value, i.Score)), Indicators(cut).Select(i => (i.Name, i.Value, i.Score)));
        Assert.Equal(never.Contributors.Sum(c => c.LifetimeCommits), cut.Contributors.Sum(c => c.LifetimeCommits));
    }

    [Fact]
    public void EveryFigureLiesInItsIntervalAndEveryScoreOnTheScale()
    {
        foreach (var builder in (HistoryBuilder[])[Invented.OnePerson(150), Invented.OneMaintainer(), Invented.HubWithCasualPeriphery(), Invented.FederatedOwners(), Invented.EvenVendorTeam()])
        {
            var analysis = Analyze(builder);
            Assert.InRange(analysis.Verdict.Index!.Value, analysis.Verdict.Interval!.Value.Low, analysis.Verdict.Interval.Value.High);
            foreach (var indicator in Indicators(analysis).Where(indicator => indicator.Value is not null))
            {
                if (Calibration.Of(indicator.Name).Weight > 0)
                    Assert.InRange(indicator.Score!.Value, 0, 1);
                else
                    Assert.Null(indicator.Score);
                Assert.InRange(indicator.Coverage, 0, 1);
                Assert.InRange(indicator.Value!.Value, indicator.Interval!.Value.Low, indicator.Interval.Value.High);
            }

            foreach (var dimension in analysis.Dimensions.Where(dimension => dimension.Index is not null))
            {
                Assert.InRange(dimension.Index!.Value, dimension.Interval!.Value.Low, dimension.Interval.Value.High);
                double weights = dimension.Indicators.Sum(WeightOf);
                Assert.Equal(dimension.Indicators.Sum(i => WeightOf(i) * (i.Score ?? 0)) / weights, dimension.Index.Value, 9);
            }

            Assert.Equal(analysis.Dimensions.Average(dimension => dimension.Index)!.Value, analysis.Verdict.Index.Value, 9);
            Assert.InRange(analysis.Verdict.Evidence.Length, 2, 3);
            Assert.NotNull(analysis.Verdict.Flip);
        }

        static double WeightOf(Indicator indicator) => indicator.Value is null ? 0 : Calibration.Of(indicator.Name).Weight * indicator.Coverage;
    }

    [Fact]
    public void ADeclaredGateCountsAgainstAutonomy()
    {
        var open = Analyze(Invented.FederatedOwners());
        var gated = Analyze(Invented.FederatedOwners().Gate(new DeclaredGate(false, true, ["CONTRIBUTING.md"], "does not accept pull requests")));
        Assert.True(gated.Dimensions[0].Index < open.Dimensions[0].Index);
    }

    [Fact]
    public void CancellationIsHeard()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => RepositoryAnalyzer.Analyze(Invented.OneMaintainer().Build(), new AnalysisOptions(), source.Token));
    }

    [Fact]
    public void CommitsWhoseChangesAreUnknownLowerTheCoverageOfFiguresAboutFiles()
    {
        var whole = Analyze(Invented.FederatedOwners());
        var ids = whole.History.Commits.Where((_, i) => i % 2 == 0).Select(commit => new SkippedCommit(commit.Id, "a tree is missing")).ToList();
        var partial = Analyze(Invented.FederatedOwners().Completeness(new Completeness { Skipped = ids }));

        double Coverage(RepositoryAnalysis analysis, string name) =>
            analysis.Dimensions.SelectMany(dimension => dimension.Indicators).Single(indicator => indicator.Name == name).Coverage;
        Assert.Equal(Coverage(whole, "divisionOfLabour") / 2, Coverage(partial, "divisionOfLabour"), 0.02);
        Assert.Equal(Coverage(whole, "rarefiedAuthors"), Coverage(partial, "rarefiedAuthors"));
        Assert.Contains(partial.Limits, limit => limit.Contains("unknown", StringComparison.Ordinal));
    }

    private static RepositoryAnalysis Analyze(HistoryBuilder builder) =>
        RepositoryAnalyzer.Analyze(builder.Build(), new AnalysisOptions(), TestContext.Current.CancellationToken);

    private static List<Indicator> Indicators(RepositoryAnalysis analysis) => [.. analysis.Dimensions.SelectMany(dimension => dimension.Indicators)];
}
