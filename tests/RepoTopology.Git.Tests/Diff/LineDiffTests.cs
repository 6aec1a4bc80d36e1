using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

public class LineDiffTests
{
    [Theory]
    [InlineData(3141, false)]
    [InlineData(2718, true)]
    public void GeneratedHistoryEqualsGit(int seed, bool ignoreWhitespace)
    {
        TextEditor[] editors = [.. Enumerable.Range(0, 8).Select(i => new TextEditor(seed + i))];
        for (int i = 0; i < editors.Length; i++)
            editors[i].Write(i * i * 10);
        var history = new SnapshotHistory();
        int last = 0;
        for (int i = 0; i < 500; i++)
        {
            last = history.Add(Files(editors), 1000 + i, last == 0 ? [] : [last]);
            Array.ForEach(editors, editor => editor.Edit());
        }

        using var repository = history.Write();

        Assert.InRange(GitLineDiffs.AssertEqualsGit(repository.Path, "main", ignoreWhitespace), 3000, int.MaxValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BigTextsWithMuchChangedEqualGit(bool ignoreWhitespace)
    {
        // Enough for every cut-off of the search, and for lines that occur too often.
        TextEditor[] editors = [.. Enumerable.Range(0, 4).Select(i => new TextEditor(577 + i))];
        for (int i = 0; i < editors.Length; i++)
            editors[i].Write(2000 << i);
        var history = new SnapshotHistory();
        int last = 0;
        foreach (double share in new[] { 0.02, 0.5, 0.1, 0.005, 1, 0.05, 0.2, 0.03 })
        {
            last = history.Add(Files(editors), 1000 + last, last == 0 ? [] : [last]);
            Array.ForEach(editors, editor => editor.Shuffle(share));
            Array.ForEach(editors, editor => editor.Edit());
        }

        using var repository = history.Write();

        Assert.Equal(28, GitLineDiffs.AssertEqualsGit(repository.Path, "main", ignoreWhitespace));
    }

    [Fact]
    public void TextsOfManyLinesEqualGit()
    {
        var editor = new TextEditor(1123);
        editor.Write(100_000);
        var history = new SnapshotHistory();
        int first = history.Add(Files(editor), 1000);
        editor.Edit();
        int second = history.Add(Files(editor), 1001, first);
        editor.Shuffle(0.001);
        history.Add(Files(editor), 1002, second);
        using var repository = history.Write();

        Assert.Equal(2, GitLineDiffs.AssertEqualsGit(repository.Path, "main", ignoreWhitespace: false));
    }

    [Theory]
    [InlineData("lua", false)]
    [InlineData("serilog", false)]
    [InlineData("serilog", true)]
    [InlineData("Faker", true)]
    public void RealHistoryEqualsGit(string name, bool ignoreWhitespace)
    {
        Assert.InRange(GitLineDiffs.AssertEqualsGit(SharedFiles.History(name), "HEAD", ignoreWhitespace), 1000, int.MaxValue);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("a\nb\n", "a\nb\n", "")]
    [InlineData("", "a\nb\n", "-0,0+0,2")]
    [InlineData("a\nb\n", "", "-0,2+0,0")]
    [InlineData("a\n", "a\nb\n", "-1,0+1,1")]
    [InlineData("b\n", "a\nb\n", "-0,0+0,1")]
    [InlineData("a\nb\nc\n", "a\nx\ny\nc\n", "-1,1+1,2")]
    [InlineData("a\nb", "a\nb\n", "-1,1+1,1")]
    [InlineData("a\r\nb\n", "a\nb\n", "-0,1+0,1")]
    [InlineData("\0\n\0\0\n", "\0\n", "-1,1+1,0")]
    [InlineData("a\n\nb\n", "a\n\nc\n\nb\n", "-2,0+2,2")]
    public void SmallTextsDifferWhereTheyShould(string oldText, string newText, string changes)
    {
        var numbering = new LineNumbering();
        var old = numbering.Read(Encoding.Latin1.GetBytes(oldText));
        var @new = numbering.Read(Encoding.Latin1.GetBytes(newText), old);

        Assert.Equal(changes, GitLineDiffs.Show(new LineDiff().Compare(old, @new).ToArray()));
    }

    [Fact]
    public void EqualTailIsSetAsideInCompareAlone()
    {
        // The last block of 1,024 bytes and more is equal: without it the changed block ends the text.
        string tail = string.Concat(Enumerable.Repeat("x\n", 1024));
        var numbering = new LineNumbering();
        var old = numbering.Read(Encoding.Latin1.GetBytes("a\nb\n" + tail));
        var @new = numbering.Read(Encoding.Latin1.GetBytes("a\n" + tail + tail));
        var diff = new LineDiff();

        Assert.Equal((1024, 1), diff.Count(old, @new));
        Assert.Equal("-1,1+1,1024", GitLineDiffs.Show(diff.Compare(old, @new).ToArray()));
    }

    [Fact]
    public void SteadyStateAllocatesNothing()
    {
        var editor = new TextEditor(8);
        editor.Write(3000);
        byte[][] versions = [.. Enumerable.Range(0, 20).Select(_ => Next(editor))];
        var numbering = new LineNumbering();
        var diff = new LineDiff();
        int changes = CompareAll(numbering, diff, versions);

        // The shared array pool allocates a little for each processor that it meets, and a thread may move: the best of some rounds counts.
        long least = long.MaxValue;
        for (int round = 0; round < 8 && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            CompareAll(numbering, diff, versions);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.InRange(changes, 20, int.MaxValue);
    }

    [Fact]
    public void TextsMadeToBeSlowEnd()
    {
        const int Lines = 50_000;
        var random = new Random(99);
        int[] order = [.. Enumerable.Range(0, Lines)];
        int[] shuffled = [.. order];
        random.Shuffle(shuffled);
        var numbering = new LineNumbering();
        LineText Text(IEnumerable<int> lines) => numbering.Read(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => $"{line}\n"))));
        var ordered = Text(order);
        LineText[] others =
        [
            Text(shuffled),
            Text(order.Reverse()),
            Text(order.Select(line => line + Lines)),
            Text(order.Select(_ => 7)),
            Text(order.Select(line => line & 1)),
            Text(order.Select(line => line * 2L % Lines).Select(line => (int)line)),
        ];
        var diff = new LineDiff();

        foreach (var text in others)
        {
            var (added, deleted) = diff.Count(ordered, text);
            Assert.Equal(text.Count - ordered.Count, added - deleted);
            Assert.InRange(added, 1, Lines);
        }

        var equal = Text(order.Select(_ => 7));
        var alternating = Text(order.Select(line => line & 1).Append(7));
        Assert.Equal((Lines, Lines - 1), diff.Count(equal, alternating));
        Assert.Equal((0, Lines / 2), diff.Count(Text(order.Select(line => line & 1)), Text(order.Take(Lines / 2).Select(_ => 1))));
    }

    private static Dictionary<string, (string Mode, byte[] Content)> Files(params TextEditor[] editors) =>
        editors.Index().ToDictionary(editor => $"file{editor.Index}", editor => ("100644", editor.Item.Content));

    private static byte[] Next(TextEditor editor)
    {
        editor.Edit();
        return editor.Content;
    }

    private static int CompareAll(LineNumbering numbering, LineDiff diff, byte[][] versions)
    {
        int changes = 0;
        numbering.Clear();
        var old = numbering.Read(versions[0]);
        foreach (byte[] version in versions.AsSpan(1))
        {
            var @new = numbering.Read(version, old);
            changes += diff.Compare(old, @new).Length + diff.Count(old, @new).Added;
            numbering.Release(old);
            old = @new;
        }

        numbering.Release(old);
        return changes;
    }
}
