using LibGit2Sharp;

namespace RepoTopology.Checkout;

/// <summary>
/// A bare clone of a URL, kept in a directory for clones: made once, later only brought up to date. Branches and tags are the remote's,
/// forced updates and deletions included, and HEAD is the branch that the remote's HEAD is.
/// </summary>
public static class RemoteRepository
{
    private const string Origin = "origin";
    private static readonly string[] Everything = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"];

    /// <summary>Where the clone of a URL is, or will be.</summary>
    /// <param name="url">The remote.</param>
    /// <param name="clones">The directory for clones.</param>
    public static string DirectoryOf(RemoteUrl url, string clones) => Path.Join(clones, url.Key, url.Name);

    /// <summary>Clones, or fetches what is new. A clone that is stopped leaves nothing that a later one would stumble over.</summary>
    /// <param name="url">The remote.</param>
    /// <param name="clones">The directory for clones; made for the user alone where it is absent.</param>
    /// <param name="variable">An environment variable, null when it is not set.</param>
    /// <param name="progress">Is told of objects as they come; from this thread.</param>
    /// <param name="cancellation">Stops it between two reads of the network, and while it waits for one.</param>
    /// <returns>The clone's directory.</returns>
    /// <exception cref="CheckoutException">The remote could not be had; the sentence says why.</exception>
    /// <exception cref="NativeLibraryException">There is no libgit2 for this system.</exception>
    public static string Update(
        RemoteUrl url, string clones, Func<string, string?> variable, IProgress<CloneProgress>? progress = null, CancellationToken cancellation = default)
    {
        LibGit2.Load();
        using var session = new HttpSession(url, new GitCredentials(url, variable), cancellation);
        string directory = DirectoryOf(url, clones);
        CloneDirectory.Make(clones);
        CloneDirectory.Make(Path.GetDirectoryName(directory)!);
        using var alone = CloneDirectory.Lock(directory, cancellation);
        try
        {
            SessionTransport.With(session, () =>
            {
                if (Repository.IsValid(directory))
                    Fetch(directory, progress, cancellation);
                else
                    CloneDirectory.Fill(directory, unfinished => Clone(unfinished, progress, cancellation));
            });
            return directory;
        }
        catch (LibGit2SharpException e)
        {
            cancellation.ThrowIfCancellationRequested();
            if (session.Failure is { } failure)
                throw failure is CheckoutException ? failure : new CheckoutException($"{url} could not be read: {failure.Message.TrimEnd('.')}", failure);
            throw new CheckoutException($"{url} could not be cloned: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>Deletes a clone, when no other process writes it.</summary>
    /// <param name="directory">What <see cref="DirectoryOf"/> says.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static void Delete(string directory, CancellationToken cancellation = default)
    {
        using (CloneDirectory.Lock(directory, cancellation))
            CloneDirectory.Delete(directory);
    }

    /// <summary>Deletes all clones, when no other process writes them.</summary>
    /// <param name="clones">The directory for clones.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static void DeleteAll(string clones, CancellationToken cancellation = default)
    {
        if (!Directory.Exists(clones))
            return;
        foreach (string directory in Directory.GetDirectories(clones).SelectMany(Directory.GetDirectories))
            Delete(directory, cancellation);
    }

    private static void Clone(string directory, IProgress<CloneProgress>? progress, CancellationToken cancellation)
    {
        Repository.Init(directory, isBare: true);
        using (var repository = new Repository(directory))
            repository.Network.Remotes.Add(Origin, SessionTransport.Address, Everything[0]);
        Fetch(directory, progress, cancellation);
    }

    private static void Fetch(string directory, IProgress<CloneProgress>? progress, CancellationToken cancellation)
    {
        CloneDirectory.RemoveLeftovers(directory);
        using var repository = new Repository(directory);
        var remote = repository.Network.ListReferences(SessionTransport.Address).ToList();
        var wanted = remote.OfType<DirectReference>().Where(reference => IsKept(reference.CanonicalName))
            .ToDictionary(reference => reference.CanonicalName, reference => reference.TargetIdentifier);
        var present = repository.Refs.OfType<DirectReference>().Where(reference => IsKept(reference.CanonicalName))
            .ToDictionary(reference => reference.CanonicalName, reference => reference.TargetIdentifier);

        // First, since a branch "a" that is gone stands in the way of a new "a/b".
        foreach (string gone in present.Keys.Where(name => !wanted.ContainsKey(name)))
            repository.Refs.Remove(gone);
        var head = remote.FirstOrDefault(reference => reference.CanonicalName == "HEAD");
        bool isDetached = head is DirectReference;
        if (isDetached || wanted.Any(pair => present.GetValueOrDefault(pair.Key) != pair.Value))
        {
            // A detached HEAD may be on no branch.
            string[] asked = isDetached ? [.. Everything, "+HEAD:refs/remotes/origin/HEAD"] : Everything;
            LibGit2Sharp.Commands.Fetch(repository, Origin, asked, Options(progress, cancellation), logMessage: null);
        }

        cancellation.ThrowIfCancellationRequested();
        if (head is SymbolicReference { TargetIdentifier: var branch } && repository.Refs[branch] is not null)
            CloneDirectory.WriteHead(directory, $"ref: {branch}");
        else if (isDetached)
            CloneDirectory.WriteHead(directory, head!.TargetIdentifier);
    }

    private static FetchOptions Options(IProgress<CloneProgress>? progress, CancellationToken cancellation) => new()
    {
        TagFetchMode = TagFetchMode.None,
        Prune = false,
        OnTransferProgress = state =>
        {
            progress?.Report(new CloneProgress(state.IndexedObjects, state.TotalObjects, state.ReceivedBytes));
            return !cancellation.IsCancellationRequested;
        },
        OnUpdateTips = (_, _, _) => !cancellation.IsCancellationRequested,
    };

    // "^{}" is what an annotated tag points to.
    private static bool IsKept(string name) =>
        (name.StartsWith("refs/heads/", StringComparison.Ordinal) || name.StartsWith("refs/tags/", StringComparison.Ordinal))
        && !name.EndsWith("^{}", StringComparison.Ordinal);
}
