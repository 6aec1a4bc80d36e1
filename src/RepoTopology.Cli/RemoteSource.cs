using RepoTopology.Checkout;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>What stands for PATH and is no directory: a URL is cloned beside the cached facts, and only brought up to date after that.</summary>
internal static class RemoteSource
{
    /// <summary>The directory to read in place of a URL; null when none was typed.</summary>
    /// <exception cref="RequestException">There is no such directory, or nowhere to clone to.</exception>
    /// <exception cref="CheckoutException">The URL cannot be cloned.</exception>
    public static string? Find(string typed, Shell shell, CancellationToken cancellation)
    {
        if (!RemoteUrl.IsUrl(typed))
            return null;
        if (RemoteUrl.TryDirectory(typed, out string? directory))
            return Directory.Exists(directory) ? directory : throw new RequestException($"there is no directory '{directory}'; check the URL");
        var url = RemoteUrl.Parse(typed);
        string clones = Clones(shell);
        return ProgressDisplay.During(shell, "fetching", progress =>
            RemoteRepository.Update(url, clones, shell.Variable, progress is null ? null : new ObjectsDone(progress), cancellation), "objects");
    }

    /// <summary>The clone of a URL, without asking its server; null when none was typed, or it was not cloned.</summary>
    public static string? FindCached(string typed, Shell shell) =>
        RemoteUrl.IsUrl(typed) && !RemoteUrl.TryDirectory(typed, out _)
            && RemoteRepository.DirectoryOf(RemoteUrl.Parse(typed), Clones(shell)) is var directory && Directory.Exists(directory)
            ? directory
            : null;

    /// <summary>Deletes a clone.</summary>
    public static void Forget(string directory, CancellationToken cancellation) => RemoteRepository.Delete(directory, cancellation);

    /// <summary>Deletes all clones.</summary>
    public static void ForgetAll(Shell shell, CancellationToken cancellation) => RemoteRepository.DeleteAll(Clones(shell), cancellation);

    private static string Clones(Shell shell) => Path.Join(CacheSource.Required(shell).Root, "clones");

    private sealed class ObjectsDone(IProgress<HistoryProgress> display) : IProgress<CloneProgress>
    {
        public void Report(CloneProgress value) => display.Report(new HistoryProgress(value.Objects, value.Total, WalkEnded: true));
    }
}
