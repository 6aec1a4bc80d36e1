using System.Text.Json;

namespace RepoTopology.Reports;

/// <summary>One JSON object a line; absent values are null, lists are arrays.</summary>
internal sealed class NdjsonFactsWriter : FactsWriter
{
    private readonly Stream _output;
    private readonly MemoryStream _lines = new();
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText[] _columns;
    private int _column = -1;

    public NdjsonFactsWriter(Stream output, IReadOnlyList<string> columns)
    {
        _output = output;
        _columns = [.. columns.Select(column => JsonEncodedText.Encode(column))];
        _json = new Utf8JsonWriter(_lines);
    }

    public override void Text(string? value)
    {
        Name();
        _json.WriteStringValue(value);
    }

    public override void Token(string? value)
    {
        Name();
        _json.WriteRawValue(value is null ? "null" : $"\"{value}\"", skipInputValidation: true);
    }

    public override void Number(long value)
    {
        Name();
        _json.WriteNumberValue(value);
    }

    public override void Flag(bool value)
    {
        Name();
        _json.WriteBooleanValue(value);
    }

    public override void List(IEnumerable<string> values, string separator = "; ")
    {
        Name();
        _json.WriteStartArray();
        foreach (string value in values)
            _json.WriteStringValue(value);
        _json.WriteEndArray();
    }

    public override void EndRow()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.WriteByte((byte)'\n');
        _column = -1;
        if (_lines.Length >= 1 << 16)
            Flush();
    }

    public override void Dispose()
    {
        Flush();
        _json.Dispose();
    }

    private void Name()
    {
        if (_column < 0)
            _json.WriteStartObject();
        _json.WritePropertyName(_columns[++_column]);
    }

    private void Flush()
    {
        _output.Write(_lines.GetBuffer(), 0, (int)_lines.Length);
        _lines.SetLength(0);
    }
}
