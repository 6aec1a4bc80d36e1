using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who knows which module: people who are still there and either wrote at least a tenth of its known living lines, or made at least a tenth, and three, of
/// the window's commits to it.
/// </summary>
public static class Knowers
{
    /// <summary>The share of a module's living lines, or of its commits in the window, from which somebody knows it.</summary>
    public const double LeastShare = 0.1;

    private const int LeastCommits = 3;

    /// <returns>Every module with living lines or commits → its knowers, those with most lines first.</returns>
    public static IReadOnlyDictionary<int, List<int>> Of(RepositoryAnalysis analysis)
    {
        var risk = analysis.Risk;
        var edges = analysis.OwnershipGraph.Edges.ToLookup(edge => edge.Module);
        var holdings = risk.Modules.ToDictionary(module => module.Module, module => module.Holdings);
        return holdings.Keys.Union(edges.Select(module => module.Key)).ToDictionary(module => module, Of);

        List<int> Of(int module)
        {
            var byLines = holdings.TryGetValue(module, out var held)
                ? held.Held.Where(person => person.Lines >= LeastShare * (held.Lines - held.Unknown)).Select(person => person.Contributor)
                : [];
            var byCommits = edges[module].Where(edge => edge.Share >= LeastShare && edge.Commits >= LeastCommits).Select(edge => edge.Contributor);
            return [.. byLines.Concat(byCommits).Distinct().Where(person => !risk.HasLeft[person])];
        }
    }
}
