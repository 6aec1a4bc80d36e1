namespace RepoTopology.Analysis.Tests.Gate;

public sealed class GateBaselineTests
{
    private static readonly GateRule Top = new(GateMeasure.TopOwnerShare, GateScope.EachModule, null, 0.8);

    [Fact]
    public void ItHoldsWhatIsBeyondABar() =>
        Assert.Equal([new BaselineEntry(GateMeasure.TopOwnerShare, "core", 0.9)], GateBaseline.Of(Judge(900, 100)).Entries);

    [Fact]
    public void WhatItAcceptsPassesAndWhatIsWorseFails()
    {
        var baseline = GateBaseline.Of(Judge(900, 100));
        Assert.Equal((GateVerdict.Pass, true), Outcome(Judge(900, 100, baseline)));
        Assert.Equal((GateVerdict.Pass, true), Outcome(Judge(905, 95, baseline)));
        Assert.Equal((GateVerdict.Fail, false), Outcome(Judge(920, 80, baseline)));
        Assert.Equal((GateVerdict.Pass, false), Outcome(Judge(700, 300, baseline)));
    }

    [Fact]
    public void WhatIsNewBeyondABarFailsEvenWhereItWouldOnlyWarn()
    {
        GateRule warns = Top with { Warn = 0.8, Fail = null };
        Assert.Equal(GateVerdict.Warn, Assert.Single(QualityGate.Judge([warns], null, Side(900, 100), null, null)).Verdict);
        Assert.Equal(GateVerdict.Fail, Assert.Single(QualityGate.Judge([warns], null, Side(900, 100), null, new GateBaseline([]))).Verdict);
    }

    [Fact]
    public void AnUpdateOnlyLowersUnlessForced()
    {
        var baseline = GateBaseline.Of(Judge(900, 100));
        Assert.Equal(0.85, Assert.Single(baseline.Update(Judge(850, 150, baseline), force: false).Entries).Value);
        Assert.Equal(0.9, Assert.Single(baseline.Update(Judge(950, 50, baseline), force: false).Entries).Value);
        Assert.Equal(0.95, Assert.Single(baseline.Update(Judge(950, 50, baseline), force: true).Entries).Value);
        Assert.Empty(new GateBaseline([]).Update(Judge(950, 50), force: false).Entries);
        Assert.Equal(0.95, Assert.Single(new GateBaseline([]).Update(Judge(950, 50), force: true).Entries).Value);
    }

    [Fact]
    public void AnEntryStaysUntilTheValueIsClearlyWithinItsBar()
    {
        var baseline = GateBaseline.Of(Judge(900, 100));
        Assert.Equal(0.79, Assert.Single(baseline.Update(Judge(790, 210, baseline), force: false).Entries).Value);
        Assert.Empty(baseline.Update(Judge(740, 260, baseline), force: false).Entries);
    }

    [Fact]
    public void WhatIsNotJudgedIsKeptUntilPruned()
    {
        var baseline = new GateBaseline([new(GateMeasure.OrphanedShare, "gone", 0.9), new(GateMeasure.TopOwnerShare, "core", 0.9)]);
        var findings = Judge(900, 100, baseline);
        Assert.Equal(baseline.Entries, baseline.Update(findings, force: false).Entries);
        Assert.Equal(["core"], baseline.Prune(findings).Entries.Select(entry => entry.Symbol));
    }

    private static GateSide Side(int ann, int bob) => new Judged().Commit("Ann", 9, ("core/a.c", ann)).Commit("Bob", 8, ("core/a.c", bob)).Side();

    private static GateFinding[] Judge(int ann, int bob, GateBaseline? baseline = null) => [.. QualityGate.Judge([Top], null, Side(ann, bob), null, baseline)];

    private static (GateVerdict Verdict, bool IsAccepted) Outcome(GateFinding[] findings) => (Assert.Single(findings).Verdict, findings[0].IsAccepted);
}
