using System.Buffers.Binary;
using System.Security.Cryptography;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Writes a segment: records go to a temporary file as they come, keys wait in memory for the end. The file takes its name when it is
/// complete and on the disk, so that a reader sees all of it or nothing, whenever the process dies.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    public const string Extension = ".facts";
    public const string UnfinishedExtension = ".tmp";

    /// <summary>Offsets are 31 bits; this leaves room for the indexes.</summary>
    public const long MostBytes = 1 << 30;

    private const int TimeDigits = 12;
    private const int RandomBytes = 6;
    private const int OwnNameLength = TimeDigits + 1 + 2 * RandomBytes;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly PendingTable[] _tables = [.. CacheTables.All.Select(table => new PendingTable(table))];
    private long _length = SegmentHeader.Size;
    private long _indexLength;

    /// <param name="directory">Where the segment is to stand.</param>
    /// <param name="clock">Names sort by time.</param>
    /// <param name="file">A file name of the caller's own, or null for a new unique one.</param>
    public SegmentWriter(string directory, TimeProvider clock, string? file = null)
    {
        string name = $"{clock.GetUtcNow().ToUnixTimeMilliseconds():x12}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes))}";
        _path = System.IO.Path.Join(directory, file ?? name + Extension);
        Unfinished = System.IO.Path.Join(directory, (file is null ? name : file + "." + name) + UnfinishedExtension);
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(Unfinished, options);
        _stream.Write(new byte[SegmentHeader.Size]);
    }

    /// <summary>Numbers of the strings that records of this segment name.</summary>
    public ByteStringTable Identities { get; } = new();

    /// <inheritdoc cref="Identities"/>
    public ByteStringTable Paths { get; } = new();

    /// <summary>Bytes so far, those of the indexes that wait in memory included.</summary>
    public long Length => _length + _indexLength;

    internal string Unfinished { get; }

    /// <summary>Adds a record; a later one of the same key takes its place.</summary>
    public void Add(CacheTable table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, int day)
    {
        var pending = _tables[(int)table - 1];
        if (key.Length != pending.KeySize)
            throw new ArgumentException($"a key of {table} has {pending.KeySize} bytes, not {key.Length}", nameof(key));
        if (Length > MostBytes || value.Length > MostBytes - Length)
            throw new IOException("a file of cached facts would become larger than 1 GiB");
        pending.Add(key, (int)_length, value, day);
        _stream.Write(value);
        _length += value.Length;
        _indexLength += key.Length + SegmentTable.RowSize;
    }

    /// <summary>Whether a file is named as this names its own, so that nothing else is ever deleted.</summary>
    public static bool IsOwnName(string name, string extension) =>
        name.Length == OwnNameLength + extension.Length && name.EndsWith(extension, StringComparison.Ordinal) && name[TimeDigits] == '-'
        && name[..TimeDigits].All(char.IsAsciiHexDigitLower) && name[(TimeDigits + 1)..OwnNameLength].All(char.IsAsciiHexDigitLower);

    /// <summary>Writes the indexes, sees that all is on the disk, and gives the file its name, which is returned.</summary>
    public string Complete(string engine, int day)
    {
        AddStrings(CacheTables.Identities, Identities, day);
        AddStrings(CacheTables.Paths, Paths, day);
        var places = new SegmentHeader.Table[_tables.Length];
        for (int i = 0; i < places.Length; i++)
        {
            byte[] index = _tables[i].ToIndex(out int rows, out int bits);
            places[i] = new SegmentHeader.Table(rows, bits, _length, index.Length, Checksum.Of(index));
            _stream.Write(index);
            _length += index.Length;
        }

        var header = new SegmentHeader { Engine = engine, Length = _length, Tables = places };
        _stream.Position = 0;
        _stream.Write(header.ToBytes());
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(Unfinished, _path, overwrite: true);
        return _path;
    }

    /// <summary>Removes the temporary file, when there still is one.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
            File.Delete(Unfinished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that is full says so once more when the rest is flushed. What is left over is deleted an hour later.
        }
    }

    private void AddStrings(CacheTable table, ByteStringTable strings, int day)
    {
        for (int i = 0; i < strings.Count; i++)
            Add(table, [], strings[i], day);
    }

    /// <summary>The keys of one table in the order of their records, until they are sorted.</summary>
    private sealed class PendingTable(CacheTable table)
    {
        private byte[] _keys = [];
        private byte[] _rows = [];
        private int _count;

        public int KeySize { get; } = CacheTables.KeySize(table);

        public void Add(ReadOnlySpan<byte> key, int offset, ReadOnlySpan<byte> value, int day)
        {
            if ((_count + 1) * SegmentTable.RowSize > _rows.Length)
            {
                int capacity = Math.Max(256, _count * 2);
                Array.Resize(ref _keys, capacity * KeySize);
                Array.Resize(ref _rows, capacity * SegmentTable.RowSize);
            }

            key.CopyTo(_keys.AsSpan(_count * KeySize));
            var row = _rows.AsSpan(_count * SegmentTable.RowSize, SegmentTable.RowSize);
            BinaryPrimitives.WriteInt32LittleEndian(row, offset);
            BinaryPrimitives.WriteInt32LittleEndian(row[4..], value.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(row[8..], (uint)Checksum.Of(value));
            BinaryPrimitives.WriteInt32LittleEndian(row[12..], day);
            _count++;
        }

        public byte[] ToIndex(out int rows, out int bits)
        {
            if (KeySize == 0)
            {
                (rows, bits) = (_count, 0);
                return _rows[..(_count * SegmentTable.RowSize)];
            }

            var order = Sorted();
            rows = order.Count;
            bits = SegmentTable.FanOutBitsFor(rows);
            byte[] index = new byte[SegmentTable.IndexLength(rows, KeySize, bits)];
            var rowArea = index.AsSpan(rows * KeySize);
            var fanOut = rowArea[(rows * SegmentTable.RowSize)..];
            int bucket = 0;
            for (int i = 0; i < rows; i++)
            {
                var key = Key(order[i]);
                key.CopyTo(index.AsSpan(i * KeySize));
                _rows.AsSpan(order[i] * SegmentTable.RowSize, SegmentTable.RowSize).CopyTo(rowArea[(i * SegmentTable.RowSize)..]);
                for (int own = SegmentTable.Bucket(key, bits); bucket < own;)
                    BinaryPrimitives.WriteInt32LittleEndian(fanOut[(++bucket * 4)..], i);
            }

            while (bucket < 1 << bits)
                BinaryPrimitives.WriteInt32LittleEndian(fanOut[(++bucket * 4)..], rows);
            return index;
        }

        /// <summary>The records by key; of equal keys only the last.</summary>
        private List<int> Sorted()
        {
            ulong[] prefixes = new ulong[_count];
            int[] records = new int[_count];
            for (int i = 0; i < _count; i++)
            {
                prefixes[i] = BinaryPrimitives.ReadUInt64BigEndian(Key(i));
                records[i] = i;
            }

            Array.Sort(prefixes, records);
            for (int start = 0, end; start < _count; start = end)
            {
                for (end = start + 1; end < _count && prefixes[end] == prefixes[start];)
                    end++;
                if (end - start > 1)
                    records.AsSpan(start, end - start).Sort(Compare);
            }

            var sorted = new List<int>(_count);
            for (int i = 0; i < _count; i++)
                if (i + 1 == _count || prefixes[i] != prefixes[i + 1] || !Key(records[i]).SequenceEqual(Key(records[i + 1])))
                    sorted.Add(records[i]);
            return sorted;
        }

        private int Compare(int a, int b)
        {
            int order = Key(a).SequenceCompareTo(Key(b));
            return order != 0 ? order : a.CompareTo(b);
        }

        private ReadOnlySpan<byte> Key(int record) => _keys.AsSpan(record * KeySize, KeySize);
    }
}
