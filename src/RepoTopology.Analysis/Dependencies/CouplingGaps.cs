using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Where what the code says and what the history says differ.</summary>
/// <param name="Hidden">
/// Modules that change together more often than by chance though neither uses the other, directly or through others: something ties them that no compiler
/// sees. Two that hold tests only are left out: what they test ties them.
/// </param>
/// <param name="Unused">
/// Modules of which one uses the other, each changed at least <see cref="LeastCommits"/> times in the window and never in one commit: a steady interface, or a
/// reference that nobody needs any more.
/// </param>
public sealed record CouplingGaps(ImmutableArray<CoChange> Hidden, ImmutableArray<ModuleDependency> Unused)
{
    public const int LeastCommits = 10;

    public static CouplingGaps Of(RepositoryAnalysis analysis, ModuleDependencies dependencies)
    {
        var known = dependencies.Modules.ToHashSet();
        var dependants = known.ToDictionary(module => module, module => Reaching(dependencies, module));
        var pairs = ModuleCoupling.Of(analysis);
        var commits = analysis.Modules.ToDictionary(standing => standing.Module, standing => standing.Commits);
        var together = pairs.Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))).ToHashSet();
        return new(
            [
                .. pairs.Where(pair => pair.QValue < ModuleCoupling.Significant && pair.Lift > 1 && known.Contains(pair.A) && known.Contains(pair.B)
                        && !(dependencies.Tests.Contains(pair.A) && dependencies.Tests.Contains(pair.B))
                        && !dependants[pair.A].Contains(pair.B) && !dependants[pair.B].Contains(pair.A))
                    .OrderBy(pair => pair.QValue).ThenByDescending(pair => pair.Together).ThenBy(pair => pair.A).ThenBy(pair => pair.B),
            ],
            [
                .. dependencies.Edges.Where(edge => commits.GetValueOrDefault(edge.From) >= LeastCommits && commits.GetValueOrDefault(edge.To) >= LeastCommits
                    && !together.Contains((Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To)))),
            ]);
    }

    /// <summary>Modules that use it in any way; here tests are users like others.</summary>
    private static IReadOnlySet<int> Reaching(ModuleDependencies dependencies, int module) =>
        (dependencies with { Tests = [] }).DependantsOf(module);
}
