using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Contributors who may be one person (<see cref="AliasProposal"/>): until somebody accepts it they count apart, but nobody is asked to teach themselves.</summary>
internal sealed class LikelyAliases(RepositoryHistory history)
{
    private readonly ILookup<int, int> _likely = history.AliasProposals
        .SelectMany(pair => new[] { (One: pair.First, Other: pair.Second), (One: pair.Second, Other: pair.First) })
        .ToLookup(pair => pair.One, pair => pair.Other);

    /// <summary>Whether somebody is one of these people, or may be.</summary>
    public bool IsAmong(int person, IReadOnlyCollection<int> people) => people.Contains(person) || _likely[person].Any(people.Contains);
}
