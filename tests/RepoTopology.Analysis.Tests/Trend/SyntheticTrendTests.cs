using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>Transitions, verdicts and layers of histories whose style, and the day it changed, are known because they were made so.</summary>
public sealed class SyntheticTrendTests
{
    private static readonly TimeSpan TwoQuarters = TimeSpan.FromDays(2 * 92);

    [Theory]
    [InlineData(nameof(Styles.OneMaintainer), VerdictLabel.GroupLike)]
    [InlineData(nameof(Styles.VendorTeam), VerdictLabel.GroupLike)]
    [InlineData(nameof(Styles.HubWithCasualPeriphery), VerdictLabel.Mixed)]
    [InlineData(nameof(Styles.FederatedOwners), VerdictLabel.NetworkLike)]
    public void AStyleThatLastsHasItsVerdictAndNoTransition(string style, VerdictLabel label)
    {
        var trend = Analyze(StyledHistory.FromYear(2012).Phase(8, 200, Style(style)));
        Assert.Empty(trend.Transitions);
        Assert.Empty(trend.Breaks);
        Assert.All(trend.Windows.Where(window => window.Window.To.Year >= 2015), window => Assert.Equal(label, window.Label));
    }

    [Fact]
    public void AMaintainerWhoTakesAllOverMakesAGroupOfANetwork()
    {
        var history = StyledHistory.FromYear(2010).Phase(4, 150, Styles.FederatedOwners);
        var moment = history.Now;
        var trend = Analyze(history.Phase(4, 150, Styles.OneMaintainer));
        AssertOne(trend, TransitionDirection.TowardsGroup, moment, VerdictLabel.NetworkLike, VerdictLabel.GroupLike);
        Assert.Empty(trend.Breaks);
    }

    [Fact]
    public void AFounderWhoLeavesToOthersMakesANetworkOfAGroup()
    {
        var history = StyledHistory.FromYear(2010).Phase(3, 150, Styles.OneMaintainer);
        var moment = history.Now;
        var trend = Analyze(history.Phase(3, 150, Styles.FederatedOwners));
        AssertOne(trend, TransitionDirection.TowardsNetwork, moment, VerdictLabel.GroupLike, VerdictLabel.NetworkLike);
        Assert.Equal(1, trend.Windows.Single(window => window.Window.To is { Year: 2014, Month: 12 }).Drift!.Left(Layer.Core));
    }

    [Fact]
    public void AFounderWhoIsReplacedByAnotherChangesNoStyle()
    {
        var trend = Analyze(StyledHistory.FromYear(2010).Phase(4, 150, Styles.OneMaintainer)
            .Phase(4, 150, i => Styles.OneMaintainer(i) is var work && work.Author == Styles.Maintainer ? work with { Author = Styles.Successor } : work));
        Assert.Empty(trend.Transitions);
        var middle = trend.Windows.Single(window => window.Window.To is { Year: 2015, Month: 12 });
        Assert.Equal((1, 1), (middle.Drift!.Left(Layer.Core), middle.Drift.Came(Layer.Core)));
    }

    [Fact]
    public void AForkByNewPeopleIsFoundWhereItBegins()
    {
        // The history before is the old project's, as in any fork; then strangers take over, all at once.
        var history = StyledHistory.FromYear(2010).Phase(5, 200, Styles.OneMaintainer, Recording.Own);
        var moment = history.Now;
        var trend = Analyze(history.Phase(3, 400, Styles.FederatedOwners, Recording.Own));
        AssertOne(trend, TransitionDirection.TowardsNetwork, moment, VerdictLabel.GroupLike, VerdictLabel.NetworkLike);
    }

