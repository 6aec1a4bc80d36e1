using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

/// <summary>Analyses of invented histories with invented living lines.</summary>
internal static class Holding
{
    /// <param name="builder">The history; its contributors and modules are named below.</param>
    /// <param name="shares">Module, person's name (null for nobody knows whom) and lines.</param>
    public static RepositoryAnalysis Analyze(HistoryBuilder builder, params (string Module, string? Person, long Lines)[] shares)
    {
        var history = builder.Build();
        var options = new AnalysisOptions { Jobs = 1 };
        var analysis = RepositoryAnalyzer.Analyze(history, options);
        var sample = new LineSample(history.Commits[0].CommitterTime, 0,
            [.. shares.Select(share => new LineShare(Module(history, share.Module), share.Person is null ? -1 : Person(history, share.Person), share.Lines))]);
        var lines = new LivingLines
        {
            Files = [],
            OverTime = [sample],
            Rewrites = null,
            Sizes = null,
            IsComplete = true,
            Unreadable = [],
            Capped = [],
            CappedRenameSearches = 0,
        };
        return analysis with { Risk = RiskFigures.Of(history, lines, Sample.Whole(WindowTable.Build(history, analysis.Window)), options) };
    }

    public static int Person(RepositoryHistory history, string name) =>
        Enumerable.Range(0, history.Contributors.Length).Single(i => history.Contributors[i].Name == name);

    public static int Module(RepositoryHistory history, string name) =>
        Enumerable.Range(0, history.Modules.Length).Single(i => history.Modules[i].Name == name);

    public static ImmutableArray<ModuleHoldings> Modules(params (long Lines, long Unknown, PersonLines[] Held)[] modules) =>
        [.. modules.Select((module, i) => new ModuleHoldings(i, module.Lines, module.Unknown, [.. module.Held]))];

    public static string[] Names(RepositoryAnalysis analysis, IEnumerable<int> people) => [.. people.Select(person => analysis.History.Contributors[person].Name)];
}
