
namespace RepoTopology.Git;

/// <summary>
/// Finds for the lines of a changed stretch the lines they were made from: the most alike pair first, then what lies before and after it, so
/// that order is kept. Alike are lines that share pairs of neighbouring characters, case and white space aside.
/// </summary>
internal static class SimilarLines
{
    // How far from its proportional place a line is looked for.
    private const int Reach = 10;

    // Lines that are matched with one another at a time: the most alike pair is looked for again and again.
    private const int MostLines = 2048;

    /// <returns>Pairs of a line of the newer text and the older line it resembles, both counted from 0.</returns>
    public static IEnumerable<(int Line, int OldLine)> Match(LineText older, LineText newer, IReadOnlyList<LineChange> changes)
    {
        var oldStarts = Starts(older);
        var newStarts = Starts(newer);
        var matches = new List<(int, int)>();
        foreach (var change in changes)
        {
            if (change.OldCount == 0 || change.NewCount == 0)
                continue;
            var oldPrints = Prints(older, oldStarts, change.OldStart, change.OldCount);
            var newPrints = Prints(newer, newStarts, change.NewStart, change.NewCount);
            for (int start = 0; start < change.NewCount; start += MostLines)
                Match(change, oldPrints, newPrints, start, Math.Min(change.NewCount, start + MostLines), matches);
        }

        return matches;
    }

    private static void Match(
        LineChange change, ushort[][] oldPrints, ushort[][] newPrints, int start, int end, List<(int, int)> matches)
    {
        // Likeness of line j and the old line at its proportional place − Reach + r.
        var likeness = new int[newPrints.Length][];
        for (int j = start; j < end; j++)
        {
            likeness[j] = new int[2 * Reach + 1];
            int centre = Centre(j, oldPrints.Length, newPrints.Length);
            for (int r = 0; r < likeness[j].Length; r++)
            {
                int i = centre - Reach + r;
                if ((uint)i < (uint)oldPrints.Length)
                    likeness[j][r] = Common(oldPrints[i], newPrints[j]);
            }
        }

        var open = new Stack<(int OldStart, int OldEnd, int NewStart, int NewEnd)>([(0, oldPrints.Length, start, end)]);
        while (open.TryPop(out var box))
        {
            if (Best(box, likeness, oldPrints.Length) is not var (line, oldLine))
                continue;
            matches.Add((change.NewStart + line, change.OldStart + oldLine));

            // Several lines may come from one, so the old line stays in reach on both sides.
            open.Push((box.OldStart, oldLine + 1, box.NewStart, line));
            open.Push((oldLine, box.OldEnd, line + 1, box.NewEnd));
        }
    }

    private static (int Line, int OldLine)? Best((int OldStart, int OldEnd, int NewStart, int NewEnd) box, int[][] likeness, int oldCount)
    {
        (int, int)? best = null;
        long most = 0;
        for (int j = box.NewStart; j < box.NewEnd; j++)
        {
            int centre = Centre(j, oldCount, likeness.Length);
            for (int r = 0; r < likeness[j].Length; r++)
            {
                int i = centre - Reach + r;
                if (i < box.OldStart || i >= box.OldEnd || likeness[j][r] == 0)
                    continue;
                long score = (long)likeness[j][r] * 1000 - Math.Abs(r - Reach);
                if (score > most)
                    (most, best) = (score, (j, i));
            }
        }

        return best;
    }

    private static int Centre(int line, int oldCount, int newCount) => (int)(((long)line * 2 + 1) * oldCount / ((long)newCount * 2));

    private static int[] Starts(LineText text)
    {
        int[] starts = new int[text.Count + 1];
        int at = 0;
        for (int i = 0; i < text.Count; i++)
        {
            starts[i] = at;
            int end = text.Content[at..].IndexOf((byte)'\n');
            at = end < 0 ? text.Content.Length : at + end + 1;
        }

        starts[text.Count] = at;
        return starts;
    }

    private static ushort[][] Prints(LineText text, int[] starts, int first, int count)
    {
        var prints = new ushort[count][];
        for (int i = 0; i < count; i++)
            prints[i] = Print(text.Content[starts[first + i]..starts[first + i + 1]]);
        return prints;
    }

    /// <summary>The sorted pairs of neighbouring characters.</summary>
    private static ushort[] Print(ReadOnlySpan<byte> line)
    {
        var pairs = new List<ushort>(line.Length);
        for (int i = 1; i < line.Length; i++)
            if (!IsSpace(line[i - 1]) && !IsSpace(line[i]))
                pairs.Add((ushort)(Lower(line[i - 1]) << 8 | Lower(line[i])));
        pairs.Sort();
        return [.. pairs];
    }

    private static int Common(ushort[] a, ushort[] b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            int order = a[i].CompareTo(b[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return common;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (>= 9 and <= 13);

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
}
