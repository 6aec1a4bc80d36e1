using System.Globalization;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>A line's origin as <c>git blame</c> gives it; the path as Latin-1, so that any bytes are a text.</summary>
public readonly record struct BlamedLine(string Commit, string Path, int Line);

/// <summary>Asks the installed git who wrote a file's lines.</summary>
public static class GitBlame
{
    /// <param name="repository">The repository's directory.</param>
    /// <param name="path">The path's bytes.</param>
    /// <param name="options">Such as <c>-w</c>.</param>
    /// <returns>One for each line, in order.</returns>
    public static BlamedLine[] Lines(string repository, ReadOnlySpan<byte> path, params string[] options)
    {
        // An argument of a process is UTF-8 here; what is not goes through the shell.
        string text = Encoding.UTF8.GetString(path);
        byte[] output = Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(path)
            ? GitTestRepository.Git(repository, ["blame", "--incremental", .. options, "HEAD", "--", text])
            : GitTestRepository.Git(repository,
                ["-c", $"alias.b=!git blame --incremental {string.Join(' ', options)} HEAD -- \"$(printf '{Escaped(path)}')\"", "b"]);
        return Parse(output);
    }

    // "<commit> <original line> <line> <count>", headers, "filename <path>"; the lines in any order.
    private static BlamedLine[] Parse(byte[] output)
    {
        var lines = new SortedDictionary<int, BlamedLine>();
        string[] group = [];
        foreach (string line in Encoding.Latin1.GetString(output).Split('\n'))
        {
            if (group.Length == 0)
            {
                group = line.Length == 0 ? [] : line.Split(' ');
                continue;
            }

            if (!line.StartsWith("filename ", StringComparison.Ordinal))
                continue;
            for (int i = 0; i < Number(group[3]); i++)
                lines.Add(Number(group[2]) + i, new BlamedLine(group[0], Unquote(line["filename ".Length..]), Number(group[1]) + i));
            group = [];
        }

        return [.. lines.Values];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Escaped(ReadOnlySpan<byte> path)
    {
        var text = new StringBuilder();
        foreach (byte b in path)
            text.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
        return text.ToString();
    }

    private static string Unquote(string path)
    {
        if (!path.StartsWith('"'))
            return path;
        var text = new StringBuilder();
        for (int i = 1; i < path.Length - 1; i++)
        {
            if (path[i] != '\\')
                text.Append(path[i]);
            else if (char.IsAsciiDigit(path[i + 1]))
            {
                text.Append((char)Convert.ToInt32(path.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
                text.Append("\a\b\t\n\v\f\r\"\\"["abtnvfr\"\\".IndexOf(path[++i], StringComparison.Ordinal)]);
        }

        return text.ToString();
    }
}
