namespace RepoTopology.History;

/// <summary>The rows of a history's changes, path by path: each path's oldest first, the paths with most rows first.</summary>
internal sealed class ChangesByPath
{
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly int[] _order;

    public ChangesByPath(Rows<Change> changes, int paths)
    {
        var values = changes.Values;
        _starts = new int[paths + 1];
        foreach (ref readonly var change in values.AsSpan())
            _starts[change.Path + 1]++;
        for (int i = 0; i < paths; i++)
            _starts[i + 1] += _starts[i];

        // The facts have the newest commit first, so rows are dealt out from the last one.
        _rows = new int[values.Length];
        int[] next = _starts[..paths];
        for (int row = values.Length - 1; row >= 0; row--)
            _rows[next[values[row].Path]++] = row;

        _order = new int[paths];
        int[] lengths = new int[paths];
        for (int i = 0; i < paths; i++)
            (_order[i], lengths[i]) = (i, -(_starts[i + 1] - _starts[i]));
        Array.Sort(lengths, _order);
    }

    /// <summary>Paths that some change names.</summary>
    public int Count => _order.Length;

    /// <summary>Indices into the changes' values of the path that is <paramref name="place"/>th in order.</summary>
    public ReadOnlySpan<int> this[int place] => _rows.AsSpan(_starts[_order[place]], _starts[_order[place] + 1] - _starts[_order[place]]);
}
