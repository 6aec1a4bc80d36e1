using System.Text;

namespace RepoTopology.Reports.Tests.Text;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\e[31mred\e[0m", "�[31mred�[0m")]
    [InlineData("a\u009Bb\u007Fc\0d", "a�b�c�d")]
    [InlineData("abc\u202Egnp.exe", "abc�gnp.exe")]
    [InlineData("\u2066x\u2069", "�x�")]
    [InlineData("An\u200Bn\uFEFF", "An�n�")]
    [InlineData("tab\tand\nline\rend", "tab and line end")]
    [InlineData("Zoë 山田 🙂", "Zoë 山田 🙂")]
    public void WhatCouldActOnATerminalIsReplacedAndNothingElse(string hostile, string clean) =>
        Assert.Equal(clean, TerminalText.Clean(hostile));

    [Fact]
    public void ALoneSurrogateIsReplaced() => Assert.Equal("a�b", TerminalText.Clean("a\uD800b"));

    [Fact]
    public void NoCharacterBelowSpaceNorAnyC1ControlPasses()
    {
        foreach (int value in Enumerable.Range(0, 32).Concat(Enumerable.Range(0x7F, 33)))
            Assert.DoesNotContain((char)value, TerminalText.Clean($"a{(char)value}b"));
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("山田", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("🙂", 2)]
    public void WidthCountsColumns(string text, int columns) => Assert.Equal(columns, TerminalText.Width(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef", "abcdef")]
    [InlineData("abcdefg", 6, "abcde…", "…cdefg")]
    [InlineData("山田太郎さん", 6, "山田…", "…さん")]
    public void CutKeepsWithinTheColumns(string text, int width, string end, string start)
    {
        var page = new TextPage(TextWriter.Null, TextStyle.Plain);
        Assert.Equal(end, page.Cut(text, width));
        Assert.Equal(start, page.CutStart(text, width));
        Assert.Equal(width, TerminalText.Width(page.Fit(text, width)));
    }

    [Fact]
    public void ParagraphsFillTheWidthAndHangUnderTheirLead()
    {
        var writer = new StringWriter();
        new TextPage(writer, new TextStyle(60)).Paragraph(string.Join(' ', Enumerable.Repeat("word", 30)) + " " + new string('x', 200), "  - ");
        string[] lines = writer.ToString().TrimEnd('\n').Split('\n');
        Assert.StartsWith("  - word", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(TerminalText.Width(line), 5, 60));
        Assert.EndsWith("…", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void AnEndlessTextIsCut()
    {
        var writer = new StringWriter();
        new TextPage(writer, TextStyle.Plain).Paragraph(string.Concat(Enumerable.Repeat("word ", 1_000_000)));
        Assert.Equal(40, writer.ToString().TrimEnd('\n').Split('\n').Length);
    }
}
