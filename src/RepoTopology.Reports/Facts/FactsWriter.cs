using System.Text;

namespace RepoTopology.Reports;

/// <summary>Formats of a table of facts.</summary>
public enum FactsFormat
{
    Tsv,
    Csv,
    Ndjson,
}

/// <summary>
/// Writes rows of facts under a fixed list of columns. Cells are given in the columns' order; what a text needs in a format to be one cell
/// and harmless is done here and nowhere else.
/// </summary>
internal abstract class FactsWriter : IDisposable
{
    public static FactsWriter Create(FactsFormat format, Stream output, IReadOnlyList<string> columns) => format switch
    {
        FactsFormat.Ndjson => new NdjsonFactsWriter(output, columns),
        FactsFormat.Csv => new DelimitedFactsWriter(output, columns, ',', DelimitedFactsWriter.CsvCell),
        _ => new DelimitedFactsWriter(output, columns, '\t', DelimitedFactsWriter.TsvCell),
    };

    /// <summary>A text; null is an absent value.</summary>
    public abstract void Text(string? value);

    /// <summary>An id, a date or a label of ours: ASCII that needs no escaping in any format; null is an absent value.</summary>
    public abstract void Token(string? value);

    public abstract void Number(long value);

    public abstract void Flag(bool value);

    /// <summary>Several texts in one cell, separated by <paramref name="separator"/> where the format has no lists.</summary>
    public abstract void List(IEnumerable<string> values, string separator = "; ");

    public abstract void EndRow();

    public abstract void Dispose();

    protected static StreamWriter Open(Stream output) => new(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
}
