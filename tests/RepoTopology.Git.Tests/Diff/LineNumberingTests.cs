using System.Text;

namespace RepoTopology.Git.Tests.Diff;

public class LineNumberingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NeighbourChangesNoNumber(bool ignoreWhitespace)
    {
        var editor = new TextEditor(17);
        editor.Write(200);
        var numbering = new LineNumbering(ignoreWhitespace);
        var former = numbering.Read(editor.Content);
        for (int i = 0; i < 1000; i++)
        {
            editor.Edit();
            var alone = numbering.Read(editor.Content);
            var beside = numbering.Read(editor.Content, former);

            Assert.Equal(alone.Lines, beside.Lines);
            Assert.Equal(alone.Indents, beside.Indents);
            Assert.Equal(editor.Content, beside.Content);
            numbering.Release(alone);
            numbering.Release(former);
            former = beside;
        }
    }

    [Theory]
    [InlineData("a\nb\na\n", "0 1 0")]
    [InlineData("", "")]
    [InlineData("\n\n", "0 0")]
    [InlineData("a", "0")]
    [InlineData("a\na", "0 1")]
    [InlineData("a\r\na\n", "0 1")]
    [InlineData("a\0\na\n\0a\n", "0 1 2")]
    [InlineData("12345678\n123456789\n12345678\0\n", "0 1 2")]
    [InlineData("1234567890123456\n12345678901234567\n1234567890123456\0\n", "0 1 2")]
    [InlineData("1234567890123456789012345678901234567890\n1234567890123456789012345678901234567891\n", "0 1")]
    public void LinesAreEqualByTheirBytes(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', new LineNumbering().Read(Encoding.Latin1.GetBytes(text)).Lines.ToArray()));

    [Theory]
    [InlineData("a b\nab\n\ta  b \n", "0 0 0")]
    [InlineData("a\na", "0 0")]
    [InlineData("a\r\na\n\ra\n", "0 0 0")]
    [InlineData("a\fb\nab\na\vb\n", "0 1 2")]
    [InlineData("\n  \n\t\r\n", "0 0 0")]
    public void WhitespaceIsSpaceTabAndLineEnds(string text, string numbers) =>
        Assert.Equal(
            numbers, string.Join(' ', new LineNumbering(ignoreWhitespace: true).Read(Encoding.Latin1.GetBytes(text)).Lines.ToArray()));

    [Fact]
    public void NumbersGrowWithTheirLinesAndStartAnewWhenCleared()
    {
        var numbering = new LineNumbering();
        byte[] many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{i}\n")));

        Assert.Equal(Enumerable.Range(0, 50_000), numbering.Read(many).Lines.ToArray());
        Assert.Equal(Enumerable.Range(0, 50_000), numbering.Read(many).Lines.ToArray());
        Assert.Equal(50_000 * 24, numbering.Size);
        numbering.Clear();
        Assert.Equal(0, numbering.Size);
        Assert.Equal([0, 1], numbering.Read("49999\n0\n"u8).Lines.ToArray());
        Assert.Equal(Enumerable.Range(2, 49_998), numbering.Read(many).Lines.ToArray()[1..^1]);
    }

    [Fact]
    public void TextTellsWhatItHolds()
    {
        var numbering = new LineNumbering();
        var text = numbering.Read("a\nb"u8);

        Assert.Equal(2, text.Count);
        Assert.Equal("a\nb"u8, text.Content);
        Assert.InRange(text.Size, 3 + 2 * 5, 1000);
    }

    [Fact]
    public void TextAboveTheLimitIsReported()
    {
        byte[] content = new byte[LineNumbering.MaxContentSize + 1];

        var error = Assert.Throws<GitDataException>(() => new LineNumbering().Read(content));
        Assert.Equal(GitDataProblem.TooLarge, error.Problem);
    }

    [Theory]
    [InlineData(7999, true)]
    [InlineData(8000, false)]
    public void NulInTheFirst8000BytesIsBinary(int at, bool isBinary)
    {
        byte[] content = new byte[9000];
        Array.Fill(content, (byte)'a');
        Assert.False(LineText.IsBinary(content));
        content[at] = 0;

        Assert.Equal(isBinary, LineText.IsBinary(content));
        Assert.False(LineText.IsBinary([]));
    }

    [Theory]
    [InlineData("", Indentation.Blank)]
    [InlineData(" \t\r", Indentation.Blank)]
    [InlineData("a", 0)]
    [InlineData("   a", 3)]
    [InlineData("   \ta", 8)]
    [InlineData("\t  a", 10)]
    [InlineData("\fa", 0)]
    [InlineData("\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t", Indentation.Most)]
    public void IndentIsInColumns(string line, byte indent) => Assert.Equal(indent, Indentation.Of(Encoding.Latin1.GetBytes(line)));
}
