namespace RepoTopology.Git;

/// <summary>Where a repository's files are, as absolute paths. https://git-scm.com/docs/gitrepository-layout</summary>
/// <param name="GitDirectory">HEAD and the per-worktree files.</param>
/// <param name="CommonDirectory">objects, refs, packed-refs and config; the same as GitDirectory but in a linked worktree.</param>
/// <param name="ObjectsDirectory">The object database.</param>
/// <param name="WorkTree">The work tree's root, or null in a bare repository.</param>
public sealed record RepositoryLayout(string GitDirectory, string CommonDirectory, string ObjectsDirectory, string? WorkTree)
{
    /// <summary>
    /// Finds the repository that <paramref name="path"/> is or stands in, and reads its config, which has a say in where the work tree is.
    /// The environment (GIT_DIR and its kin) has none.
    /// </summary>
    /// <exception cref="GitDataException">There is no repository, its config is malformed, or its format is not supported.</exception>
    public static RepositoryLayout Find(string path, out GitConfig config)
    {
        var found = RepositoryDiscovery.Find(path);
        string common = RepositoryDiscovery.CommonDirectory(found.GitDirectory);
        config = GitConfig.Load(common, found.GitDirectory);
        RepositoryFormat.Check(config, common);
        string? workTree = RepositoryDiscovery.WorkTree(found, common, config);
        return new RepositoryLayout(found.GitDirectory, common, Path.Join(common, "objects"), workTree);
    }
}
