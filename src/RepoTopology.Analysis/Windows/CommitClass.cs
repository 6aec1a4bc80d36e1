using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What a commit counts as.</summary>
internal enum CommitClass
{
    /// <summary>Authored by a person: what every share counts.</summary>
    Counted,

    Merge,

    Bot,

    Agent,

    /// <summary>Touches nothing of the directory that the facts are limited to.</summary>
    OutsideScope,
}

internal static class CommitClasses
{
    public static CommitClass ClassOf(this RepositoryHistory history, int commit)
    {
        var row = history.Commits[commit];
        if (row.IsMerge)
            return CommitClass.Merge;
        if (history.IsFiltered && history.ChangesOf(commit).IsEmpty)
            return CommitClass.OutsideScope;
        return history.Contributors[row.Author].Kind switch
        {
            ContributorKind.Bot => CommitClass.Bot,
            ContributorKind.Agent => CommitClass.Agent,
            _ => CommitClass.Counted,
        };
    }
}
