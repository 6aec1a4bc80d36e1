namespace RepoTopology.Git;

/// <summary>
/// What lines are recognised by: the pairs of neighbouring characters of each, its ends counted as white space; case and how much white space there
/// is do not matter. Each print is sorted, and has a pair as often as the line.
/// </summary>
internal static class LinePrints
{
    private const byte Space = 0;

    /// <summary>One for each line of a text.</summary>
    public static ushort[][] Of(LineText text)
    {
        var prints = new ushort[text.Count][];
        var pairs = new List<ushort>();
        var rest = text.Content;
        for (int i = 0; i < prints.Length; i++)
        {
            int end = rest.IndexOf((byte)'\n');
            prints[i] = Of(end < 0 ? rest : rest[..end], pairs);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return prints;
    }

    /// <summary>How many pairs two prints share.</summary>
    public static int Common(ushort[] a, ushort[] b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int order = a[i] - b[j];
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }

    /// <summary>What is left of a print without the pairs of another.</summary>
    public static ushort[] Without(ushort[] print, ushort[] taken)
    {
        ushort[] left = new ushort[print.Length - Common(print, taken)];
        int count = 0;
        for (int i = 0, j = 0; i < print.Length; i++)
        {
            while (j < taken.Length && taken[j] < print[i])
                j++;
            if (j < taken.Length && taken[j] == print[i])
                j++;
            else
                left[count++] = print[i];
        }

        return left;
    }

    private static ushort[] Of(ReadOnlySpan<byte> line, List<ushort> pairs)
    {
        pairs.Clear();
        byte before = Space;
        for (int i = 0; i <= line.Length; i++)
        {
            byte character = i < line.Length ? Plain(line[i]) : Space;
            if (before != Space || character != Space)
                pairs.Add((ushort)(before << 8 | character));
            before = character;
        }

        pairs.Sort();
        return [.. pairs];
    }

    private static byte Plain(byte b) => b switch
    {
        (byte)' ' or (>= 9 and <= 13) => Space,
        >= (byte)'A' and <= (byte)'Z' => (byte)(b | 0x20),
        _ => b,
    };
}
