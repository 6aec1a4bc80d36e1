using System.Security.Cryptography;
using System.Text;

namespace RepoTopology.History;

/// <summary>Where caches are: one directory a repository, below one root.</summary>
public static class CacheLocation
{
    private const int MostNameCharacters = 40;

    /// <summary>
    /// <c>$REPOTOPOLOGY_CACHE</c>, else <c>repotopology</c> in the user's cache directory: <c>$XDG_CACHE_HOME</c>, <c>~/.cache</c>,
    /// <c>~/Library/Caches</c> on macOS, <c>%LOCALAPPDATA%</c> on Windows. Null where there is none.
    /// </summary>
    /// <param name="variable">An environment variable, null when it is not set.</param>
    public static string? Root(Func<string, string?> variable)
    {
        if (Set("REPOTOPOLOGY_CACHE") is { } own)
            return Path.GetFullPath(own);
        string? caches = OperatingSystem.IsWindows()
            ? Set("LOCALAPPDATA")
            : Set("XDG_CACHE_HOME") ?? (Set("HOME") is { } home ? Path.Join(home, OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache") : null);
        // The XDG rules: a relative path is no setting.
        return caches is not null && Path.IsPathRooted(caches) ? Path.Join(caches, "repotopology") : null;

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }

    /// <summary>The name of a repository's directory: its own name, for people, and a hash of where it is.</summary>
    /// <param name="commonDirectory">The full path of what all worktrees of the repository share.</param>
    public static string DirectoryName(string commonDirectory)
    {
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(commonDirectory));
        string name = Path.GetFileName(path);
        if (name is ".git")
            name = Path.GetFileName(Path.GetDirectoryName(path) ?? "");
        var readable = new StringBuilder();
        foreach (char c in name.Length <= MostNameCharacters ? name : name[..MostNameCharacters])
            readable.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' || (c == '.' && readable.Length > 0) ? c : '_');
        return $"{readable}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8))}";
    }
}
