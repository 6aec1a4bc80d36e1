using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Opens the repository of a request, finds its configuration and reads its history.</summary>
internal static class HistorySource
{
    /// <param name="request">Which repository, and how.</param>
    /// <param name="shell">Where progress is shown.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <param name="adjust">What the command itself needs of the history, on top of what was typed.</param>
    public static RepositoryHistory Read(
        RepositoryRequest request, Shell shell, CancellationToken cancellation, Func<HistoryOptions, HistoryOptions>? adjust = null)
    {
        using var repository = GitRepository.Open(request.Path);
        return Read(repository, request, shell, cancellation, adjust);
    }

    /// <inheritdoc cref="Read(RepositoryRequest, Shell, CancellationToken, Func{HistoryOptions, HistoryOptions}?)"/>
    public static RepositoryHistory Read(
        GitRepository repository, RepositoryRequest request, Shell shell, CancellationToken cancellation,
        Func<HistoryOptions, HistoryOptions>? adjust = null)
    {
        using var cache = CacheSource.Open(repository, request, shell);
        try
        {
            return Read(repository, cache, request, shell, cancellation, adjust);
        }
        finally
        {
            // Also when it was cancelled: what was read until then need not be read again.
            cache?.Save();
        }
    }

    /// <summary>As above, with a cache that the caller saves and disposes; null for none.</summary>
    public static RepositoryHistory Read(
        GitRepository repository, HistoryCache? cache, RepositoryRequest request, Shell shell, CancellationToken cancellation,
        Func<HistoryOptions, HistoryOptions>? adjust = null, Config? config = null)
    {
        config ??= request.ConfigFile is { } file
            ? ConfigFile.Read(file)
            : ConfigFile.ReadFrom(repository, Revision.Resolve(repository, request.Revision).Tip);
        var options = new HistoryOptions
        {
            Revision = request.Revision,
            Scope = request.Scope,
            Exclude = request.Exclude,
            Jobs = request.Jobs,
            People = config.People,
            Modules = config.Modules,
            Cache = cache,
        };
        options = adjust?.Invoke(options) ?? options;
        var history = ProgressDisplay.During(
            shell, "reading history", progress => HistoryReader.Read(repository, options with { Progress = progress }, cancellation));
        if (history.Scope.Length > 0 && history.ChangeCount == 0)
            throw new RequestException($"no commit changes anything below '{history.Scope}'; --scope takes a directory, relative to the repository's root");
        return history;
    }
}
