using System.Globalization;
using System.Resources;
using System.Text;
using Microsoft.CodeAnalysis;

namespace RepoTopology.Analyzers;

/// <summary>The words of the rules, from <c>Text.resx</c> in the reader's language.</summary>
internal static class Text
{
    /// <summary>A name or path beyond it is cut: a message is one line.</summary>
    private const int LongestWord = 120;

    private static readonly ResourceManager Words = new("RepoTopology.Analyzers.Text", typeof(Text).Assembly);

    /// <summary>For descriptors, which are asked in whatever language a reader has.</summary>
    public static LocalizableString Of(string name) => new LocalizableResourceString(name, Words, typeof(Text));

    /// <summary>A part of a message.</summary>
    public static string Say(string name, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, Words.GetString(name)!, arguments);

    /// <summary>What a snapshot says, which anybody may have written: on one line of a terminal, without what turns or hides text.</summary>
    public static string Plain(string word)
    {
        var text = new StringBuilder();
        foreach (char letter in word)
        {
            if (text.Length == LongestWord)
                return text.Append('…').ToString();
            text.Append(CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator ? ' ' : letter);
        }

        return text.ToString();
    }
}
