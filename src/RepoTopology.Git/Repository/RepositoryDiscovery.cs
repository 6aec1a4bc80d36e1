using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// Finds the .git directory a path belongs to, as git does: the path itself and then each parent, as a work tree or as a bare repository.
/// https://git-scm.com/docs/gitrepository-layout
/// </summary>
internal static class RepositoryDiscovery
{
    /// <summary>The repository's directory, and the folder in which it stood as <c>.git</c>, if it did.</summary>
    public readonly record struct Found(string GitDirectory, string? Folder);

    /// <exception cref="GitDataException">There is no repository, or a .git file leads nowhere.</exception>
    public static Found Find(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw NotFound("the path is empty or holds a zero byte; name a folder inside a git repository");
        string start = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(start))
        {
            if (!File.Exists(start))
                throw NotFound($"'{path}' does not exist; name a folder inside a git repository");
            if (Path.GetFileName(start) != ".git")
                throw NotFound($"'{path}' is a file; name a folder inside a git repository");
            start = Path.GetDirectoryName(start)!;
        }

        string? refused = null;
        for (string? folder = start; folder is not null; folder = PhysicalParent(folder))
        {
            string dotGit = Path.Join(folder, ".git");
            if (IsRepository(dotGit))
                return new Found(dotGit, folder);
            if (File.Exists(dotGit))
                return new Found(FollowGitFile(dotGit), folder);
            if (IsRepository(folder))
                return new Found(folder, Path.GetFileName(folder) == ".git" ? Path.GetDirectoryName(folder) : null);
            if (Directory.Exists(dotGit))
                refused ??= dotGit;
        }

        throw NotFound(refused is null
            ? $"'{path}' is not inside a git repository; name one, or clone it first"
            : $"'{path}' is not inside a git repository: '{refused}' is there, but has no readable HEAD, objects and refs");
    }

    /// <summary>Where objects and references are: what <c>commondir</c> names in a linked worktree, else the directory itself.</summary>
    public static string CommonDirectory(string gitDirectory) =>
        ReadPath(Path.Join(gitDirectory, "commondir"), prefix: "") ?? gitDirectory;

    /// <summary>The work tree, by <c>core.bare</c>, <c>core.worktree</c> and the place where the repository was found.</summary>
    public static string? WorkTree(Found found, string commonDirectory, GitConfig config)
    {
        // core.bare and core.worktree speak about the main work tree, not about a linked one.
        if (commonDirectory != found.GitDirectory)
            return found.Folder ?? Path.GetDirectoryName(ReadPath(Path.Join(found.GitDirectory, "gitdir"), prefix: ""));
        if (config.GetBoolean("core.bare") == true)
            return null;
        return config.Get("core.worktree") is { Length: > 0 } named ? Path.GetFullPath(named, found.GitDirectory) : found.Folder;
    }

    private static bool IsRepository(string directory)
    {
        if (!Directory.Exists(directory) || !Exists(Path.Join(directory, "HEAD")))
            return false;
        string common = CommonDirectory(directory);
        return Directory.Exists(Path.Join(common, "objects")) && Directory.Exists(Path.Join(common, "refs"));
    }

    // Early git wrote HEAD as a symbolic link, which dangles before the first commit.
    private static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget is not null;

    // "gitdir: PATH", relative to the file's folder. A .git file that leads to another one is refused, as in git, so there are no circles.
    private static string FollowGitFile(string dotGit)
    {
        string directory = ReadPath(dotGit, "gitdir:")
            ?? throw GitDataException.Corrupt(dotGit, "does not say 'gitdir: PATH', so it leads to no repository");
        if (!IsRepository(directory))
            throw new GitDataException(GitDataProblem.Missing,
                $"'{dotGit}' points at '{directory}', which is no repository; if it was moved, run `git worktree repair` in the main work tree");
        return directory;
    }

    /// <summary>The path that a one-line file names; null when the file is absent or does not start with <paramref name="prefix"/>.</summary>
    private static string? ReadPath(string file, string prefix)
    {
        if (SmallFile.TryRead(file, 1 << 20) is not { } bytes)
            return null;
        string text = Encoding.UTF8.GetString(bytes).TrimEnd('\r', '\n');
        if (!text.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        string path = text[prefix.Length..].TrimStart(' ');
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
            throw GitDataException.Corrupt(file, "names no path");
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Path.GetDirectoryName(file)!));
    }

    // A link's parent is that of its target: a work tree entered through a link is still found.
    private static string? PhysicalParent(string folder)
    {
        try
        {
            return Path.GetDirectoryName(Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GitDataException.Unreadable(folder, error);
        }
    }

    private static GitDataException NotFound(string sentence) => new(GitDataProblem.Missing, sentence);
}
