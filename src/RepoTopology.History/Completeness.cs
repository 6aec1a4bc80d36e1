namespace RepoTopology.History;

/// <summary>What the clone could not show. Everything zero and false is a full clone without rewriting.</summary>
public sealed record Completeness
{
    /// <summary>Commits where a shallow clone ends: their parents are unknown.</summary>
    public int ShallowBoundaries { get; init; }

    /// <summary>Entries of info/grafts that took effect on the walk.</summary>
    public int Grafts { get; init; }

    /// <summary>Entries of refs/replace.</summary>
    public int Replacements { get; init; }

    public bool PartialClone { get; init; }

    /// <summary>Parents that are named by a commit but absent, and not announced by a shallow boundary.</summary>
    public int MissingCommits { get; init; }

    /// <summary>Commits whose changes could not be listed because a tree is absent.</summary>
    public int MissingTrees { get; init; }

    /// <summary>Distinct blobs named by changes that are absent: all in a partial clone, elsewhere those that a rename search asked for.</summary>
    public int MissingBlobs { get; init; }

    /// <summary>Commits whose changes could not be listed, each with its reason. Their other facts are there.</summary>
    public IReadOnlyList<SkippedCommit> Skipped { get; init; } = [];

    /// <summary>Commits with more rename candidates than the cap; their renames by similarity were not searched.</summary>
    public int RenameLimitHits { get; init; }

    /// <summary>Whether .gitattributes have too many rules for so many paths: the last paths are taken for what their names say.</summary>
    public bool AttributesCapped { get; init; }

    /// <summary>Every commit, tree and change that the revision reaches was seen.</summary>
    public bool IsComplete =>
        ShallowBoundaries == 0 && MissingCommits == 0 && MissingTrees == 0 && MissingBlobs == 0 && Skipped.Count == 0;
}

/// <summary>A commit whose changes were not read.</summary>
public sealed record SkippedCommit(Git.ObjectId Id, string Reason);
