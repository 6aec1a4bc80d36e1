using System.Text;

namespace RepoTopology.Reports;

/// <summary>The emphasis of a piece of text; meaning never depends on it.</summary>
public enum Tone
{
    Plain,
    Strong,
    Faint,
    Heading,
}

/// <summary>Writes paragraphs and columns that fit a width. Text is expected clean (<see cref="TerminalText.Clean"/>).</summary>
public sealed class TextPage(TextWriter writer, TextStyle style)
{
    /// <summary>Columns used: the terminal's, but at least 60 and at most 120, where lines become hard to read.</summary>
    public int Width { get; } = Math.Clamp(style.Width, 60, 120);

    public string Ellipsis => style.Unicode ? "…" : "~";

    public string Bullet => style.Unicode ? "•" : "-";

    /// <summary>A character, or its stand-in where only ASCII can be shown.</summary>
    public char Glyph(char unicode, char ascii) => style.Unicode ? unicode : ascii;

    public void Line(string text = "") => writer.Write(text.TrimEnd(' ') + "\n");

    /// <summary>Words filled into lines; all lines but the first are indented to where the text of the first begins.</summary>
    /// <param name="text">The words.</param>
    /// <param name="lead">What stands before the text on the first line.</param>
    /// <param name="tone">The emphasis of the text, without the lead.</param>
    public void Paragraph(string text, string lead = "", Tone tone = Tone.Plain)
    {
        int indent = TerminalText.Width(Unpainted(lead));
        bool first = true;
        // "49 %" is not torn apart.
        foreach (string filled in Fill(text.Replace(" %", "\u00A0%", StringComparison.Ordinal), Width - indent))
        {
            string line = filled.Replace('\u00A0', ' ');
            Line((first ? lead : new string(' ', indent)) + Paint(line, tone));
            first = false;
        }
    }

    public string Paint(string text, Tone tone) => !style.Color || tone == Tone.Plain || text.Length == 0
        ? text
        : tone switch
        {
            Tone.Strong => $"\e[1m{text}\e[0m",
            Tone.Faint => $"\e[2m{text}\e[0m",
            _ => $"\e[1;36m{text}\e[0m",
        };

    /// <summary>Exactly <paramref name="width"/> columns: padded on the right, or cut at the end with an ellipsis.</summary>
    public string Fit(string text, int width) => Pad(Cut(text, width), width);

    /// <summary>Exactly <paramref name="width"/> columns, padded on the left.</summary>
    public static string FitRight(string text, int width) => new string(' ', Math.Max(0, width - TerminalText.Width(text))) + text;

    /// <summary>At most <paramref name="width"/> columns, cut at the end.</summary>
    public string Cut(string text, int width)
    {
        if (TerminalText.Width(text) <= width)
            return text;
        var kept = new StringBuilder();
        int used = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += TerminalText.Width(rune);
            if (used > width - 1)
                break;
            kept.Append(rune);
        }

        return kept.Append(Ellipsis).ToString();
    }

    /// <summary>At most <paramref name="width"/> columns, cut at the start: the last part of a path says most.</summary>
    public string CutStart(string text, int width)
    {
        if (TerminalText.Width(text) <= width)
            return text;
        var runes = text.EnumerateRunes().ToArray();
        int used = 0;
        int from = runes.Length;
        while (from > 0 && used + TerminalText.Width(runes[from - 1]) <= width - 1)
            used += TerminalText.Width(runes[--from]);
        return Ellipsis + string.Concat(runes[from..]);
    }

    // Only Paint puts escapes into text; they take no columns.
    private static string Unpainted(string text)
    {
        for (int escape = text.IndexOf('\e'); escape >= 0; escape = text.IndexOf('\e'))
            text = text.Remove(escape, text.IndexOf('m', escape) + 1 - escape);
        return text;
    }

    private static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - TerminalText.Width(text)));

    // A hostile text may be one endless word, or endless: words are cut at the width and the whole at forty lines.
    private IEnumerable<string> Fill(string text, int width)
    {
        var line = new StringBuilder();
        int used = 0;
        int lines = 0;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string fitting = Cut(word, width);
            int length = TerminalText.Width(fitting);
            if (used > 0 && used + 1 + length > width)
            {
                yield return line.ToString();
                if (++lines == 40)
                    yield break;
                line.Clear();
                used = 0;
            }

            if (used > 0)
                line.Append(' ');
            line.Append(fitting);
            used += length + (used > 0 ? 1 : 0);
        }

        yield return line.ToString();
    }
}
