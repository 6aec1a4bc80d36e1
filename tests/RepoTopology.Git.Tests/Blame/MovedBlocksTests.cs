using System.Text;

namespace RepoTopology.Git.Tests.Blame;

/// <summary>Deleted and added lines are given by letters: each is a line of its own with some twenty letters, a dot is a blank line, a bracket a brace.</summary>
public sealed class MovedBlocksTests
{
    [Theory]
    [InlineData("abc", "abc", "1:0>2:0+3")]
    [InlineData("xabcy", "vabcw", "1:1>2:1+3")]
    [InlineData("ab", "ab", "")]
    [InlineData("[.].[.].[.]", "[.].[.].[.]", "")]
    [InlineData("a.b[c]", "a.b[c]", "1:0>2:0+6")]
    [InlineData("a.b[d]", "a.b[c]", "")]
    [InlineData("abcdef", "abcXdef", "1:0>2:0+3 1:3>2:4+3")]
    [InlineData("abcdef", "defabc", "1:0>2:3+3 1:3>2:0+3")]
    [InlineData("abcabc", "abc", "1:0>2:0+3")]
    [InlineData("abc", "abcabc", "1:0>2:0+3")]
    [InlineData("abcdefgh|fghxyz", "abcdefghxyz", "1:0>3:0+8 2:3>3:8+3")]
    [InlineData("abcd|wabcdz", "wabcdz", "2:0>3:0+6")]
    [InlineData("abcd|abcd", "abcd|abcd", "1:0>3:0+4 2:0>4:0+4")]
    [InlineData("[.]abc", "[.]abc", "1:0>2:0+6")]
    public void TheLongestBlocksGoFirstAndEveryLineOnce(string deleted, string added, string expected)
    {
        var from = deleted.Split('|').Select((lines, i) => Run(1 + i, lines)).ToList();
        var to = added.Split('|').Select((lines, i) => Run(1 + from.Count + i, lines)).ToList();

        Assert.Equal(expected, Describe(new MovedBlocks().Find(from, to)));
    }

    [Theory]
    [InlineData("abcdef", "", "")]
    [InlineData("abcdef", "abcdef", "")]
    [InlineData("abc", "abcdef", "1:3>2:3+3")]
    [InlineData("abcd", "abcdef", "")]
    [InlineData("cde", "wxyabcdefgh", "")]
    public void WhatAFileHasAgainItselfHasNotLeftIt(string again, string added, string expected)
    {
        var blocks = new MovedBlocks().Find([Run(1, "abcdef")], [Run(1, again), Run(2, added)]);

        Assert.Equal(expected, Describe(blocks));
    }

    [Fact]
    public void WhatStandsInManyPlacesMovesWithOthersOnly()
    {
        var deleted = Enumerable.Range(0, 70).Select(i => Run(i, "abc" + (char)('A' + i % 26) + "defgh"[i % 5])).ToList();

        Assert.Equal("", Describe(new MovedBlocks().Find(deleted, [Run(100, "abc")])));
        Assert.Equal("3:0>100:0+5", Describe(new MovedBlocks().Find(deleted, [Run(100, "abcDg")])));
    }

    [Fact]
    public void OneFinderAfterAnotherCommitFindsTheSame()
    {
        var finder = new MovedBlocks();
        string once = Describe(finder.Find([Run(1, "abcdef"), Run(2, "ghijk")], [Run(3, "ghijkabc")]));
        finder.Find([Run(1, new string([.. Enumerable.Range(0, 6000).Select(i => (char)(1000 + i))]))], [Run(2, "abc")]);

        Assert.Equal("2:0>3:0+5 1:0>3:5+3", once);
        Assert.Equal(once, Describe(finder.Find([Run(1, "abcdef"), Run(2, "ghijk")], [Run(3, "ghijkabc")])));
    }

    /// <summary>Whatever repeats itself: the time follows the number of lines, and the answer is one of disjoint blocks.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(400)]
    [InlineData(1000)]
    public void RepeatedLinesAreBounded(int period)
    {
        string lines = string.Concat(Enumerable.Range(0, 20_000).Select(i => (char)(1000 + i % period)));
        var blocks = new MovedBlocks().Find([Run(1, lines)], [Run(2, "#" + lines)]);

        Assert.NotNull(blocks);
        var taken = new HashSet<int>();
        foreach (var block in blocks)
            for (int i = 0; i < block.Count; i++)
                Assert.True(taken.Add(block.OldStart + i) && lines[block.OldStart + i] == lines[block.NewStart - 1 + i]);
    }

    [Theory]
    [InlineData("\tint value = 1;\r", "  int value = 1;", true)]
    [InlineData("int value = 1;", "int  value = 1;", false)]
    [InlineData("", "   ", true)]
    [InlineData("int value = 1;", "int value = 2;", false)]
    public void AMarkIsBlindToWhiteSpaceAtTheEnds(string a, string b, bool same)
    {
        Assert.Equal(same, Mark(a) == Mark(b));
        Assert.Equal(a.Count(char.IsAsciiLetterOrDigit), Mark(a).Weight);
    }

    private static MarkedRun Run(int version, string lines) => new(version, 0, lines.Select(line => Mark(line switch
    {
        '.' => "",
        '[' or ']' => line.ToString(),
        _ => $"line {(int)line} of twenty letters",
    })).ToArray());

    private static LineMark Mark(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        return LineMark.Of([.. bytes, .. new byte[LineKey.Slack]], bytes.Length);
    }

    private static string Describe(List<MovedBlock>? blocks) =>
        string.Join(' ', blocks!.Select(block => $"{block.Source}:{block.OldStart}>{block.Target}:{block.NewStart}+{block.Count}"));
}
