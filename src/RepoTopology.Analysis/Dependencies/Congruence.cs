using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Socio-technical congruence: of the pairs of people who need to coordinate, the share that does. Who needs to: CR = TA × TD × TAᵀ, where TA says who
/// changed which module in the window and TD which modules depend on each other (either way) or are the same. Who does, CA, can be seen in a repository
/// only in part: pairs who edited the same files, wrote a commit together, or reviewed, acked, tested or signed off one another's commits. It is a proxy
/// and a lower bound: talks, chats and meetings leave no trace. Cataldo, Wagstrom, Herbsleb and Carley, "Identification of Coordination
/// Requirements", CSCW 2006: |CR ∧ CA| / |CR|.
/// </summary>
/// <param name="Required">Pairs who need to coordinate.</param>
/// <param name="Seen">Those of whom the repository shows that they do.</param>
public sealed record Congruence(int Required, int Seen)
{
    // Every pair of people is looked at; those with most commits matter most.
    private const int MostPeople = 1000;

    /// <summary>0 to 1; null when nobody needs to coordinate.</summary>
    public double? Share => Required == 0 ? null : (double)Seen / Required;

    public static Congruence Of(RepositoryAnalysis analysis, ModuleDependencies dependencies)
    {
        var people = analysis.Contributors.Where(standing => standing.Layer is not null).Take(MostPeople).Select(standing => standing.Contributor).ToHashSet();
        var workers = analysis.OwnershipGraph.Edges.Where(edge => people.Contains(edge.Contributor)).ToLookup(edge => edge.Module, edge => edge.Contributor);
        var known = dependencies.Modules.ToHashSet();
        var required = new HashSet<(int, int)>();
        foreach (int module in known)
            Require(module, module);
        foreach (var edge in dependencies.Edges)
            Require(edge.From, edge.To);
        var seen = SeenTies(analysis);
        return new Congruence(required.Count, required.Count(seen.Contains));

        void Require(int one, int other)
        {
            foreach (int a in workers[one])
                foreach (int b in workers[other])
                    if (a != b)
                        required.Add((Math.Min(a, b), Math.Max(a, b)));
        }
    }

    private static HashSet<(int, int)> SeenTies(RepositoryAnalysis analysis)
    {
        var (graph, nodes) = analysis.ContributorGraph;
        var seen = new HashSet<(int, int)>();
        for (int node = 0; node < graph.NodeCount; node++)
            foreach (int neighbour in graph.NeighboursOf(node))
                seen.Add((Math.Min(nodes[node], nodes[neighbour]), Math.Max(nodes[node], nodes[neighbour])));
        foreach (var tie in analysis.ContributorGraph.Ties.Where(tie => tie.Kind != TieKind.LineRewrite))
            seen.Add((Math.Min(tie.From, tie.To), Math.Max(tie.From, tie.To)));
        return seen;
    }
}
