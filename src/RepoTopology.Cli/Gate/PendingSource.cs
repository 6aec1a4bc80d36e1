using RepoTopology.Checkout;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Reads uncommitted work as the commit that it would become, so that it is judged as every other change.</summary>
internal static class PendingSource
{
    /// <exception cref="CheckoutException">There is no such work, nobody whose it could be, or no libgit2.</exception>
    public static PendingCommit Read(GateRequest request, Shell shell)
    {
        var layout = RepositoryLayout.Find(request.Repository.Path, out _);
        string path = layout.WorkTree ?? layout.GitDirectory;
        return ProgressDisplay.During(shell, "reading the work tree", () => request.Pending == PendingWork.Staged
            ? UncommittedWork.StagedCommit(path, Index(layout, shell), Author(shell))
            : UncommittedWork.WorkTreeCommit(path, Author(shell)));
    }

    /// <summary>
    /// The index that <c>git commit</c> gives its hooks: with --all or with paths it is another one than the repository's. What leads out of the
    /// repository belongs to another. https://git-scm.com/docs/githooks#_pre_commit
    /// </summary>
    private static string? Index(RepositoryLayout layout, Shell shell)
    {
        if (shell.Variable("GIT_INDEX_FILE") is not { Length: > 0 } typed || typed.Contains('\0', StringComparison.Ordinal))
            return null;
        string path = Path.GetFullPath(typed, layout.WorkTree ?? layout.GitDirectory);
        return Path.GetDirectoryName(path) == layout.GitDirectory && File.Exists(path) ? path : null;
    }

    /// <summary>Hooks are told the author of <c>git commit --author</c>.</summary>
    private static PendingAuthor? Author(Shell shell) =>
        shell.Variable("GIT_AUTHOR_NAME") is { Length: > 0 } name && shell.Variable("GIT_AUTHOR_EMAIL") is { Length: > 0 } email ? new PendingAuthor(name, email) : null;
}
