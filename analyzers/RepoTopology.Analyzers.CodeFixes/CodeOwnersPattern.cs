using System.Text;
using System.Text.RegularExpressions;

namespace RepoTopology.Analyzers.CodeFixes;

/// <summary>
/// What a pattern of CODEOWNERS takes: as <c>.gitignore</c>'s, but that <c>docs/*</c> goes no deeper.
/// https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners#codeowners-syntax
/// </summary>
internal static class CodeOwnersPattern
{
    /// <param name="pattern">Without escapes.</param>
    /// <param name="path">From the top of the repository, beginning with a slash.</param>
    public static bool Fits(string pattern, string path)
    {
        try
        {
            return Regex.IsMatch(path, Expression(pattern), RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static string Expression(string pattern)
    {
        string body = pattern.Trim('/');
        bool anchored = pattern.StartsWith("/", StringComparison.Ordinal) || body.Contains('/');
        var text = new StringBuilder(anchored ? "^/" : "^/(?:.*/)?");
        for (int at = 0; at < body.Length; at++)
            if (string.CompareOrdinal(body, at, "**/", 0, 3) == 0)
            {
                text.Append("(?:.*/)?");
                at += 2;
            }
            else if (string.CompareOrdinal(body, at, "**", 0, 2) == 0)
            {
                text.Append(".*");
                at++;
            }
            else
                text.Append(body[at] == '*' ? "[^/]*" : body[at] == '?' ? "[^/]" : Regex.Escape(body[at].ToString()));
        // A folder's pattern takes all below it; one that ends with a star behind a folder names files.
        string below = pattern.EndsWith("/", StringComparison.Ordinal) ? "/.*" : body.EndsWith("/*", StringComparison.Ordinal) ? "" : "(?:/.*)?";
        return text.Append(body.Length == 0 ? ".*" : below).Append("\\z").ToString();
    }
}
