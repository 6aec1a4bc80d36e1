using System.Buffers.Binary;

namespace RepoTopology.Git;

/// <summary>
/// One commit-graph file; in a chain, one layer, whose positions continue those of the layers below it.
/// <code>
/// "CGPH", version 1, hash version 1 (SHA-1), chunk count, number of base layers
/// (chunk id, 8-byte offset) for each chunk, then (0, end of the last chunk)
/// OIDF  256 × 4 bytes: number of ids whose first byte is at most the row
/// OIDL  n × 20 bytes: ids, ascending
/// CDAT  n × 36 bytes: tree, parent 1, parent 2, generation (30 bits), committer date (34 bits)
/// EDGE  4 bytes each: third and further parents, the last of a commit marked by its high bit     (optional)
/// BASE  20 bytes each: hashes of the layers below                                                (in chains)
/// hash of all that
/// </code>
/// All numbers are big-endian. https://git-scm.com/docs/gitformat-commit-graph
/// </summary>
internal sealed class CommitGraphLayer : IDisposable
{
    private const int HeaderSize = 8;
    private const int ChunkRowSize = 12;
    private const int FanoutSize = 256 * 4;
    private const int RowSize = ObjectId.Size + 16;
    private const uint NoParent = 0x7000_0000;
    private const uint HighBit = 0x8000_0000;

    private readonly MappedFile _file;
    private readonly long _fanout;
    private readonly long _ids;
    private readonly long _rows;
    private readonly Chunk _edges;
    private readonly int _count;

    private CommitGraphLayer(MappedFile file, int start, Chunk fanout, Chunk ids, Chunk rows, Chunk edges)
    {
        _file = file;
        _fanout = fanout.Offset;
        _ids = ids.Offset;
        _rows = rows.Offset;
        _edges = edges;
        Start = start;
        _count = CheckedCount(start, fanout, ids, rows);
    }

    /// <summary>The first position of this layer.</summary>
    public int Start { get; }

    /// <summary>One past the last position of this layer.</summary>
    public int End => Start + _count;

    /// <summary>The hash that ends the file, and that a chain names it by.</summary>
    private ObjectId Hash => ObjectId.Read(_file.Slice(_file.Length - ObjectId.Size, ObjectId.Size));

