using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Classification;

public sealed class ModuleVerdictTests
{
    private const string Maintainer = "Maintainer <maintainer@example.org>";

    [Fact]
    public void AGroupsCoreInsideANetworksPeripheryIsFoundModuleByModule()
    {
        var analysis = RepositoryAnalyzer.Analyze(CoreAndPlugins().Build(), new AnalysisOptions());
        Assert.Equal(VerdictLabel.GroupLike, VerdictOf(analysis, "core")!.Label);
        Assert.Equal(VerdictLabel.NetworkLike, VerdictOf(analysis, "plugins")!.Label);
        Assert.True(VerdictOf(analysis, "core")!.Interval!.Value.High < VerdictOf(analysis, "plugins")!.Interval!.Value.Low);
        Assert.Contains(analysis.Verdict.Split, split => split.StartsWith("Of 2 modules with enough history,", StringComparison.Ordinal)
            && split.Contains("1 reads group-like (core)", StringComparison.Ordinal));
    }

    [Fact]
    public void AModuleWithFewCommitsHasNoVerdict()
    {
        var analysis = RepositoryAnalyzer.Analyze(CoreAndPlugins().Build(), new AnalysisOptions());
        Assert.Null(VerdictOf(analysis, "docs"));
    }

    [Fact]
    public void OnlyWhatIsDoneInAModuleCounts()
    {
        // Both touch both modules in every commit, but Ann's files in one are not Bob's: there they share nothing, in two everything.
        var history = Invented.History(400, i => (Invented.Person(i % 4), 0, [$"one/file{i % 4}.c", "two/shared.c"])).Build();
        var window = WindowChoice.Choose(history, new AnalysisOptions());
        var table = WindowTable.Build(history, window);
        var one = table.OfModule(Module(history, "one"));
        var two = table.OfModule(Module(history, "two"));
        Assert.Equal((window.Commits, window.Commits), (one.CommitCount, two.CommitCount));
        Assert.Equal((4, 1), (one.FileCount, two.FileCount));
        Assert.Equal(0, Sample.Whole(one).CoEdits.EdgeCount);
        Assert.Equal(6, Sample.Whole(two).CoEdits.EdgeCount);
    }

    [Fact]
    public void FiguresAboutModulesAndIntegrationAreAbsentInAModule()
    {
        var history = CoreAndPlugins().Build();
        var table = WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions()));
        var judgement = RepositoryAnalyzer.Judge(Sample.Whole(table.OfModule(Module(history, "plugins"))), jobs: 1, CancellationToken.None);
        foreach (string name in (string[])["moduleLeaderDispersion", "aimDiversity", "divisionOfLabour", "integratorShare"])
            Assert.Null(judgement.Measurements[IndicatorCatalogue.All.ToList().FindIndex(indicator => indicator.Name == name)].Value);
    }

    [Fact]
    public void TheNumberOfWorkersChangesNoVerdict()
    {
        var history = CoreAndPlugins().Build();
        var one = RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 1 });
        var seven = RepositoryAnalyzer.Analyze(history, new AnalysisOptions { Jobs = 7 });
        Assert.Equal(one.Modules.Select(Figures), seven.Modules.Select(Figures));

        static (int, VerdictLabel?, double?, Interval?) Figures(ModuleStanding module) => (module.Module, module.Verdict?.Label, module.Verdict?.Index, module.Verdict?.Interval);
    }

    /// <summary>One directs the core; each plugin has an owner of its own, and owners come and go. The docs change now and then.</summary>
    private static HistoryBuilder CoreAndPlugins() => Invented.History(900, i => (i % 3, i) switch
    {
        (0, _) => (i % 60 == 0 ? Invented.Person(1) : Maintainer, 1, [$"core/file{i % 13}.c", "core/main.c"]),
        (_, _) when i % 40 == 1 => (Maintainer, 1, ["docs/index.md"]),
        _ => (Invented.Person(100 + i / 7 + i % 5 * 9), i / 7 % 14 - 7, [$"plugins/p{i / 7 + i % 5 * 9}.c", $"plugins/p{i / 7 + i % 5 * 9}.h"]),
    });

    private static ModuleVerdict? VerdictOf(RepositoryAnalysis analysis, string module) =>
        analysis.Modules.Single(standing => standing.Module == Module(analysis.History, module)).Verdict;

    private static int Module(RepositoryHistory history, string name) => history.Modules.ToList().FindIndex(module => module.Name == name);
}
