using System.Text;

namespace RepoTopology.History.Tests.Words;

public sealed class IdentifierWordsTests
{
    [Theory]
    [InlineData("camelHump", "camel hump")]
    [InlineData("snake_tail_name", "snake tail name")]
    [InlineData("SCREAMING_SNAKE", "screaming snake")]
    [InlineData("kebab-skewer --dry-option", "kebab skewer dry option")]
    [InlineData("HTTPServer2", "http server")]
    [InlineData("parseXMLHttpRequest", "parse xml http request")]
    [InlineData("sha256sum utf8 x86", "sha sum utf")]
    [InlineData("iPhone aB Q", "phone")]
    [InlineData("ünïcode ÜnïCode ÉTAT Дом", "ünïcode ünï code état дом")]
    [InlineData("变量名 = 数値; 名", "变量名 数値")]
    [InlineData("नमस्ते, cafe\u0301", "नमस्ते cafe\u0301")]
    [InlineData("if (foo) return null; else while true", "foo")]
    [InlineData("see 1da177e4c3f41524e886b7f1b8a0c1fc7321cac2 and deadbee1, decade facade", "see decade facade")]
    [InlineData("", "")]
    [InlineData("... 42 _ \t\n", "")]
    public void AnIdentifierFallsIntoItsWords(string text, string words) => Assert.Equal(Sorted(words), Scan(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void BytesThatAreNoUtf8EndAWord()
    {
        byte[] latin = [.. "caf"u8, 0xE9, .. "teria"u8, 0xC3, .. "(end)"u8, 0xFF, 0xFE, 0x80, .. "tail"u8, 0xF0, 0x9F];
        Assert.Equal(Sorted("caf teria tail"), Scan(latin));
        byte[] wide = [.. Encoding.Unicode.GetBytes("wide text")];
        Assert.Empty(Scan(wide));
    }

    [Fact]
    public void LettersInARowAreNoWordWhenTheyAreTooMany()
    {
        string longest = new('x', IdentifierWords.MostLetters);
        Assert.Equal(Sorted($"{longest} tail"), Scan(Encoding.ASCII.GetBytes($"{longest} x{longest} {new string('y', 10_000_000)} tail")));
    }

    [Fact]
    public void WhatComesAfterTheListIsFullIsLeftOut()
    {
        var list = new WordList();
        IdentifierWords.Scan(Encoding.ASCII.GetBytes(string.Join(' ', Enumerable.Range(0, WordList.Most + 500).Select(Spell))), list);
        Assert.True(list.IsFull);
        Assert.Equal(WordList.Most, list.TakeDistinct().Length);
        Assert.Equal(0, list.TakeDistinct().Length);
    }

    [Fact]
    public void OnlyWhatTheAuthorSaysOfTheMessageCounts()
    {
        Assert.Equal(Sorted("fix parser broken tail keeps tokens"), Message("""
            Fix the parser

            Broken tail keeps tokens.
            > quoted words
            This reverts commit 1da177e4c3f41524e886b7f1b8a0c1fc7321cac2.
            (cherry picked from commit 1da177e4c3f41524e886b7f1b8a0c1fc7321cac2)

            Signed-off-by: Somebody Else <else@example.org>
            Helped-by: Another <another@example.org>
            """));
        Assert.Empty(Message("Merge branch 'topic' into main"));
        Assert.Equal(Sorted("because slow"), Message("Revert \"Add caching layer\"\n\nBecause it was slow\n"));
        Assert.Equal(Sorted("see reviewed someone"), Message("See reviewed-by: someone"));
    }

    private static string Spell(int number) => string.Concat(number.ToString("00000", System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)('f' + digit - '0')));

    private static ulong[] Scan(byte[] text)
    {
        var list = new WordList();
        IdentifierWords.Scan(text, list);
        return [.. list.TakeDistinct()];
    }

    private static ulong[] Message(string text)
    {
        var list = new WordList();
        MessageText.Scan(Encoding.UTF8.GetBytes(text.Replace("\r", "", StringComparison.Ordinal)), list);
        return [.. list.TakeDistinct()];
    }

    private static ulong[] Sorted(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IdentifierWords.HashOf).Distinct().Order()];
}
