using System.Collections.Immutable;

namespace RepoTopology.Git;

/// <summary>An opened repository: where its files are, its objects, its references, and what rewrites its parents.</summary>
public sealed class GitRepository : IDisposable
{
    private GitRepository() => throw new NotImplementedException();

    public RepositoryLayout Layout { get; } = null!;

    public GitConfig Config { get; } = null!;

    /// <summary>All objects, alternates included. Objects that a <c>refs/replace</c> names are read as their replacement.</summary>
    public ObjectStore Objects { get; } = null!;

    public References References { get; } = null!;

    /// <summary>Parents as git sees them where they are not what the commit says: shallow boundary (none) and grafts.</summary>
    public IReadOnlyDictionary<ObjectId, ImmutableArray<ObjectId>> ParentOverrides { get; } = null!;

    /// <summary>Commits whose parents are not here because the clone is shallow; empty for a full clone.</summary>
    public IReadOnlySet<ObjectId> ShallowBoundary { get; } = null!;

    /// <summary>Entries of <c>info/grafts</c>.</summary>
    public int GraftCount { get; }

    /// <summary>Entries of <c>refs/replace</c>.</summary>
    public int ReplacementCount { get; }

    /// <summary>Some packs come from a promisor remote or a partial-clone filter is configured: objects may be absent on purpose.</summary>
    public bool IsPartialClone { get; }

    /// <summary>The commit-graph, or null when there is none, or when grafts, replacements or a shallow boundary make git ignore it.</summary>
    public CommitGraphFile? CommitGraph { get; }

    /// <summary>
    /// Opens the repository that <paramref name="path"/> is or stands in: a work tree or any directory inside one, a bare repository, a
    /// linked worktree, a submodule, or the .git directory itself. Nothing is executed and no object is read.
    /// </summary>
    /// <exception cref="GitDataException">There is no repository, or its format is not supported.</exception>
    public static GitRepository Open(string path) => throw new NotImplementedException(path);

    public void Dispose() => throw new NotImplementedException();
}