    /// <summary>Opens a file that stands on <paramref name="below"/>.</summary>
    public static CommitGraphLayer Open(string path, IReadOnlyList<CommitGraphLayer> below)
    {
        var file = MappedFile.Open(path);
        try
        {
            return Read(file, below);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool TryFind(ObjectId id, out int position)
    {
        int low = id.FirstByte == 0 ? 0 : FanoutAt(id.FirstByte - 1);
        int high = FanoutAt(id.FirstByte);
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            int order = id.CompareTo(LocalId(middle));
            if (order == 0)
            {
                position = Start + middle;
                return true;
            }

            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }

        position = -1;
        return false;
    }

    public ObjectId IdAt(int position) => LocalId(position - Start);

    public ObjectId TreeAt(int position) => ObjectId.Read(Row(position));

    public long DateAt(int position)
    {
        var row = Row(position);
        long high = BinaryPrimitives.ReadUInt32BigEndian(row[28..]) & 3;
        return high << 32 | BinaryPrimitives.ReadUInt32BigEndian(row[32..]);
    }

    public void AppendParents(int position, List<int> parents)
    {
        var row = Row(position);
        uint first = BinaryPrimitives.ReadUInt32BigEndian(row[20..]);
        uint second = BinaryPrimitives.ReadUInt32BigEndian(row[24..]);
        if (first != NoParent)
            parents.Add(CheckedParent(first));
        if (second == NoParent)
            return;
        if ((second & HighBit) == 0)
            parents.Add(CheckedParent(second));
        else
            AppendEdges(second & ~HighBit, parents);
    }

    public void Dispose() => _file.Dispose();

    private static CommitGraphLayer Read(MappedFile file, IReadOnlyList<CommitGraphLayer> below)
    {
        var header = file.Slice(0, HeaderSize);
        if (!header.StartsWith("CGPH"u8))
            throw GitDataException.Corrupt(file.Path, "this is not a commit-graph file");
        if (header[4] != 1)
            throw GitDataException.Unsupported(file.Path, $"commit-graph version {header[4]} is not supported");
        if (header[5] != 1)
            throw GitDataException.Unsupported(file.Path, "a commit-graph of another hash than SHA-1 is not supported");

        Chunk fanout = default, ids = default, rows = default, edges = default, bases = default;
        foreach (var (name, chunk) in Chunks(file, header[6]))
            switch (name)
            {
                case 0x4F494446: // OIDF
                    fanout = chunk;
                    break;
                case 0x4F49444C: // OIDL
                    ids = chunk;
                    break;
                case 0x43444154: // CDAT
                    rows = chunk;
                    break;
                case 0x45444745: // EDGE
                    edges = chunk;
                    break;
                case 0x42415345: // BASE
                    bases = chunk;
                    break;
            }

        CheckBases(file, header[7], bases, below);
        return new CommitGraphLayer(file, below.Count == 0 ? 0 : below[^1].End, fanout, ids, rows, edges);
    }

    private static List<(uint Name, Chunk Chunk)> Chunks(MappedFile file, int count)
    {
        var chunks = new List<(uint, Chunk)>(count);
        var table = file.Slice(HeaderSize, (count + 1) * ChunkRowSize);
        ulong previous = (ulong)(HeaderSize + table.Length);
        ulong end = (ulong)Math.Max(0, file.Length - ObjectId.Size);
        for (int i = 0; i < count; i++)
        {
            var row = table[(i * ChunkRowSize)..];
            ulong offset = BinaryPrimitives.ReadUInt64BigEndian(row[4..]);
            ulong next = BinaryPrimitives.ReadUInt64BigEndian(row[(ChunkRowSize + 4)..]);
            if (offset < previous || next < offset || next > end)
                throw GitDataException.Corrupt(file.Path, HeaderSize + i * ChunkRowSize, "a chunk of the commit-graph lies outside its file");
            chunks.Add((BinaryPrimitives.ReadUInt32BigEndian(row), new Chunk((long)offset, (long)(next - offset))));
            previous = offset;
        }

        return chunks;
    }

    private static void CheckBases(MappedFile file, int count, Chunk bases, IReadOnlyList<CommitGraphLayer> below)
    {
        if (count != below.Count || bases.Length != (long)count * ObjectId.Size)
            throw GitDataException.Corrupt(file.Path, $"the commit-graph says it stands on {count} others, but its chain has {below.Count}");
        for (int i = 0; i < count; i++)
            if (ObjectId.Read(file.Slice(bases.Offset + i * ObjectId.Size, ObjectId.Size)) != below[i].Hash)
                throw GitDataException.Corrupt(file.Path, bases.Offset + i * ObjectId.Size, "the commit-graph names another base than its chain");
    }

    private int CheckedCount(int start, Chunk fanout, Chunk ids, Chunk rows)
    {
        if (fanout.Length != FanoutSize)
            throw GitDataException.Corrupt(_file.Path, "the commit-graph's fan-out table is absent or has a wrong size");
        uint count = 0;
        var table = _file.Slice(fanout.Offset, FanoutSize);
        for (int i = 0; i < FanoutSize; i += 4)
        {
            uint next = BinaryPrimitives.ReadUInt32BigEndian(table[i..]);
            if (next < count)
                throw GitDataException.Corrupt(_file.Path, fanout.Offset + i, "the commit-graph's fan-out table decreases");
            count = next;
        }

        // Positions are 31 bits, and those from NoParent on mean something else.
        if (start + (long)count > NoParent)
            throw GitDataException.Corrupt(_file.Path, "the commit-graph has more commits than its format allows");
        if (ids.Length != (long)count * ObjectId.Size || rows.Length != (long)count * RowSize)
            throw GitDataException.Corrupt(_file.Path, $"the commit-graph's chunks do not hold the {count} commits of its fan-out table");
        return (int)count;
    }

    private void AppendEdges(uint index, List<int> parents)
    {
        for (long offset = index * 4L; ; offset += 4)
        {
            if (offset + 4 > _edges.Length)
                throw GitDataException.Corrupt(_file.Path, "a list of parents runs past the commit-graph's EDGE chunk");
            uint edge = BinaryPrimitives.ReadUInt32BigEndian(_file.Slice(_edges.Offset + offset, 4));
            parents.Add(CheckedParent(edge & ~HighBit));
            if ((edge & HighBit) != 0)
                return;
        }
    }

    private int CheckedParent(uint position) => position < (uint)End
        ? (int)position
        : throw GitDataException.Corrupt(_file.Path, $"the commit-graph names a parent at position {position} of {End}");

    private int FanoutAt(int row) => (int)BinaryPrimitives.ReadUInt32BigEndian(_file.Slice(_fanout + row * 4, 4));

    private ObjectId LocalId(int index) => ObjectId.Read(_file.Slice(_ids + (long)index * ObjectId.Size, ObjectId.Size));

    private ReadOnlySpan<byte> Row(int position) => _file.Slice(_rows + (long)(position - Start) * RowSize, RowSize);

    private readonly record struct Chunk(long Offset, long Length);
}
