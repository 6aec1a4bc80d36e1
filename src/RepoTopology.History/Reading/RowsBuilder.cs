namespace RepoTopology.History;

/// <summary>Builds compressed rows, one value and one row after the other.</summary>
internal sealed class RowsBuilder<T>(int rows, int values)
{
    private readonly int[] _starts = new int[rows + 1];
    private T[] _values = new T[values];
    private int _row;
    private int _count;

    public static Rows<T> Of(IReadOnlyList<T[]> rows)
    {
        var builder = new RowsBuilder<T>(rows.Count, rows.Sum(row => row.Length));
        foreach (var row in rows)
        {
            builder.AddRange(row);
            builder.EndRow();
        }

        return builder.ToRows();
    }

    public void Add(T value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, Math.Max(16, _count * 2));
        _values[_count++] = value;
    }

    public void AddRange(ReadOnlySpan<T> values)
    {
        foreach (var value in values)
            Add(value);
    }

    public void EndRow() => _starts[++_row] = _count;

    public Rows<T> ToRows()
    {
        if (_values.Length != _count)
            Array.Resize(ref _values, _count);
        return new Rows<T>(_starts, _values);
    }
}
