namespace RepoTopology.Git;

/// <summary>How deep a line starts, in a byte: what git's indent heuristic looks at.</summary>
internal static class Indentation
{
    /// <summary>Deeper is not told apart.</summary>
    public const byte Most = 200;

    /// <summary>The line holds white space only.</summary>
    public const byte Blank = 255;

    private const int TabWidth = 8;

    /// <summary>Columns before the first character that is no white space: a tab goes to the next multiple of 8.</summary>
    public static byte Of(ReadOnlySpan<byte> line)
    {
        int columns = 0;
        foreach (byte b in line)
        {
            if (b == ' ')
                columns++;
            else if (b == '\t')
                columns += TabWidth - columns % TabWidth;
            else if (b is not ((byte)'\r' or (byte)'\n'))
                return (byte)columns;
            if (columns >= Most)
                return Most;
        }

        return Blank;
    }
}
