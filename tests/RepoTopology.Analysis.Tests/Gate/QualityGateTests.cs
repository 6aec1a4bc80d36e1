using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Gate;

public sealed class QualityGateTests
{
    private static readonly GateRule Top = new(GateMeasure.TopOwnerShare, GateScope.EachModule, null, 0.8);
    private static readonly GateRule Orphaned = new(GateMeasure.OrphanedShare, GateScope.EachModule, null, 0.5);
    private static readonly GateRule Bus = new(GateMeasure.BusFactor, GateScope.EachModule, null, 2);

    /// <summary>Ann holds 700 of 1,000 lines of core, Bob the others; Cy works elsewhere; Dan left.</summary>
    private static Judged Team() => new Judged()
        .Commit("Dan", 1000, ("old/d.c", 300))
        .Commit("Ann", 100, ("core/a.c", 700))
        .Commit("Bob", 90, ("core/a.c", 300), ("old/d.c", 100))
        .Commit("Cy", 80, ("tools/c.c", 500));

    [Fact]
    public void AChangeThatConcentratesAModuleFailsWithTheSmallestWayOut()
    {
        var before = Team().Side();
        var after = Team().Commit("Ann", -1, ("core/b.c", 800)).Side(change: 1);
        var finding = Assert.Single(QualityGate.Judge([Top], before, after, new HashSet<string> { "core/b.c" }, null));
        Assert.Equal((GateVerdict.Fail, "core", "Ann", 0.8), (finding.Verdict, finding.Symbol, after.History.Contributors[finding.Person].Name, finding.Bar));
        Assert.Equal((0.7, 1500 / 1800.0), (finding.Before!.Value.Low, finding.After.Low));
        Assert.Equal(new GatePlace("core/b.c", 1, 800), finding.Place);
        Assert.Equal(["Bob", "Cy"], Judged.Names(after, finding.WayOut!.People));
        Assert.Equal(0, finding.WayOut.Lines);
    }

    [Theory]
    [InlineData(TrailerKind.CoAuthoredBy, GateVerdict.Pass)]
    [InlineData(TrailerKind.ReviewedBy, GateVerdict.Pass)]
    [InlineData(TrailerKind.AckedBy, GateVerdict.Fail)]
    public void TheWayOutTakenPasses(TrailerKind trailer, GateVerdict verdict)
    {
        var after = Team().Commit("Ann", -1, [(trailer, "Bob")], ("core/b.c", 800)).Side(change: 1);
        Assert.Equal(verdict, Assert.Single(QualityGate.Judge([Top], Team().Side(), after, new HashSet<string> { "core/b.c" }, null)).Verdict);
    }

    [Fact]
    public void WhereNoReviewerIsEnoughTheLinesToLearnAreSaid()
    {
        var after = Team().Commit("Ann", -1, ("core/a.c", 1)).Side(change: 1);
        // The change takes 250 of Bob's lines away: a reviewer of the one line that it writes changes nothing.
        var smaller = after with { Files = [.. after.Files.Select(file => file with { Runs = [.. file.Runs.Select(run => run.Count == 300 ? run with { Count = 50 } : run)] })] };
        var finding = Assert.Single(QualityGate.Judge([Top], Team().Side(), smaller, new HashSet<string> { "core/a.c" }, null));
        Assert.Equal(GateVerdict.Fail, finding.Verdict);
        Assert.Empty(finding.WayOut!.People);
        Assert.Equal(Math.Ceiling(701 - (0.8 * 751)), finding.WayOut.Lines);
    }

    [Fact]
    public void WhatStoodBeforeAndDidNotGetWorseIsAccepted()
    {
        // One comment in a module whose owner left long ago, by somebody new to it.
        var after = Team().Commit("Cy", -1, ("old/d.c", 1)).Side(change: 1);
        var finding = Assert.Single(QualityGate.Judge([Orphaned], Team().Side(), after, new HashSet<string> { "old/d.c" }, null));
        Assert.Equal((GateVerdict.Pass, true), (finding.Verdict, finding.IsAccepted));
        Assert.Equal(300 / 401.0, finding.After.Low, 9);
    }

