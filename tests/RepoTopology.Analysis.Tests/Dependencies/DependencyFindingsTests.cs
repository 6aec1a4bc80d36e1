using System.Collections.Immutable;
using RepoTopology.Analysis.Tests.Risk;
using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Dependencies;

public sealed class DependencyFindingsTests
{
    [Fact]
    public void ABlastRadiusCountsWhoeverUsesAModuleThroughOthersAndNoTests()
    {
        var analysis = Analyze();
        var blasts = BlastRadius.Of(analysis, Uses(analysis, ["core tests"], ("web", "services"), ("services", "core"), ("tools", "core"), ("core tests", "core"), ("core tests", "web")));
        var core = blasts[0];
        Assert.Equal(("core", 3, 1.0), (Name(analysis, core.Module), core.Dependants, core.Reach));
        Assert.Equal(("Ann", 0.75, 2.25), (analysis.History.Contributors[core.TopContributor].Name, core.TopShare, core.Score));
        Assert.Equal(["core", "services"], blasts.Select(blast => Name(analysis, blast.Module)));
    }

    [Fact]
    public void AnUndercoordinatedDependencyIsUsedChangedTogetherAndKnownToStrangers()
    {
        var analysis = Analyze();
        var found = Assert.Single(UndercoordinatedDependency.Of(analysis, Uses(analysis, [], ("web", "services"), ("services", "core"), ("tools", "core"))));
        Assert.Equal(("web", "services"), (Name(analysis, found.From), Name(analysis, found.To)));
        Assert.Equal(["Cy"], Holding.Names(analysis, found.FromKnowers));
        Assert.Equal(["Bob"], Holding.Names(analysis, found.ToKnowers));
        Assert.True(found.Lift > 1);
        Assert.Equal(12, found.Together);
    }

    [Fact]
    public void OneEditOfTheOtherSidesCodeIsCoordination()
    {
        var analysis = Analyze(builder => builder.Commit("Bob <bob@example.org>", Invented.End.AddYears(-1), "web/page.c"));
        Assert.Empty(UndercoordinatedDependency.Of(analysis, Uses(analysis, [], ("web", "services"))));
    }

    [Fact]
    public void HiddenCouplingIsCommonChangeWithoutAnyReference()
    {
        var analysis = Analyze();
        Assert.Empty(CouplingGaps.Of(analysis, Uses(analysis, [], ("web", "services"), ("tools", "core"))).Hidden);
        // Through another module is a reference too.
        Assert.Empty(CouplingGaps.Of(analysis, Uses(analysis, [], ("web", "tools"), ("tools", "services"))).Hidden);
        var hidden = Assert.Single(CouplingGaps.Of(analysis, Uses(analysis, [], ("web", "core"), ("services", "core"))).Hidden);
        Assert.Equal(["services", "web"], new[] { Name(analysis, hidden.A), Name(analysis, hidden.B) }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void UnusedCouplingIsAReferenceBetweenBusyModulesThatNeverChangeTogether()
    {
        var analysis = Analyze();
        var gaps = CouplingGaps.Of(analysis, Uses(analysis, [], ("web", "services"), ("services", "core"), ("tools", "core")));
        var unused = Assert.Single(gaps.Unused);
        Assert.Equal(("services", "core"), (Name(analysis, unused.From), Name(analysis, unused.To)));
    }

    [Fact]
    public void CongruenceIsTheShareOfNeededTiesThatTheRepositoryShows()
    {
        var analysis = Analyze();
        // Bob, Cy, Eve and ten guests work on the two: all of their 13 × 12 / 2 pairs are needed. Only Eve edits others' files, Bob's and Cy's.
        var congruence = Congruence.Of(analysis, Uses(analysis, [], ("web", "services")));
        Assert.Equal((78, 2), (congruence.Required, congruence.Seen));
        Assert.Equal(2 / 78.0, congruence.Share!.Value, 9);
        Assert.Null(Congruence.Of(analysis, Uses(analysis, [])).Share);
    }

    [Fact]
    public void ModulesThatUseOneAnotherAreACircleAndWhatTheyUseIsNot()
    {
        var analysis = Analyze();
        var findings = DependencyFindings.Of(analysis, Uses(analysis, [], ("web", "services"), ("services", "tools"), ("tools", "web"), ("tools", "core")));
        Assert.Equal(["services", "tools", "web"], Assert.Single(findings.Cycles).Select(module => Name(analysis, module)).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Ann makes the core, Bob the services, Cy the web, Dan the tools. Eve, who has few lines anywhere, changes web and services together; the two sides' own
    /// people never touch the other's files. Of some 100 commits 22 touch web, 22 services: by chance 5 would touch both, and 12 do.
    /// </summary>
    private static RepositoryAnalysis Analyze(Action<HistoryBuilder>? more = null)
    {
        var builder = new HistoryBuilder();
        more?.Invoke(builder);
        for (int i = 0; i < 30; i++)
        {
            var day = Invented.End.AddDays(i - 60);
            builder.Commit("Ann <ann@example.org>", day, "core/a.c").Commit("Dan <dan@example.org>", day, "tools/t.c");
            if (i % 3 == 0)
                builder.Commit("Bob <bob@example.org>", day, "services/b.c").Commit("Cy <cy@example.org>", day, "web/page.c");
            if (i < 3)
                builder.Commit("Ann <ann@example.org>", day, "core tests/t.c");
            if (i % 15 == 0)
                builder.Commit("Dan <dan@example.org>", day, "tools/t.c", "core/tools.c");
        }

        for (int i = 0; i < 12; i++)
            builder.Commit(i < 2 ? "Eve <eve@example.org>" : $"Guest {i} <guest{i}@example.org>", Invented.End.AddDays(i - 20), i < 2 ? "web/page.c" : $"web/g{i}.c", i < 2 ? "services/b.c" : $"services/g{i}.c");
        return Holding.Analyze(builder, ("core", "Ann", 75), ("core", "Dan", 25), ("services", "Bob", 95), ("services", "Eve", 5), ("web", "Cy", 95), ("web", "Eve", 5), ("tools", "Dan", 100), ("core tests", "Ann", 10));
    }

    private static ModuleDependencies Uses(RepositoryAnalysis analysis, string[] tests, params (string From, string To)[] edges) => new(
        [.. edges.Select(edge => new ModuleDependency(Holding.Module(analysis.History, edge.From), Holding.Module(analysis.History, edge.To), 1))],
        [.. tests.Select(test => Holding.Module(analysis.History, test))]);

    private static string Name(RepositoryAnalysis analysis, int module) => analysis.History.Modules[module].Name;
}
