namespace RepoTopology.Analysis;

/// <summary>Lists of different lengths in two arrays: row i is <c>Values[Starts[i]..Starts[i + 1]]</c>.</summary>
internal readonly record struct CompressedRows(int[] Starts, int[] Values)
{
    public int Count => Starts.Length - 1;

    public ReadOnlySpan<int> this[int row] => Values.AsSpan(Starts[row], Starts[row + 1] - Starts[row]);

    /// <summary>Groups the items 0 … n−1 by the row that each belongs to; within a row they stay in order.</summary>
    public static CompressedRows Group(ReadOnlySpan<int> rowOfItem, int rows)
    {
        int[] starts = new int[rows + 1];
        foreach (int row in rowOfItem)
            starts[row + 1]++;
        for (int row = 0; row < rows; row++)
            starts[row + 1] += starts[row];

        int[] values = new int[rowOfItem.Length];
        int[] next = starts[..rows];
        for (int item = 0; item < rowOfItem.Length; item++)
            values[next[rowOfItem[item]]++] = item;
        return new(starts, values);
    }
}
