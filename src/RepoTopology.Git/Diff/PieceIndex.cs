namespace RepoTopology.Git;

/// <summary>
/// Which of many files hold a piece: comparing a file with all of them costs what they share, not what they are.
/// </summary>
internal sealed class PieceIndex
{
    // Rows sorted by hash; _hashes and _starts hold one element a distinct hash.
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _starts = [];
    private readonly int[] _files;
    private readonly int[] _bytes;
    private readonly long[] _shared;

    /// <param name="files">The files to be compared with; null for one that cannot be.</param>
    public PieceIndex(IReadOnlyList<ContentFingerprint?> files)
    {
        int count = files.Sum(file => file?.Count ?? 0);
        var hashes = new ulong[count];
        var rows = new (int File, int Bytes)[count];
        int row = 0;
        for (int file = 0; file < files.Count; file++)
            for (int i = 0; i < files[file]?.Count; i++)
            {
                hashes[row] = files[file]!.Hashes[i];
                rows[row++] = (file, files[file]!.Bytes[i]);
            }

        Array.Sort(hashes, rows);
        _files = [.. rows.Select(r => r.File)];
        _bytes = [.. rows.Select(r => r.Bytes)];
        _shared = new long[files.Count];
        for (row = 0; row < count; row++)
            if (row == 0 || hashes[row] != hashes[row - 1])
            {
                _hashes.Add(hashes[row]);
                _starts.Add(row);
            }

        _starts.Add(count);
    }

    /// <summary>The bytes of each file that are found in <paramref name="other"/>; valid until the next call.</summary>
    /// <param name="other">Any file.</param>
    /// <param name="work">Grows by the number of steps taken.</param>
    public ReadOnlySpan<long> SharedBytes(ContentFingerprint other, ref long work)
    {
        Array.Clear(_shared);
        for (int i = 0; i < other.Count; i++)
        {
            int at = _hashes.BinarySearch(other.Hashes[i]);
            if (at < 0)
                continue;
            for (int row = _starts[at]; row < _starts[at + 1]; row++)
                _shared[_files[row]] += Math.Min(_bytes[row], other.Bytes[i]);
            work += _starts[at + 1] - _starts[at];
        }

        work += other.Count + _shared.Length;
        return _shared;
    }
}
