using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>How far a change to a module reaches, and how few people can tell whether it is right.</summary>
/// <param name="Module">Index into the history's modules.</param>
/// <param name="Dependants">Modules that use it, directly or through others; tests left out.</param>
/// <param name="Reach">Their share of all other modules that are no tests, 0 to 1.</param>
/// <param name="TopContributor">Who holds most of its known living lines; −1 when no person does.</param>
/// <param name="TopShare">Their share, 0 to 1; 0 without known lines.</param>
public sealed record BlastRadius(int Module, int Dependants, double Reach, int TopContributor, double TopShare)
{
    /// <summary>Dependants × the top owner's share (metrics.md): how many modules hang on what one person knows.</summary>
    public double Score => Dependants * TopShare;

    /// <returns>Modules that others use, highest score first.</returns>
    public static ImmutableArray<BlastRadius> Of(RepositoryAnalysis analysis, ModuleDependencies dependencies)
    {
        int[] modules = [.. dependencies.Modules.Where(module => !dependencies.Tests.Contains(module))];
        var holdings = analysis.Risk.Modules.ToDictionary(module => module.Module, module => module.Holdings);
        return
        [
            .. modules.Select(module =>
                {
                    int dependants = dependencies.DependantsOf(module).Count;
                    double reach = modules.Length < 2 ? 0 : (double)dependants / (modules.Length - 1);
                    return holdings.TryGetValue(module, out var held) && held.Held is [var top, ..]
                        ? new BlastRadius(module, dependants, reach, top.Contributor, (double)top.Lines / (held.Lines - held.Unknown))
                        : new BlastRadius(module, dependants, reach, -1, 0);
                })
                .Where(blast => blast.Dependants > 0)
                .OrderByDescending(blast => blast.Score).ThenByDescending(blast => blast.Dependants).ThenBy(blast => blast.Module),
        ];
    }
}
