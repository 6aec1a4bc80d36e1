using System.Buffers;
using System.Globalization;
using System.Text;

namespace RepoTopology.Reports;

/// <summary>Tab- or comma-separated rows under one header line; absent values are empty.</summary>
internal sealed class DelimitedFactsWriter : FactsWriter
{
    private static readonly SearchValues<char> CsvSpecial = SearchValues.Create(",\"\r\n");

    private readonly StreamWriter _writer;
    private readonly char _delimiter;
    private readonly Func<string, string> _cell;
    private bool _rowBegun;

    public DelimitedFactsWriter(Stream output, IReadOnlyList<string> columns, char delimiter, Func<string, string> cell)
    {
        _writer = Open(output);
        _delimiter = delimiter;
        _cell = cell;
        _writer.WriteLine(string.Join(delimiter, columns));
    }

    /// <summary>
    /// One cell of a tab-separated table: <c>\t</c>, <c>\n</c>, <c>\r</c> and <c>\\</c> stand for those characters, <c>\u202E</c>-like
    /// escapes for what could act on a terminal. Nothing is lost.
    /// </summary>
    public static string TsvCell(string text)
    {
        var cell = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\t' => cell.Append(@"\t"),
                '\n' => cell.Append(@"\n"),
                '\r' => cell.Append(@"\r"),
                '\\' => cell.Append(@"\\"),
                _ when TerminalText.IsHarmful(rune) => rune.IsBmp
                    ? cell.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}")
                    : cell.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
                _ => cell.Append(rune),
            };
        }

        return cell.Length == text.Length ? text : cell.ToString();
    }

    /// <summary>
    /// One cell of RFC 4180: quoted where it must be. The format knows no escapes, so what could act on a terminal is replaced, and what a
    /// spreadsheet would compute gets an apostrophe in front.
    /// </summary>
    public static string CsvCell(string text)
    {
        string clean = TerminalText.Clean(text);
        if (clean.Length > 0 && "=+-@".Contains(clean[0], StringComparison.Ordinal))
            clean = "'" + clean;
        return clean.AsSpan().ContainsAny(CsvSpecial) ? $"\"{clean.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : clean;
    }

    public override void Text(string? value) => Cell(_cell(value ?? ""));

    public override void Token(string? value) => Cell(value ?? "");

    public override void Number(long value) => Cell(value.ToString(CultureInfo.InvariantCulture));

    public override void Flag(bool value) => Cell(value ? "true" : "false");

    public override void List(IEnumerable<string> values, string separator = "; ") => Text(string.Join(separator, values));

    public override void EndRow()
    {
        _writer.WriteLine();
        _rowBegun = false;
    }

    public override void Dispose() => _writer.Dispose();

    private void Cell(string text)
    {
        if (_rowBegun)
            _writer.Write(_delimiter);
        _writer.Write(text);
        _rowBegun = true;
    }
}
