using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LibGit2Sharp;
using GitId = RepoTopology.Git.ObjectId;

namespace RepoTopology.Checkout;

/// <summary>
/// What a commit of the index, or of the whole work tree, would change, file by file or as that commit. Nothing is written, and nothing that the repository names is run:
/// no hooks, no filters of its configuration, no file system monitor.
/// </summary>
public static class UncommittedWork
{
    /// <summary>The default of the largest file that is read, in bytes.</summary>
    public const int DefaultMostBytes = 16 << 20;

    /// <summary>What is staged: what <c>git commit</c> would take.</summary>
    /// <param name="path">The work tree, or its git directory.</param>
    /// <param name="mostBytes">Of a larger file no contents are given.</param>
    /// <exception cref="CheckoutException">There is no work tree there, or it cannot be read.</exception>
    /// <exception cref="NativeLibraryException">There is no libgit2 for this system.</exception>
    public static ImmutableArray<PendingChange> Staged(string path, int mostBytes = DefaultMostBytes) =>
        Read(path, null, (repository, _) => Changes(repository, (Tree(repository), []), mostBytes));

    /// <summary>
    /// What differs from HEAD in the work tree, staged or not: what <c>git commit</c> would take after <c>git add --all</c>. Ignored files
    /// and submodules are left out.
    /// </summary>
    /// <inheritdoc cref="Staged" path="/param"/>
    /// <inheritdoc cref="Staged" path="/exception"/>
    public static ImmutableArray<PendingChange> InWorkTree(string path, int mostBytes = DefaultMostBytes) =>
        Read(path, null, (repository, _) => Changes(repository, PendingTree.Of(repository, mostBytes), mostBytes));

    /// <summary>The commit that <c>git commit</c> would make of what is staged, but without a message and at HEAD's date.</summary>
    /// <param name="path">The work tree, or its git directory.</param>
    /// <param name="index">The index to read in place of the repository's own, as the hooks of <c>git commit --all</c> are given one; null for its own.</param>
    /// <param name="author">Whose commit it is, where the configuration's author is not.</param>
    /// <inheritdoc cref="Staged" path="/exception"/>
    public static PendingCommit StagedCommit(string path, string? index = null, PendingAuthor? author = null) =>
        Read(path, index, (repository, made) => PendingCommit.Of(repository, made, (Tree(repository), []), author));

    /// <summary>As <see cref="StagedCommit"/> of the whole work tree, as <see cref="InWorkTree"/> sees it.</summary>
    /// <param name="path">The work tree, or its git directory.</param>
    /// <param name="author">Whose commit it is, where the configuration's author is not.</param>
    /// <param name="mostBytes">A larger file stays what it is at HEAD.</param>
    /// <inheritdoc cref="Staged" path="/exception"/>
    public static PendingCommit WorkTreeCommit(string path, PendingAuthor? author = null, int mostBytes = DefaultMostBytes) =>
        Read(path, null, (repository, made) => PendingCommit.Of(repository, made, PendingTree.Of(repository, mostBytes), author));

    private static Tree Tree(Repository repository) => repository.ObjectDatabase.CreateTree(repository.Index);

    private static ImmutableArray<PendingChange> Changes(Repository repository, (Tree Tree, List<PendingChange> TooLarge) pending, int mostBytes)
    {
        var changes = repository.Diff.Compare<TreeChanges>(repository.Head.Tip?.Tree, pending.Tree, new CompareOptions { Similarity = SimilarityOptions.Renames });
        return
        [
            .. changes.Where(IsFile).Select(change => Convert(repository, change, mostBytes)).Concat(pending.TooLarge)
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    private static T Read<T>(string path, string? index, Func<Repository, MemoryObjects, T> read)
    {
        LibGit2.Load();
        try
        {
            using var repository = new Repository(path, new RepositoryOptions { IndexPath = index });
            if (repository.Info.IsBare)
                throw new CheckoutException($"{path} is bare: it has no work tree, so nothing in it is uncommitted");
            if (repository.Index.Conflicts.FirstOrDefault() is { } conflict)
                throw new CheckoutException($"{(conflict.Ours ?? conflict.Theirs ?? conflict.Ancestor).Path} is in conflict; resolve it, then try again");
            // Above the repository's own, so that what is made here goes there.
            var made = new MemoryObjects();
            repository.ObjectDatabase.AddBackend(made, priority: 1000);
            return read(repository, made);
        }
        catch (RepositoryNotFoundException e)
        {
            throw new CheckoutException($"{path} is no git work tree; give a directory that is one", e);
        }
        // A date beyond the calendar is an argument out of range.
        catch (Exception e) when (e is LibGit2SharpException or ArgumentException)
        {
            throw new CheckoutException($"the work tree {path} cannot be read: {e.Message.TrimEnd('.')}", e);
        }
    }

    private static bool IsFile(TreeEntryChanges change) => change.Mode != Mode.GitLink && change.OldMode != Mode.GitLink;

    private static PendingChange Convert(Repository repository, TreeEntryChanges change, int mostBytes)
    {
        var kind = change.Status switch
        {
            ChangeKind.Added => PendingKind.Added,
            ChangeKind.Deleted => PendingKind.Deleted,
            ChangeKind.Renamed => PendingKind.Renamed,
            _ => PendingKind.Modified,
        };
        return new PendingChange(
            kind, change.Path, kind == PendingKind.Renamed ? change.OldPath : change.Path,
            kind == PendingKind.Added ? 0 : (int)change.OldMode, kind == PendingKind.Deleted ? 0 : (int)change.Mode,
            kind == PendingKind.Added ? default : Id(change.OldOid), kind == PendingKind.Deleted ? default : Id(change.Oid),
            kind == PendingKind.Deleted ? default : Contents(repository, change.Oid, mostBytes));
    }

    private static ImmutableArray<byte> Contents(Repository repository, ObjectId id, int mostBytes)
    {
        // Sizes first: nothing large is taken into memory to be thrown away.
        if (repository.ObjectDatabase.RetrieveObjectMetadata(id).Size > mostBytes)
            return default;
        using var stream = repository.Lookup<Blob>(id).GetContentStream();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ImmutableCollectionsMarshal.AsImmutableArray(bytes);
    }

    internal static GitId Id(ObjectId id) => GitId.Read(id.RawId);
}
