namespace RepoTopology.Git;

/// <summary>Where a repository's files are, as absolute paths. https://git-scm.com/docs/gitrepository-layout</summary>
/// <param name="GitDirectory">HEAD and the per-worktree files.</param>
/// <param name="CommonDirectory">objects, refs, packed-refs and config; the same as GitDirectory but in a linked worktree.</param>
/// <param name="ObjectsDirectory">The object database.</param>
/// <param name="WorkTree">The work tree's root, or null in a bare repository.</param>
public sealed record RepositoryLayout(string GitDirectory, string CommonDirectory, string ObjectsDirectory, string? WorkTree);
