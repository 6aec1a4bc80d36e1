using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A commit as a row of facts; people are indices into <see cref="RepositoryHistory.Contributors"/>.</summary>
public readonly record struct Commit
{
    public required ObjectId Id { get; init; }

    /// <summary>Index of the author's contributor.</summary>
    public required int Author { get; init; }

    /// <summary>Index of the committer's contributor.</summary>
    public required int Committer { get; init; }

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public required long AuthorTime { get; init; }

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    public required long CommitterTime { get; init; }

    /// <summary>Minutes east of UTC.</summary>
    public short AuthorOffsetMinutes { get; init; }

    /// <summary>Minutes east of UTC.</summary>
    public short CommitterOffsetMinutes { get; init; }

    /// <summary>Parents as git sees them (grafts and the shallow boundary applied).</summary>
    public required int ParentCount { get; init; }

    /// <summary>A shallow clone ends here: the commit's changes are the whole tree, not somebody's work.</summary>
    public bool IsBoundary { get; init; }

    public bool IsMerge => ParentCount > 1;
}
