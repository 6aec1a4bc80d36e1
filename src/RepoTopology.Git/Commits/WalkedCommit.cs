namespace RepoTopology.Git;

/// <summary>A commit that the walk has met. Its tree and date are known from the start, its content until it is let go.</summary>
public sealed class WalkedCommit
{
    internal WalkedCommit(ObjectId id) => Id = id;

    public ObjectId Id { get; }

    public ObjectId Tree { get; internal set; }

    /// <summary>Committer date in seconds since 1970-01-01 UTC.</summary>
    public long Date { get; internal set; }

    /// <summary>Place in the walk's order; −1 while it has not been reached, and for commits outside the range.</summary>
    public int Index { get; internal set; } = -1;

    /// <summary>Parents as git sees them, those that are missing left out.</summary>
    public IReadOnlyList<WalkedCommit> Parents { get; internal set; } = [];

    /// <summary>How many parents the commit has, missing ones included.</summary>
    public int ParentCount { get; internal set; }

    /// <summary>A shallow clone ends here: the parents are unknown.</summary>
    public bool IsBoundary { get; internal set; }

    /// <summary>The token of a commit that was known without its object; −1 for the others.</summary>
    public long Known { get; internal set; } = -1;

    /// <summary>Parents that have not been looked up yet.</summary>
    internal ObjectId[]? ParentIds { get; set; }

    internal bool Queued { get; set; }

    /// <summary>The commit's bytes, or null: then they were not needed for the walk (commit-graph), or were let go.</summary>
    public byte[]? Content { get; set; }
}