    [Fact]
    public void SquashingThatIsSwitchedOnIsNamedAndIsNoTransition()
    {
        var history = StyledHistory.FromYear(2010).Phase(4, 200, Styles.HubWithCasualPeriphery, Recording.Own);
        var moment = history.Now;
        var trend = Analyze(history.Phase(4, 200, Styles.HubWithCasualPeriphery, Recording.Squashed));
        Assert.Empty(trend.Transitions);
        var found = Assert.Single(trend.Breaks);
        Assert.Equal(RecordBreakKind.MergePolicy, found.Kind);
        Assert.InRange(found.Date, moment - TwoQuarters, moment + TwoQuarters);
        Assert.Contains("platform", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void SquashingBeneathAMaintainerWhoGoesOnAsBeforeIsNoTransition()
    {
        // What the maintainer does counts three times as much as before against others' squashed branches.
        var history = StyledHistory.FromYear(2010).Phase(4, 200, Styles.HubWithCasualPeriphery, Recording.Own);
        history.Phase(4, 200, Styles.HubWithCasualPeriphery, work => work.Author == Styles.Maintainer ? Recording.Own : Recording.Squashed);
        var trend = Analyze(history);
        Assert.Empty(trend.Transitions);
        var found = Assert.Single(trend.Breaks);
        Assert.Equal(RecordBreakKind.MergePolicy, found.Kind);
        Assert.True(found.IndexBefore - found.IndexAfter > 0.15, "the index alone would have said so");
    }

    [Theory]
    [InlineData(Recording.Uncredited, Recording.Credited)]
    [InlineData(Recording.Credited, Recording.Uncredited)]
    public void AuthorsThatAreCreditedFromADayOnAreABreakAndNoTransition(object before, object after)
    {
        var history = StyledHistory.FromYear(2010).Phase(4, 200, Styles.HubWithCasualPeriphery, (Recording)before);
        var moment = history.Now;
        var trend = Analyze(history.Phase(4, 200, Styles.HubWithCasualPeriphery, (Recording)after));
        Assert.Empty(trend.Transitions);
        var found = Assert.Single(trend.Breaks);
        Assert.Equal(RecordBreakKind.Attribution, found.Kind);
        Assert.InRange(found.Date, moment - TwoQuarters, moment + TwoQuarters);
        Assert.NotNull(found.IndexBefore);
        Assert.NotNull(found.IndexAfter);
    }

    [Fact]
    public void AShiftThatSquashingComesWithIsStillATransition()
    {
        var history = StyledHistory.FromYear(2010).Phase(4, 200, Styles.FederatedOwners, Recording.Own);
        var moment = history.Now;
        var trend = Analyze(history.Phase(4, 200, Styles.OneMaintainer, Recording.Squashed));
        AssertOne(trend, TransitionDirection.TowardsGroup, moment, VerdictLabel.NetworkLike, VerdictLabel.GroupLike, VerdictLabel.Mixed);
        Assert.Equal(RecordBreakKind.MergePolicy, Assert.Single(trend.Breaks).Kind);
    }

    [Fact]
    public void NineMonthsOfAnotherStyleAreNoLastingShift()
    {
        var trend = Analyze(StyledHistory.FromYear(2010).Phase(4, 150, Styles.OneMaintainer).Phase(0.75, 150, Styles.FederatedOwners).Phase(4, 150, Styles.OneMaintainer));
        Assert.Empty(trend.Transitions);
    }

    [Fact]
    public void LayersAreThoseOfTheStyle()
    {
        var maintained = Analyze(StyledHistory.FromYear(2012).Phase(4, 200, Styles.OneMaintainer)).Windows[^1];
        Assert.Equal([1, 2, 0, 0], maintained.Layers.Select(layer => layer.People));
        var vendor = Analyze(StyledHistory.FromYear(2012).Phase(4, 200, Styles.VendorTeam)).Windows[^1];
        Assert.Equal([10, 2, 0, 0], vendor.Layers.Select(layer => layer.People));
        Assert.Equal([(Layer.Core, Layer.Core, 10), (Layer.Regular, (Layer?)Layer.Regular, 2)], vendor.Drift!.Moves.Select(move => (move.From!.Value, move.To, move.People)));

        var hub = Analyze(StyledHistory.FromYear(2012).Phase(4, 200, Styles.HubWithCasualPeriphery)).Windows[^1];
        Assert.Equal(0, hub.Layers[(int)Layer.Regular].People + hub.Layers[(int)Layer.Occasional].People);
        Assert.True(hub.Layers[(int)Layer.Casual].People > 30);
        Assert.Equal(hub.Layers[(int)Layer.Casual].People, hub.Drift!.Came(Layer.Casual));
    }

    [Fact]
    public void TheLastWindowIsTheOneAnAnalysisJudges()
    {
        var history = StyledHistory.FromYear(2012).Phase(4, 200, Styles.HubWithCasualPeriphery).Builder.Build();
        var analysis = RepositoryAnalyzer.Analyze(history, new AnalysisOptions(), TestContext.Current.CancellationToken);
        var last = TrendAnalyzer.Analyze(history, new TrendOptions(), TestContext.Current.CancellationToken).Windows[^1];
        Assert.Equal(analysis.Window, last.Window);
        Assert.Equal((analysis.Verdict.Label, analysis.Verdict.Index), (last.Label, last.Index));
        Assert.Equal(analysis.Layers.Select(layer => (layer.Layer, layer.People, layer.Commits)), last.Layers.Select(layer => (layer.Layer, layer.People, layer.Commits)));
    }

    [Fact]
    public void WindowsEndAtQuarterEndsAndSinceLeavesOutTheOlder()
    {
        var history = StyledHistory.FromYear(2012).Phase(4.1, 200, Styles.OneMaintainer).Builder.Build();
        var all = TrendAnalyzer.Analyze(history, new TrendOptions(), TestContext.Current.CancellationToken).Windows;
        Assert.Equal(17, all.Length);
        Assert.Equal("2012-03-31 23:59:59", all[0].Window.To.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(history.Commits[0].CommitterTime, all[^1].Window.To.ToUnixTimeSeconds());
        var since = TrendAnalyzer.Analyze(
            history, new TrendOptions { Since = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero) }, TestContext.Current.CancellationToken).Windows;
        Assert.Equal(all[12..].Select(window => window.Index), since.Select(window => window.Index));
    }

    [Fact]
    public void NoHistoryAtAllHasNoTrend()
    {
        var trend = TrendAnalyzer.Analyze(new HistoryBuilder().Build(), new TrendOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(trend.Windows);
        Assert.Empty(trend.Transitions);
        Assert.Empty(trend.Newcomers.Cohorts);
    }

    private static void AssertOne(TrendAnalysis trend, TransitionDirection direction, DateTimeOffset moment, VerdictLabel before, params VerdictLabel[] after)
    {
        var transition = Assert.Single(trend.Transitions);
        Assert.Equal((direction, before), (transition.Direction, transition.LabelBefore));
        Assert.Contains(transition.LabelAfter, after);
        Assert.InRange(transition.Date, moment - TwoQuarters, moment + TwoQuarters);
        Assert.True(transition.Moved.Select(moved => moved.Kind).Distinct().Count() >= 2);
    }

    private static Func<int, Work> Style(string name) => name switch
    {
        nameof(Styles.OneMaintainer) => Styles.OneMaintainer,
        nameof(Styles.VendorTeam) => Styles.VendorTeam,
        nameof(Styles.HubWithCasualPeriphery) => Styles.HubWithCasualPeriphery,
        _ => Styles.FederatedOwners,
    };

    private static TrendAnalysis Analyze(StyledHistory history) =>
        TrendAnalyzer.Analyze(history.Builder.Build(), new TrendOptions(), TestContext.Current.CancellationToken);
}
