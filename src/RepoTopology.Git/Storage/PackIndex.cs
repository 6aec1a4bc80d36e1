using System.Buffers.Binary;

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
