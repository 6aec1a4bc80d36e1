namespace RepoTopology.Cli;

/// <summary>
/// Text of ours within a file of somebody else's, between two marks: it can be found again, changed and taken out by hand. All other bytes stay as they are.
/// </summary>
internal static class MarkedText
{
    public const string Begin = "repotopology:begin";
    public const string End = "repotopology:end";

    /// <summary>What stands behind the first mark, for whoever meets it.</summary>
    public const string Explanation = "(written by 'repotopology init'; to undo, delete down to the end mark)";

    public static bool IsIn(string text) => text.Contains(Begin, StringComparison.Ordinal);

    /// <summary>"\r\n" where the text has it, else "\n".</summary>
    public static string LineEndOf(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Puts marked lines in the place of those that are there, or else where they belong.</summary>
    /// <param name="text">The file.</param>
    /// <param name="lines">The first holds <see cref="Begin"/>, the last <see cref="End"/>.</param>
    /// <param name="at">Where a line begins that they go before, or the text's end.</param>
    /// <returns>Null where only one of the marks is there: somebody has been at work.</returns>
    public static string? Put(string text, IReadOnlyList<string> lines, int at)
    {
        string newLine = LineEndOf(text);
        string written = string.Join(newLine, lines);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 && end < 0)
        {
            bool within = at > 0 && text[at - 1] != '\n';
            return $"{text[..at]}{(within ? newLine : "")}{written}{newLine}{text[at..]}";
        }

        if (begin < 0 || end < begin)
            return null;
        int first = text.LastIndexOf('\n', begin) + 1;
        int after = text.IndexOfAny(['\r', '\n'], end);
        return text[..first] + written + (after < 0 ? "" : text[after..]);
    }
}
