namespace RepoTopology.History;

/// <summary>Compressed rows: the values of row i are <c>Values[Starts[i]..Starts[i + 1]]</c>.</summary>
internal readonly record struct Rows<T>(int[] Starts, T[] Values)
{
    public ReadOnlySpan<T> this[int row] => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);
}
