using System.Text;

namespace RepoTopology.Code;

/// <summary>Paths inside the tree: slashes, no slash at either end.</summary>
internal static class Paths
{
    public static string DirectoryOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path[..slash];
    }

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>The folder as a prefix of what lies in it: with a slash, or empty for the top.</summary>
    public static string Prefix(string directory) => directory.Length == 0 ? "" : directory + "/";

    /// <summary>The folder itself and those above it, the innermost first.</summary>
    public static IEnumerable<string> Upwards(string directory)
    {
        for (; directory.Length > 0; directory = DirectoryOf(directory))
            yield return directory;
        yield return "";
    }

    /// <summary>
    /// Where a path of a project file leads to. A leading slash is the top of the tree (see <see cref="ProjectEvaluation"/>).
    /// Null when that is outside: drives, shares, addresses, and more ".." than there are folders.
    /// </summary>
    public static string? Resolve(string directory, string path)
    {
        path = path.Replace('\\', '/').Trim();
        if (path.Length == 0 || path.Contains(':', StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal) || path.Any(char.IsControl))
            return null;
        var parts = new List<string>(path[0] == '/' || directory.Length == 0 ? [] : directory.Split('/'));
        foreach (string part in path.Split('/'))
            if (part == "..")
            {
                if (parts.Count == 0)
                    return null;
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part != ".")
            {
                parts.Add(part);
            }

        return string.Join('/', parts);
    }

    /// <summary>Text of the repository for a sentence: control characters visible, no longer than a line.</summary>
    public static string Shown(string text)
    {
        const int most = 200;
        var shown = new StringBuilder();
        foreach (char c in text)
        {
            if (shown.Length >= most)
                return shown.Append('…').ToString();
            if (char.IsControl(c) || char.IsSurrogate(c))
                shown.Append("\\u").Append(((int)c).ToString("x4"));
            else
                shown.Append(c);
        }

        return shown.ToString();
    }
}
