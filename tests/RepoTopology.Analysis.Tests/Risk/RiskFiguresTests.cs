using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class RiskFiguresTests
{
    private const string Ann = "Ann <ann@example.org>";
    private const string Bob = "Bob <bob@example.org>";
    private const string Cy = "Cy <cy@example.org>";

    [Fact]
    public void TheLargestHoldersGoUntilHalfIsLost()
    {
        var modules = Holding.Modules((60, 0, [new(0, 50), new(1, 10)]), (40, 0, [new(1, 20), new(2, 20)]));
        var found = LinesBusFactor.Of(modules, _ => false);
        Assert.Equal((1, 1, (int?)1), (found.Value, found.Low, found.High));
        var person = Assert.Single(found.People);
        Assert.Equal((0, 50L, 0.5), (person.Contributor, person.Held, person.Share));
        Assert.Equal([0], person.Modules);
        Assert.Equal([0, 1], LinesBusFactor.Of(Holding.Modules((99, 0, [new(0, 49), new(1, 30), new(2, 20)])), _ => false).People.Select(p => p.Contributor));
    }

    [Fact]
    public void WhoIsGoneCountsAsLostAndNotAsNeeded()
    {
        var modules = Holding.Modules((100, 0, [new(0, 50), new(1, 30), new(2, 20)]));
        Assert.Equal(0, LinesBusFactor.Of(modules, person => person == 0).Value);
        Assert.Equal(1, LinesBusFactor.Of(modules, person => person == 1).Value);
        Assert.Equal(0, LinesBusFactor.Of([], _ => false).Value);
    }

    [Fact]
    public void UnknownLinesMakeAnInterval()
    {
        // Known: 100. Half of 140 is 70: with the unknown 40 one person's 50 is enough, without them two are needed.
        var found = LinesBusFactor.Of(Holding.Modules((140, 40, [new(0, 50), new(1, 30), new(2, 20)])), _ => false);
        Assert.Equal((1, 1, (int?)2), (found.Value, found.Low, found.High));
        Assert.Null(LinesBusFactor.Of(Holding.Modules((300, 200, [new(0, 100)])), _ => false).High);
    }

    [Fact]
    public void PeopleWithoutACommitForAYearHaveLeft()
    {
        var builder = new HistoryBuilder()
            .Commit(Ann, Invented.End.AddMonths(-12), "one/a.c")
            .Commit(Bob, Invented.End.AddMonths(-12).AddSeconds(1), "one/a.c")
            .Commit("Bot <bot@example.org>", Invented.End.AddYears(-3), "one/a.c").Kind("Bot <bot@example.org>", ContributorKind.Bot)
            .Commit(Cy, Invented.End, "one/a.c");
        var analysis = Holding.Analyze(builder, ("one", "Ann", 30), ("one", "Bob", 20), ("one", "Cy", 40), ("one", null, 10));
        Assert.Equal(["Ann"], Holding.Names(analysis, Enumerable.Range(0, 4).Where(i => analysis.Risk.HasLeft[i])));
        Assert.Equal(Invented.End.AddMonths(-12), analysis.Risk.LeftSince);
        Assert.Equal(new Interval(0.3, 0.4), analysis.Risk.OrphanedShare);
        Assert.Equal(new Interval(0.3, 0.4), Assert.Single(analysis.Risk.Modules).Orphaned);
        // 90 are held: Cy's 40 and Bob's 20 are half of them; Ann's 30 and Cy's 40 are so already.
        Assert.Equal((2, 1), (analysis.Risk.BusFactor!.Value, analysis.Risk.Remaining!.Value));
    }

    [Fact]
    public void WhoeverLetsChangesInOrIsNamedAsCoAuthorIsStillThere()
    {
        var builder = new HistoryBuilder()
            .Commit(Ann, Invented.End.AddYears(-3), "one/a.c").Commit(Bob, Invented.End.AddYears(-3), "one/a.c")
            .Commit(Cy, Ann, Invented.End, ["one/a.c"]).WithTrailer(TrailerKind.CoAuthoredBy, Bob);
        var analysis = Holding.Analyze(builder, ("one", "Ann", 1));
        Assert.DoesNotContain(true, analysis.Risk.HasLeft);
    }

    [Fact]
    public void WithoutLinesTheFiguresAreAbsent()
    {
        var risk = RepositoryAnalyzer.Analyze(Invented.OneMaintainer().Build(), new AnalysisOptions { Jobs = 1 }).Risk;
        Assert.Equal((null, null, null, 0), (risk.BusFactor, risk.Remaining, risk.OrphanedShare, risk.Modules.Length));
        Assert.Equal(1, risk.Caf50);
    }

    [Fact]
    public void TheCalendarsFirstDaysAreNoTrouble() => Assert.Equal(Dates.Earliest, Departures.Since(Dates.Earliest.AddMonths(3), 1200));
}
