namespace RepoTopology.Git;

/// <summary>
/// A file of object ids, as <c>git blame --ignore-revs-file</c> reads: one full id a line, <c>#</c> begins a comment, blank lines count for nothing.
/// https://git-scm.com/docs/git-blame#Documentation/git-blame.txt---ignore-revs-fileltfilegt
/// </summary>
public static class IdList
{
    /// <summary>Bytes that such a file may have.</summary>
    public const int MostBytes = SmallFile.DefaultLimit;

    /// <summary>Null when there is no such file.</summary>
    /// <exception cref="GitDataException">It is too long, cannot be read, or a line is no id.</exception>
    public static IReadOnlySet<ObjectId>? TryRead(string file) => SmallFile.TryRead(file) is { } content ? Parse(content, file) : null;

    /// <param name="content">The file.</param>
    /// <param name="file">Its name, for the message.</param>
    /// <exception cref="GitDataException">A line is no id.</exception>
    public static IReadOnlySet<ObjectId> Parse(ReadOnlySpan<byte> content, string file)
    {
        var ids = Parse(content, out int malformed);
        return malformed == 0
            ? ids
            : throw GitDataException.Corrupt(file, $"line {malformed} is no full object id ({ObjectId.HexSize} hexadecimal digits)");
    }

    /// <summary>Passes over lines that are no ids.</summary>
    /// <param name="content">The file.</param>
    /// <param name="malformed">The number of the first such line, counted from 1; 0 when there is none.</param>
    public static IReadOnlySet<ObjectId> Parse(ReadOnlySpan<byte> content, out int malformed)
    {
        malformed = 0;
        var ids = new HashSet<ObjectId>();
        int number = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            number++;
            var line = content[range];
            int comment = line.IndexOf((byte)'#');
            line = (comment < 0 ? line : line[..comment]).Trim(" \t\r\v\f"u8);
            if (line.IsEmpty)
                continue;
            if (ObjectId.TryParse(line, out var id))
                ids.Add(id);
            else if (malformed == 0)
                malformed = number;
        }

        return ids;
    }
}
