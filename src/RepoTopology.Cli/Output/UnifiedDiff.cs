using System.Text;

namespace RepoTopology.Cli;

/// <summary>A unified diff of one file, as <c>git apply</c> takes it. What changes is one stretch of lines.</summary>
internal static class UnifiedDiff
{
    private const int ContextLines = 3;

    /// <param name="name">The file's path from the repository's root, of plain characters.</param>
    /// <param name="before">What the file holds; null when there is none.</param>
    /// <param name="after">What it is to hold.</param>
    /// <returns>Empty where nothing changes.</returns>
    public static byte[] Of(string name, byte[]? before, byte[] after)
    {
        var (old, now) = (LinesOf(before ?? []), LinesOf(after));
        int head = Alike(old, now, fromEnd: false, Math.Min(old.Count, now.Count));
        int tail = Alike(old, now, fromEnd: true, Math.Min(old.Count, now.Count) - head);
        var diff = new List<byte>();
        if (head == old.Count && head == now.Count && before is not null)
            return [];
        Add($"diff --git a/{name} b/{name}\n");
        Add(before is null ? $"new file mode 100644\n--- /dev/null\n+++ b/{name}\n" : $"--- a/{name}\n+++ b/{name}\n");
        int start = Math.Max(0, head - ContextLines), after3 = Math.Min(tail, ContextLines);
        Add($"@@ -{Range(start, old.Count - tail + after3)} +{Range(start, now.Count - tail + after3)} @@\n");
        AddLines(' ', old, start, head);
        AddLines('-', old, head, old.Count - tail);
        AddLines('+', now, head, now.Count - tail);
        AddLines(' ', old, old.Count - tail, old.Count - tail + after3);
        return [.. diff];

        void Add(string text) => diff.AddRange(Encoding.UTF8.GetBytes(text));

        void AddLines(char sign, List<byte[]> lines, int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                diff.Add((byte)sign);
                diff.AddRange(lines[i]);
                if (lines[i] is not [.., (byte)'\n'])
                    Add("\n\\ No newline at end of file\n");
            }
        }
    }

    // A range without lines names the line before it.
    private static string Range(int from, int to) => FormattableString.Invariant($"{(to == from ? from : from + 1)},{to - from}");

    private static int Alike(List<byte[]> one, List<byte[]> other, bool fromEnd, int most)
    {
        int count = 0;
        while (count < most && one[fromEnd ? one.Count - 1 - count : count].AsSpan().SequenceEqual(other[fromEnd ? other.Count - 1 - count : count]))
            count++;
        return count;
    }

    private static List<byte[]> LinesOf(ReadOnlySpan<byte> text)
    {
        var lines = new List<byte[]>();
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            int length = end < 0 ? text.Length : end + 1;
            lines.Add(text[..length].ToArray());
            text = text[length..];
        }

        return lines;
    }
}
