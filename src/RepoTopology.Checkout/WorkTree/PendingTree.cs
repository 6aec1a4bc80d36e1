using LibGit2Sharp;

namespace RepoTopology.Checkout;

/// <summary>The tree that a commit of the whole work tree would have, made without writing it.</summary>
internal static class PendingTree
{
    private static readonly StatusOptions Looked = new()
    {
        Show = StatusShowOption.IndexAndWorkDir,
        IncludeUntracked = true,
        RecurseUntrackedDirs = true,
        IncludeIgnored = false,
        IncludeUnaltered = false,
        ExcludeSubmodules = true,
        DetectRenamesInIndex = false,
        DetectRenamesInWorkDir = false,
        DisablePathSpecMatch = true,
    };

    public static (Tree Tree, List<PendingChange> TooLarge) Of(Repository repository, int mostBytes)
    {
        var head = repository.Head.Tip?.Tree;
        var definition = head is null ? new TreeDefinition() : TreeDefinition.From(head);
        var tooLarge = new List<PendingChange>();
        // A repository within the repository is listed by its directory.
        var (gone, there) = Split(repository.RetrieveStatus(Looked).Where(entry => !entry.FilePath.EndsWith('/')));
        foreach (string path in gone)
            definition.Remove(path);
        foreach (string path in there)
        {
            string full = Path.Join(repository.Info.WorkingDirectory, path);
            bool isLink = File.ResolveLinkTarget(full, returnFinalTarget: false) is not null;
            var mode = isLink ? Mode.SymbolicLink : ModeOf(repository, path, full);
            if (isLink || new FileInfo(full).Length <= mostBytes)
                definition.Add(path, repository.ObjectDatabase.CreateBlob(path), mode);
            else
                // At HEAD's state in the tree, so that it is in no comparison.
                tooLarge.Add(TooLarge(head?[path], path, mode));
        }

        return (repository.ObjectDatabase.CreateTree(definition), tooLarge);
    }

    /// <summary>
    /// By what was found and not by what is at the path: where a directory became a symbolic link, its files are gone, though the path
    /// leads to a file.
    /// </summary>
    private static (List<string> Gone, List<string> There) Split(IEnumerable<StatusEntry> entries)
    {
        var (gone, there) = (new List<string>(), new List<string>());
        foreach (var entry in entries)
        {
            bool isGone = entry.State.HasFlag(FileStatus.DeletedFromWorkdir)
                || (entry.State.HasFlag(FileStatus.DeletedFromIndex) && !entry.State.HasFlag(FileStatus.NewInWorkdir));
            (isGone ? gone : there).Add(entry.FilePath);
        }

        return (gone, there);
    }

    private static PendingChange TooLarge(TreeEntry? old, string path, Mode mode) => old?.TargetType == TreeEntryTargetType.Blob
        ? new PendingChange(PendingKind.Modified, path, path, (int)old.Mode, (int)mode, UncommittedWork.Id(old.Target.Id), default, default)
        : new PendingChange(PendingKind.Added, path, path, 0, (int)mode, default, default, default);

    /// <summary>Where the file system keeps no executable bit, or is not to be asked, it is what the index says.</summary>
    private static Mode ModeOf(Repository repository, string path, string full)
    {
        if (OperatingSystem.IsWindows() || !repository.Config.GetValueOrDefault("core.filemode", true))
            return repository.Index[path]?.Mode is Mode.ExecutableFile ? Mode.ExecutableFile : Mode.NonExecutableFile;
        return (File.GetUnixFileMode(full) & UnixFileMode.UserExecute) != 0 ? Mode.ExecutableFile : Mode.NonExecutableFile;
    }
}
