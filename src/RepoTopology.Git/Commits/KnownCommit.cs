namespace RepoTopology.Git;

/// <summary>Tells of a commit what its object would say; false when it is not known.</summary>
public delegate bool KnownCommits(ObjectId id, out KnownCommit commit);

/// <summary>A commit that is known without its object.</summary>
/// <param name="Tree">Its tree.</param>
/// <param name="Date">Committer date in seconds since 1970-01-01 UTC.</param>
/// <param name="Parents">The parents that it names itself.</param>
/// <param name="Token">What its holder finds it by, not negative.</param>
public readonly record struct KnownCommit(ObjectId Tree, long Date, ObjectId[] Parents, long Token);
