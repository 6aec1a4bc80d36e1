using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>Who works on which module, and where losing somebody would hurt most.</summary>
internal static class ModuleStandings
{
    /// <summary>
    /// Sorted by risk: the top contributor's share × √(the module's commits / the busiest module's commits). A module is at risk when one
    /// person does most of it and it is being worked on; the root keeps one very busy module from hiding all others.
    /// </summary>
    public static ImmutableArray<ModuleStanding> Of(Sample whole)
    {
        var table = whole.Table;
        int[] commits = CommitsOfModules(table);
        int busiest = commits.DefaultIfEmpty(1).Max();
        return
        [
            .. Enumerable.Range(0, table.Modules.Length)
                .Select(module => Standing(whole, module, commits[module], busiest))
                .OrderByDescending(standing => standing.Risk)
                .ThenByDescending(standing => standing.Commits)
                .ThenBy(standing => standing.Module),
        ];
    }

    public static OwnershipGraph Ownership(Sample whole)
    {
        var table = whole.Table;
        int[] commits = CommitsOfModules(table);
        return new(
        [
            .. Enumerable.Range(0, table.StakePerson.Length)
                .Select(stake => new OwnershipEdge(
                    table.People[table.StakePerson[stake]],
                    table.Modules[table.StakeModule[stake]],
                    whole.Stakes[stake],
                    (double)whole.Stakes[stake] / commits[table.StakeModule[stake]]))
                .OrderBy(edge => edge.Module)
                .ThenByDescending(edge => edge.Commits)
                .ThenBy(edge => edge.Contributor),
        ]);
    }

    /// <summary>Modules in the order of their standings; an edge's weight is the number of commits that touch both.</summary>
    public static ModuleGraph CoChange(WindowTable table, ImmutableArray<ModuleStanding> standings)
    {
        int[] nodeOf = new int[table.History.Modules.Length];
        for (int node = 0; node < standings.Length; node++)
            nodeOf[standings[node].Module] = node;
        var edges = new List<(int, int, double)>();
        int commits = 0;
        for (int commit = 0; commit < table.CommitCount; commit++)
        {
            var stakes = table.StakesOfCommit[commit];
            commits += stakes.IsEmpty ? 0 : 1;
            for (int i = 0; i < stakes.Length; i++)
                for (int j = i + 1; j < stakes.Length; j++)
                    edges.Add((NodeOf(stakes[i]), NodeOf(stakes[j]), 1));
        }

        return new(GraphBuilder.FromEdges(standings.Length, edges), [.. standings.Select(standing => standing.Module)]) { Commits = commits };

        int NodeOf(int stake) => nodeOf[table.Modules[table.StakeModule[stake]]];
    }

    // A commit has one author, so the stakes of a module count its commits once each.
    private static int[] CommitsOfModules(WindowTable table)
    {
        int[] commits = new int[table.Modules.Length];
        foreach (int stake in table.StakesOfCommit.Values)
            commits[table.StakeModule[stake]]++;
        return commits;
    }

    private static ModuleStanding Standing(Sample whole, int module, int commits, int busiest)
    {
        var table = whole.Table;
        var stakes = table.StakesOfModule[module].ToArray();
        int top = stakes.OrderByDescending(stake => whole.Stakes[stake]).ThenBy(stake => table.StakePerson[stake]).First();
        double topShare = (double)whole.Stakes[top] / commits;
        return new ModuleStanding
        {
            Module = table.Modules[module],
            Commits = commits,
            Authors = stakes.Length,
            TopContributor = table.People[table.StakePerson[top]],
            TopShare = topShare,
            BusFactor = FewestWithMoreThanHalf([.. stakes.Select(stake => whole.Stakes[stake]).OrderDescending()], commits),
            Risk = topShare * Math.Sqrt((double)commits / busiest),
        };
    }

    private static int FewestWithMoreThanHalf(int[] descending, int total)
    {
        int people = 0;
        for (int sum = 0; 2 * sum <= total; people++)
            sum += descending[people];
        return people;
    }
}
