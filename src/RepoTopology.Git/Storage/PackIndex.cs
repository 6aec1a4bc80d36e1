using System.Buffers.Binary;
using System.Numerics;

namespace RepoTopology.Git;

/// <summary>
/// A pack's index, versions 1 and 2: sorted ids and where each object starts in the pack.
/// <code>
/// v2: FF 't' 'O' 'c' · version · fan-out[256] · ids · CRC-32s · 31-bit offsets (top bit: row of the next table) · 64-bit offsets · checksums
/// v1: fan-out[256] · (32-bit offset, id) rows · checksums
/// </code>
/// https://git-scm.com/docs/gitformat-pack
/// </summary>
internal sealed class PackIndex : IDisposable
{
    private const int FanOutSize = 256 * 4;
    private const int TrailerSize = 2 * ObjectId.Size;

    private readonly MappedFile _file;
    private readonly Lazy<SortedIds> _ids;
    private readonly int _version;
    private readonly long _idsStart;
    private readonly int _idStride;
    private readonly long _offsetsStart;
    private readonly long _largeOffsetsStart;
    private readonly long _largeOffsets;

    private PackIndex(MappedFile file)
    {
        _file = file;
        if (file.Length < FanOutSize + TrailerSize)
            throw GitDataException.Corrupt(file.Path, "the index is too short");

        _version = BinaryPrimitives.ReadUInt32BigEndian(file.Slice(0, 4)) == 0xFF744F63 ? 2 : 1;
        long fanOut = 0;
        if (_version == 2)
        {
            uint stated = BinaryPrimitives.ReadUInt32BigEndian(file.Slice(4, 4));
            if (stated != 2)
                throw GitDataException.Unsupported(file.Path, $"pack index version {stated} is not known");
            fanOut = 8;
        }

        Count = SortedIds.ReadFanOut(file, fanOut, out int[] starts);
        long count = Count;
        if (_version == 1)
        {
            _offsetsStart = FanOutSize;
            _idsStart = FanOutSize + 4;
            _idStride = 4 + ObjectId.Size;
            if (FanOutSize + count * _idStride + TrailerSize > file.Length)
                throw GitDataException.Corrupt(file.Path, "the index is shorter than its object count");
        }
        else
        {
            _idsStart = fanOut + FanOutSize;
            _idStride = ObjectId.Size;
            _offsetsStart = _idsStart + count * (ObjectId.Size + 4);
            _largeOffsetsStart = _offsetsStart + count * 4;
            _largeOffsets = (file.Length - TrailerSize - _largeOffsetsStart) / 8;
            if (_largeOffsetsStart + TrailerSize > file.Length)
                throw GitDataException.Corrupt(file.Path, "the index is shorter than its object count");
        }

        _ids = new Lazy<SortedIds>(() => new SortedIds(file, _idsStart, _idStride, starts));
    }

    public string Path => _file.Path;

    public int Count { get; }

    public static PackIndex Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new PackIndex(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool TryFind(ObjectId id, out long offset)
    {
        bool found = _ids.Value.TryFind(id, out int row);
        offset = found ? OffsetAt(row) : 0;
        return found;
    }

    public void AppendByPrefix(IdPrefix prefix, ICollection<ObjectId> found, int limit) => _ids.Value.AppendByPrefix(prefix, found, limit);

    public void Dispose() => _file.Dispose();

    private long OffsetAt(int row)
    {
        if (_version == 1)
            return BinaryPrimitives.ReadUInt32BigEndian(_file.Slice(_offsetsStart + (long)row * _idStride, 4));
        uint offset = BinaryPrimitives.ReadUInt32BigEndian(_file.Slice(_offsetsStart + (long)row * 4, 4));
        if ((offset & 0x8000_0000) == 0)
            return offset;
        uint large = offset & 0x7FFF_FFFF;
        if (large >= _largeOffsets)
            throw GitDataException.Corrupt(_file.Path, _offsetsStart + (long)row * 4, "an offset points outside the table of 64-bit offsets");
        return BinaryPrimitives.ReadInt64BigEndian(_file.Slice(_largeOffsetsStart + (long)large * 8, 8));
    }
}

/// <summary>
/// Sorted ids in a mapped file, looked up through a table finer than the file's own fan-out: ids are uniformly spread, so with about one
/// bucket an id a look-up touches one place.
/// </summary>
internal sealed class SortedIds
{
    private const int MostBits = 22;