    [Fact]
    public void NoiseOnTheBarDoesNotFail()
    {
        var before = new Judged().Commit("Ann", 100, ("core/a.c", 8000)).Commit("Bob", 90, ("core/a.c", 2000)).Side();
        var after = new Judged().Commit("Ann", 100, ("core/a.c", 8000)).Commit("Bob", 90, ("core/a.c", 2000)).Commit("Ann", -1, ("core/a.c", 1)).Side(change: 1);
        var finding = Assert.Single(QualityGate.Judge([Top], before, after, new HashSet<string> { "core/a.c" }, null));
        Assert.True(finding.After.Low > 0.8);
        Assert.Equal((GateVerdict.Pass, true), (finding.Verdict, finding.IsAccepted));
    }

    [Fact]
    public void OnlyWhatTheChangeTouchesIsJudged() =>
        Assert.Equal(["tools"], QualityGate.Judge([Top], Team().Side(), Team().Commit("Bob", -1, ("tools/c.c", 300)).Side(change: 1), new HashSet<string> { "tools/c.c" }, null)
            .Select(finding => finding.Symbol));

    [Fact]
    public void UnknownLinesFailNobody()
    {
        var side = new Judged().Commit("Ann", 100, ("core/a.c", 700)).Unknown("core/a.c", 300).Side();
        var finding = Assert.Single(QualityGate.Judge([Top], null, side, null, null));
        Assert.Equal((GateVerdict.Pass, new Interval(0.7, 1)), (finding.Verdict, finding.After));
        Assert.Equal(GateVerdict.Fail, Assert.Single(QualityGate.Judge([Top with { Fail = 0.69 }], null, side, null, null)).Verdict);
    }

    [Theory]
    [InlineData(0, 1000, 0, 500)]
    [InlineData(300, 1000, 0, 351)]
    [InlineData(300, 300, 0, 1)]
    [InlineData(700, 300, 1, 1)]
    public void UnknownLinesMayBeKnownToAsManyPeople(int known, int unknown, int least, int most)
    {
        var finding = Assert.Single(QualityGate.Judge([Bus with { Fail = 1 }], null, new Judged().Commit("Ann", 100, ("core/a.c", known)).Unknown("core/a.c", unknown).Side(), null, null));
        Assert.Equal((GateVerdict.Pass, new Interval(least, most)), (finding.Verdict, finding.After));
    }

    [Fact]
    public void ABusFactorIsRaisedByReviewers()
    {
        var alone = new Judged().Commit("Ann", 100, ("core/a.c", 700)).Commit("Bob", 90, ("core/a.c", 300));
        Assert.Equal((GateVerdict.Fail, new Interval(1, 1)), Verdict(alone));
        var reviewed = new Judged().Commit("Ann", 100, [(TrailerKind.ReviewedBy, "Bob")], ("core/a.c", 700)).Commit("Bob", 90, ("core/a.c", 300));
        Assert.Equal((GateVerdict.Pass, new Interval(2, 2)), Verdict(reviewed));

        static (GateVerdict, Interval) Verdict(Judged judged)
        {
            var finding = Assert.Single(QualityGate.Judge([Bus], null, judged.Side(), null, null));
            return (finding.Verdict, finding.After);
        }
    }

    [Fact]
    public void PartsThatAreTooSmallAreNotJudged() =>
        Assert.Empty(QualityGate.Judge([Top], null, new Judged().Commit("Ann", 1, ("core/a.c", 199)).Side(), null, null));

    [Fact]
    public void PathsAndTheRepositoryAreJudgedAsOne()
    {
        GateRule[] rules = [Top with { Scope = GateScope.Repository }, Top with { Scope = GateScope.TryParse("path:{core,tools}/**")! }];
        Assert.Equal(
            [("repository", 700 / 1900.0), ("{core,tools}/**", 700 / 1500.0)],
            QualityGate.Judge(rules, null, Team().Side(), null, null).Select(finding => (finding.Symbol, finding.After.Low)).OrderBy(one => one.Symbol, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("repository", GateScopeKind.Repository)]
    [InlineData("modules", GateScopeKind.Modules)]
    [InlineData("module:src/*", GateScopeKind.Modules)]
    [InlineData("path:src/**", GateScopeKind.Paths)]
    public void ScopesAreWrittenAsTheyAreRead(string text, GateScopeKind kind)
    {
        var scope = GateScope.TryParse(text)!;
        Assert.Equal((kind, text), (scope.Kind, scope.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("module:")]
    [InlineData("path:")]
    [InlineData("everything")]
    public void OtherScopesAreNone(string text) => Assert.Null(GateScope.TryParse(text));
}
