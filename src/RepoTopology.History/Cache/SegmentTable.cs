using System.Buffers.Binary;
using System.Numerics;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// One table of a segment, looked up in place: a fan-out over the keys' leading bits, then a binary search among the few keys of a bucket.
/// The index's checksum is verified before its first use, a record's whenever it is read.
/// </summary>
internal sealed class SegmentTable
{
    public const int RowSize = 16;
    public const int MostFanOutBits = 16;

    private const int Unverified = 0, Sound = 1, Damaged = 2;

    private readonly MappedFile _file;
    private readonly SegmentHeader.Table _place;
    private readonly int _keySize;
    private volatile int _state;
    private byte[]? _used;

    public SegmentTable(MappedFile file, CacheTable table, SegmentHeader.Table place)
    {
        _file = file;
        _place = place;
        _keySize = CacheTables.KeySize(table);
    }

    /// <summary>Rows, 0 when the index is damaged.</summary>
    public int Count => IsSound ? _place.Rows : 0;

    /// <summary>Whether anything was looked up here, found or not.</summary>
    public bool WasAsked => _used is not null;

    /// <summary>Whether the index is as it was written.</summary>
    public bool IsSound
    {
        get
        {
            if (_state == Unverified)
                _state = Checksum.Of(Index) == _place.Checksum ? Sound : Damaged;
            return _state == Sound;
        }
    }

    private ReadOnlySpan<byte> Index => _file.Slice(_place.Offset, _place.Length);

    public static int FanOutBitsFor(int rows) => Math.Clamp(BitOperations.Log2((uint)rows | 1), 0, MostFanOutBits);

    public static long IndexLength(int rows, int keySize, int fanOutBits) =>
        (long)rows * (keySize + RowSize) + (keySize == 0 ? 0 : ((1L << fanOutBits) + 1) * 4);

    /// <summary>The first bits of a key.</summary>
    public static int Bucket(ReadOnlySpan<byte> key, int bits) => BinaryPrimitives.ReadUInt16BigEndian(key) >> (16 - bits);

    public bool TryFind(scoped ReadOnlySpan<byte> key, out int row)
    {
        row = -1;
        if (key.Length != _keySize || !IsSound)
            return false;
        if (_used is null)
            Interlocked.CompareExchange(ref _used, new byte[_place.Rows], null);
        var index = Index;
        var fanOut = index[(_place.Rows * (_keySize + RowSize))..];
        int bucket = Bucket(key, _place.FanOutBits) * 4;
        int low = BinaryPrimitives.ReadInt32LittleEndian(fanOut[bucket..]);
        int high = BinaryPrimitives.ReadInt32LittleEndian(fanOut[(bucket + 4)..]) - 1;
        if (low < 0 || high >= _place.Rows)
            return false;
        while (low <= high)
        {
            int middle = low + (high - low) / 2;
            int order = index.Slice(middle * _keySize, _keySize).SequenceCompareTo(key);
            if (order == 0)
            {
                row = middle;
                return true;
            }

            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    public ReadOnlySpan<byte> Key(int row) => Index.Slice(row * _keySize, _keySize);

    /// <summary>The day, counted from 1970, when the record was last known to be of use.</summary>
    public int Day(int row) => BinaryPrimitives.ReadInt32LittleEndian(Row(row)[12..]);

    /// <summary>Where the record stands in the file.</summary>
    public int Offset(int row) => BinaryPrimitives.ReadInt32LittleEndian(Row(row));

    public int Length(int row) => BinaryPrimitives.ReadInt32LittleEndian(Row(row)[4..]);

    /// <summary>Whether a row was found in this run.</summary>
    public bool WasUsed(int row) => _used is { } used && used[row] != 0;

    /// <summary>The record of a row; false when it is damaged.</summary>
    public bool TryRead(int row, out ReadOnlySpan<byte> value)
    {
        value = default;
        var place = Row(row);
        int offset = BinaryPrimitives.ReadInt32LittleEndian(place);
        int length = BinaryPrimitives.ReadInt32LittleEndian(place[4..]);
        if (offset < SegmentHeader.Size || length < 0 || offset > _file.Length - length)
            return false;
        value = _file.Slice(offset, length);
        if ((uint)Checksum.Of(value) != BinaryPrimitives.ReadUInt32LittleEndian(place[8..]))
            return false;
        if (_used is { } used)
            used[row] = 1;
        return true;
    }

    private ReadOnlySpan<byte> Row(int row) => Index.Slice(_place.Rows * _keySize + row * RowSize, RowSize);
}
