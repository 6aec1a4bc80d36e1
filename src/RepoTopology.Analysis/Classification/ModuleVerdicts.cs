using System.Collections.Concurrent;

namespace RepoTopology.Analysis;

/// <summary>
/// The verdict of every module with at least <see cref="Calibration.NeededCommits"/> counted commits in the window: a core may be a group's and the parts
/// around it a network's. The window is not widened for a module, or modules could not be compared.
/// </summary>
internal static class ModuleVerdicts
{
    /// <summary>Draws a module: their spread gives its interval, as in a trend.</summary>
    public const int Draws = TrendAnalyzer.Draws;

    /// <returns>Index into the history's modules → verdict.</returns>
    public static IReadOnlyDictionary<int, ModuleVerdict> Of(WindowTable table, int jobs, CancellationToken cancellation)
    {
        var verdicts = new ConcurrentDictionary<int, ModuleVerdict>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        Parallel.ForEach(ModulesWithHistory(table), options, module =>
        {
            var part = table.OfModule(module);
            var judgement = RepositoryAnalyzer.Judge(Sample.Whole(part), jobs: 1, cancellation);
            if (judgement is not { Label: { } label, Index: { } index })
                return;
            var intervals = Bootstrap.Run(part, judgement, jobs: 1, cancellation, Draws);
            verdicts[module] = new(label, index, intervals.Index, judgement.Dimensions);
        });
        return verdicts;
    }

    private static IEnumerable<int> ModulesWithHistory(WindowTable table)
    {
        int[] commits = new int[table.Modules.Length];
        foreach (int stake in table.StakesOfCommit.Values)
            commits[table.StakeModule[stake]]++;
        return Enumerable.Range(0, commits.Length).Where(module => commits[module] >= Calibration.NeededCommits).Select(module => table.Modules[module]);
    }
}
