namespace RepoTopology.History;

/// <summary>What the author of a commit wrote in its message, line by line.</summary>
internal static class MessageText
{
    /// <summary>
    /// Hands on the words of a message. Left out are its trailers, what tools write (<c>Merge …</c>, <c>Revert "…"</c>, <c>This reverts commit …</c>,
    /// squashed and cherry-picked commits' marks) and quoted lines (<c>&gt; …</c>).
    /// </summary>
    /// <param name="message">UTF-8.</param>
    /// <param name="words">Takes them.</param>
    public static void Scan(ReadOnlySpan<byte> message, WordList words)
    {
        var text = message[..TrailerParser.StartOfTrailers(message)];
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].Trim(" \t\r"u8);
            if (line.Length > AddedWordsReader.MostLineBytes || words.IsFull || IsWrittenByTool(line))
                continue;
            IdentifierWords.Scan(line, words);
        }
    }

    private static bool IsWrittenByTool(ReadOnlySpan<byte> line) =>
        line.StartsWith("Merge "u8) || line.StartsWith("Revert \""u8) || line.StartsWith("Reapply \""u8) || line.StartsWith("This reverts commit "u8)
        || line.StartsWith("(cherry picked from commit "u8) || line.StartsWith(">"u8);
}
