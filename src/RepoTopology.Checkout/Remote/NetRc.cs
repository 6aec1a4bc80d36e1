using System.Net;
using System.Text.RegularExpressions;

namespace RepoTopology.Checkout;

/// <summary>The file in which curl, git and others look for a machine's user and password.</summary>
/// <remarks>https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html</remarks>
internal static partial class NetRc
{
    private const int MostBytes = 1 << 20;
    private static readonly string[] Names = [".netrc", "_netrc"];

    /// <summary><c>$NETRC</c>, else <c>.netrc</c> or <c>_netrc</c> in the user's directory; null where there is none.</summary>
    public static string? Find(Func<string, string?> variable)
    {
        if (variable("NETRC") is { Length: > 0 } named)
            return File.Exists(named) ? named : null;
        string? home = variable("HOME") is { Length: > 0 } unix ? unix : variable("USERPROFILE");
        return home is not { Length: > 0 } ? null : Names.Select(name => Path.Join(home, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>What a file says of a machine; of a certain user there, where one is given. Null where it says nothing, or cannot be read.</summary>
    public static NetworkCredential? Read(string path, string machine, string? user)
    {
        try
        {
            return new FileInfo(path).Length <= MostBytes ? Parse(File.ReadAllText(path), machine, user) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static NetworkCredential? Parse(string text, string machine, string? user)
    {
        var words = Words(text).ToList();
        bool applies = false;
        string? login = null, password = null;
        for (int i = 0; i < words.Count; i++)
        {
            string? value = i + 1 < words.Count ? words[i + 1] : null;
            switch (words[i])
            {
                case "machine" or "default":
                    if (Found() is { } found)
                        return found;
                    applies = words[i] == "default" || string.Equals(value, machine, StringComparison.OrdinalIgnoreCase);
                    (login, password) = (null, null);
                    i += words[i] == "machine" ? 1 : 0;
                    break;
                case "login":
                    login = value;
                    i++;
                    break;
                case "password":
                    password = value;
                    i++;
                    break;
                case "account":
                    i++;
                    break;
            }
        }

        return Found();

        NetworkCredential? Found() =>
            applies && password is not null && (user is null || login is null || login == user) ? new NetworkCredential(login ?? user ?? "", password) : null;
    }

    private static IEnumerable<string> Words(string text)
    {
        bool macro = false;
        foreach (string line in text.Split('\n'))
        {
            // A macro runs to the next empty line; it is no machine's.
            macro &= line.AsSpan().Trim().Length > 0;
            if (macro || line.AsSpan().TrimStart().StartsWith('#'))
                continue;
            foreach (Match match in Word().Matches(line))
            {
                string word = match.Value;
                macro = word == "macdef";
                if (macro)
                    break;
                yield return word.Length >= 2 && word[0] == '"' && word[^1] == '"' ? Escape().Replace(word[1..^1], "$1") : word;
            }
        }
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|\S+
        """)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
