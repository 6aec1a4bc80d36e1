using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Reads a repository's history once and turns it into facts.</summary>
public static class HistoryReader
{
    /// <exception cref="GitDataException">The repository's bytes cannot be used.</exception>
    /// <exception cref="RevisionException">The revision names no commit.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RepositoryHistory Read(GitRepository repository, HistoryOptions options, CancellationToken cancellation = default) =>
        throw new NotImplementedException($"{repository}{options}{cancellation}");
}
