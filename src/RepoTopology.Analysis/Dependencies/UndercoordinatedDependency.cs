using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Two modules of which one uses the other, which change together more often than by chance, and whose knowers (<see cref="Knowers"/>) have never, in the
/// whole history, edited one another's code: what one side changes the other side learns late. Where somebody knows both, they are coordinated.
/// </summary>
/// <param name="From">The module that uses.</param>
/// <param name="To">The one that is used.</param>
/// <param name="Together">The window's commits that touch both.</param>
/// <param name="Lift">How many times as often as by chance.</param>
/// <param name="FromKnowers">Who knows the first, at least one.</param>
/// <param name="ToKnowers">Who knows the second, at least one.</param>
public sealed record UndercoordinatedDependency(
    int From, int To, int Together, double Lift, ImmutableArray<int> FromKnowers, ImmutableArray<int> ToKnowers)
{
    /// <returns>Most common changes first.</returns>
    public static ImmutableArray<UndercoordinatedDependency> Of(RepositoryAnalysis analysis, ModuleDependencies dependencies)
    {
        var coupled = ModuleCoupling.Of(analysis).Where(pair => pair.QValue < ModuleCoupling.Significant && pair.Lift > 1)
            .ToDictionary(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B)));
        var knowers = Knowers.Of(analysis);
        var edited = EditedModules(analysis.History);
        return
        [
            .. dependencies.Edges
                .Where(edge => coupled.ContainsKey((Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To))))
                .Where(edge => KnowersOf(edge.From).Count > 0 && KnowersOf(edge.To).Count > 0)
                .Where(edge => !KnowersOf(edge.From).Any(person => edited.Contains((person, edge.To))) && !KnowersOf(edge.To).Any(person => edited.Contains((person, edge.From))))
                .Select(edge =>
                {
                    var pair = coupled[(Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To))];
                    return new UndercoordinatedDependency(edge.From, edge.To, pair.Together, pair.Lift, [.. KnowersOf(edge.From)], [.. KnowersOf(edge.To)]);
                })
                .OrderByDescending(found => found.Together).ThenBy(found => found.From).ThenBy(found => found.To),
        ];

        List<int> KnowersOf(int module) => knowers.TryGetValue(module, out var people) ? people : [];
    }

    /// <summary>Pairs of person and module that any of their commits changed; giant commits and merges are nobody's work on a module.</summary>
    private static HashSet<(int Person, int Module)> EditedModules(RepositoryHistory history)
    {
        var edited = new HashSet<(int, int)>();
        for (int i = 0; i < history.Commits.Length; i++)
            if (history.ClassOf(i) == CommitClass.Counted && history.FilesOf(i) <= WindowChoice.GiantFiles)
                foreach (var change in history.ChangesOf(i))
                    if (history.Paths[change.Path].Module is >= 0 and var module)
                        edited.Add((history.Commits[i].Author, module));
        return edited;
    }
}