    private readonly MappedFile _file;
    private readonly long _start;
    private readonly int _stride;
    private readonly int _shift;
    private readonly int[] _buckets;

    public SortedIds(MappedFile file, long start, int stride, int[] fanOut)
    {
        _file = file;
        _start = start;
        _stride = stride;
        int count = fanOut[256];
        int bits = Math.Clamp(BitOperations.Log2((uint)count | 1) + 1, 8, MostBits);
        _shift = 64 - bits;
        _buckets = bits == 8 ? fanOut : new int[(1 << bits) + 1];
        if (bits == 8)
            return;

        // A damaged file may hold unsorted ids: the table stays monotone, and such ids are just not found.
        int bucket = 0;
        for (int row = 0; row < count; row++)
        {
            int own = (int)(IdAt(row).Prefix >> _shift);
            while (bucket < own)
                _buckets[++bucket] = row;
        }

        while (bucket < 1 << bits)
            _buckets[++bucket] = count;
    }

    /// <summary>Reads 256 big-endian counts; <paramref name="starts"/> gets 257 row numbers. Returns the number of ids.</summary>
    public static int ReadFanOut(MappedFile file, long offset, out int[] starts)
    {
        starts = new int[257];
        var table = file.Slice(offset, 256 * 4);
        for (int i = 0; i < 256; i++)
        {
            uint end = BinaryPrimitives.ReadUInt32BigEndian(table[(i * 4)..]);
            if (end > int.MaxValue || (int)end < starts[i])
                throw GitDataException.Corrupt(file.Path, offset + i * 4, "the fan-out table is not ascending");
            starts[i + 1] = (int)end;
        }

        return starts[256];
    }

    public ObjectId IdAt(int row) => ObjectId.Read(_file.Slice(_start + (long)row * _stride, ObjectId.Size));

    public bool TryFind(ObjectId id, out int row)
    {
        int bucket = (int)(id.Prefix >> _shift);
        int low = _buckets[bucket];
        int high = _buckets[bucket + 1] - 1;
        while (low <= high)
        {
            row = low + (high - low) / 2;
            int order = IdAt(row).CompareTo(id);
            if (order == 0)
                return true;
            if (order < 0)
                low = row + 1;
            else
                high = row - 1;
        }

        row = -1;
        return false;
    }

    public void AppendByPrefix(IdPrefix prefix, ICollection<ObjectId> found, int limit)
    {
        int row = _buckets[(int)(prefix.Lowest.Prefix >> _shift)];
        for (int count = _buckets[^1]; row < count && found.Count < limit; row++)
        {
            var id = IdAt(row);
            if (prefix.Matches(id))
                found.Add(id);
            else if (id > prefix.Lowest)
                break;
        }
    }
}

/// <summary>The first digits of an id.</summary>
internal readonly struct IdPrefix
{
    private readonly string _hex;

    private IdPrefix(string hex, ObjectId lowest) => (_hex, Lowest) = (hex, lowest);

    /// <summary>The smallest id that starts with the digits.</summary>
    public ObjectId Lowest { get; }

    public static bool TryParse(string hex, out IdPrefix prefix)
    {
        prefix = default;
        if (hex.Length is < 1 or > ObjectId.HexSize || !ObjectId.TryParse(hex.PadRight(ObjectId.HexSize, '0'), out var lowest))
            return false;
        prefix = new IdPrefix(hex.ToLowerInvariant(), lowest);
        return true;
    }

    public bool Matches(ObjectId id) => id.ToString().StartsWith(_hex, StringComparison.Ordinal);
}
