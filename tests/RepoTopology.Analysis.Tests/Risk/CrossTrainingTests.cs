using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class CrossTrainingTests
{
    /// <summary>Ann holds one, Bob two, both three. Cy edits Ann's files now and then, Di what is Bob's; Ed is the most active but far from both.</summary>
    private static RepositoryAnalysis Analyze()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 30; i++)
        {
            var day = Invented.End.AddDays(i - 40);
            builder.Commit("Ann <ann@example.org>", day, "one/a.c", "three/a.c").Commit("Bob <bob@example.org>", day, "two/b.c", "three/a.c");
            builder.Commit("Ed <ed@example.org>", day, "three/e.c").Commit("Ed <ed@example.org>", day, "three/e.c");
        }

        builder.Commit("Cy <cy@example.org>", Invented.End.AddDays(-5), "one/a.c").Commit("Di <di@example.org>", Invented.End.AddDays(-4), "two/b.c");
        return Holding.Analyze(builder, ("one", "Ann", 100), ("two", "Bob", 90), ("three", "Ann", 50), ("three", "Bob", 50));
    }

    [Fact]
    public void EveryModuleIsLiftedWithTheFewestPairingsByThoseNearest()
    {
        var analysis = Analyze();
        var plan = CrossTraining.Of(analysis, 2);
        Assert.Equal((3, 2), (plan.Modules, plan.Gaps.Length));
        Assert.All(plan.Gaps, gap => Assert.Equal(0, gap.StillMissing));
        Assert.Equal(["Cy learns one", "Di learns two"], Sentences(analysis, plan));
        Assert.All(plan.Pairings, pairing => Assert.Equal(PairingReason.WorksWith, pairing.Reason));
        Assert.Equal(["Ann", "Bob"], Holding.Names(analysis, plan.Pairings.OrderBy(p => p.Module == Holding.Module(analysis.History, "two")).Select(p => p.Other)));
    }

    [Fact]
    public void NobodyIsPairedWithWhatTheyKnowOrTwiceWithTheSame()
    {
        var analysis = Analyze();
        var plan = CrossTraining.Of(analysis, 4);
        Assert.Equal(plan.Pairings.Length, plan.Pairings.Select(pairing => (pairing.Contributor, pairing.Module)).Distinct().Count());
        Assert.DoesNotContain("Ann learns one", Sentences(analysis, plan));
        Assert.DoesNotContain("Ann learns three", Sentences(analysis, plan));
        Assert.Equal(3 + 3 + 1, plan.Pairings.Length);
    }

    [Fact]
    public void WhatCannotBeLiftedIsSaid()
    {
        var plan = CrossTraining.Of(Analyze(), 7);
        Assert.All(plan.Gaps, gap => Assert.Equal(2, gap.StillMissing));
    }

    [Fact]
    public void NobodyTeachesWhoMayBeThemselves()
    {
        var analysis = Analyze();
        Assert.Contains("Cy learns one", Sentences(analysis, CrossTraining.Of(analysis, 2)));
        var proposal = new AliasProposal(PersonOf(analysis, "Ann"), PersonOf(analysis, "Cy"), "same full name", 0.9);
        var proposed = analysis with { History = analysis.History with { AliasProposals = [proposal] } };
        var plan = CrossTraining.Of(proposed, 2);
        Assert.DoesNotContain("Cy learns one", Sentences(proposed, plan));
        Assert.All(plan.Gaps, gap => Assert.Equal(0, gap.StillMissing));
    }

    private static int PersonOf(RepositoryAnalysis analysis, string name) =>
        Enumerable.Range(0, analysis.History.Contributors.Length).Single(i => analysis.History.Contributors[i].Name == name);

    [Fact]
    public void NothingIsPlannedWhereEnoughPeopleKnowEverything() => Assert.Empty(CrossTraining.Of(Analyze(), 1).Pairings);

    private static string[] Sentences(RepositoryAnalysis analysis, CrossTraining plan) =>
        [.. plan.Pairings.Select(p => $"{analysis.History.Contributors[p.Contributor].Name} learns {analysis.History.Modules[p.Module].Name}").Order(StringComparer.Ordinal)];
}
