using System.Globalization;
using System.Text;

namespace RepoTopology.Reports;

/// <summary>Text from a repository made safe for a terminal, and measured in its columns.</summary>
public static class TerminalText
{
    /// <summary>
    /// Replaces what could act on a terminal or mislead a reader: control characters (C0, DEL, C1), direction overrides, zero-width
    /// characters and lone surrogates become U+FFFD; tabs and line ends become a space.
    /// </summary>
    public static string Clean(string text)
    {
        int first = 0;
        while (first < text.Length && text[first] is >= ' ' and < '\x7f')
            first++;
        if (first == text.Length)
            return text;

        var clean = new StringBuilder(text, 0, first, text.Length);
        foreach (var rune in text.AsSpan(first).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                clean.Append(' ');
            else if (IsHarmful(rune))
                clean.Append('\uFFFD');
            else
                clean.Append(rune);
        }

        return clean.ToString();
    }

    /// <summary>Columns that the text takes: wide East Asian characters and emoji take two, combining marks none.</summary>
    public static int Width(string text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    /// <summary>Columns of one character.</summary>
    public static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    /// <summary>Whether a character is neutralised by <see cref="Clean"/>.</summary>
    internal static bool IsHarmful(Rune rune) => rune.Value is < 0x20 or (>= 0x7F and <= 0x9F)
        or 0x061C or 0x180E or (>= 0x200B and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF
        or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F);

    // The wide and full-width blocks of https://www.unicode.org/reports/tr11/
    private static bool IsWide(int value) => value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
