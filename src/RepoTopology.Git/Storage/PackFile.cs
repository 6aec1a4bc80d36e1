using System.Buffers.Binary;

namespace RepoTopology.Git;

/// <summary>What stands in front of an object in a pack.</summary>
/// <param name="Kind">1 to 4: an <see cref="ObjectType"/>; 6: delta on an offset; 7: delta on an id.</param>
/// <param name="Size">Size of the content when decompressed (of a delta: of its instructions).</param>
/// <param name="DataStart">Where the zlib stream starts.</param>
/// <param name="BaseOffset">Where the base starts (kind 6).</param>
/// <param name="BaseId">The base's id (kind 7).</param>
internal readonly record struct PackEntry(int Kind, long Size, long DataStart, long BaseOffset, ObjectId BaseId)
{
    public const int OffsetDelta = 6;
    public const int ReferenceDelta = 7;

    public bool IsDelta => Kind >= OffsetDelta;
}

/// <summary>
/// A pack: 'PACK' · version 2 or 3 · count · entries · checksum. https://git-scm.com/docs/gitformat-pack
/// </summary>
internal sealed class PackFile : IDisposable
{
    private const int HeaderSize = 12;

    private readonly Lazy<MappedFile> _file;
    private readonly Lazy<PackIndex> _index;

    /// <param name="path">The .pack file; its .idx stands beside it. Both are opened when first needed.</param>
    /// <param name="number">Which of the store's packs it is.</param>
    public PackFile(string path, int number)
    {
        Path = path;
        Number = number;
        _file = new Lazy<MappedFile>(() => Open(path));
        _index = new Lazy<PackIndex>(() => PackIndex.Open(System.IO.Path.ChangeExtension(path, ".idx")));
    }

    public string Path { get; }

    public int Number { get; }

    /// <summary>A multi-pack-index covers it; its own index is needed only for deltas on ids.</summary>
    public bool HasSharedIndex { get; set; }

    public PackIndex Index => _index.Value;

    /// <exception cref="GitDataException">No object can start at an offset, whatever an index says.</exception>
    public void CheckOffset(long offset)
    {
        if (offset < HeaderSize || offset >= _file.Value.Length - ObjectId.Size)
            throw GitDataException.Corrupt(Path, offset, "an object is said to start outside the pack");
    }

    /// <summary>Reads the header of the entry at an offset.</summary>
    /// <exception cref="GitDataException">There is no well-formed entry.</exception>
    public PackEntry EntryAt(long offset)
    {
        CheckOffset(offset);
        var bytes = _file.Value.From(offset);

        // 1tttssss (1sssssss)* 0sssssss: type, then the size's bits, least significant first.
        int at = 0;
        byte b = bytes[at++];
        int kind = b >> 4 & 7;
        long size = b & 15;
        for (int shift = 4; (b & 0x80) != 0; shift += 7)
        {
            if (at >= bytes.Length || shift > 60)
                throw GitDataException.Corrupt(Path, offset, "an object's size is malformed");
            b = bytes[at++];
            size |= (long)(b & 0x7F) << shift;
        }

        if (kind is 0 or 5)
            throw GitDataException.Corrupt(Path, offset, "an object has an unknown type");
        if (size < 0)
            throw GitDataException.Corrupt(Path, offset, "an object's size is malformed");

        long baseOffset = 0;
        var baseId = ObjectId.Zero;
        if (kind == PackEntry.OffsetDelta)
        {
            baseOffset = offset - ReadDistance(bytes, ref at, offset);
            if (baseOffset < HeaderSize || baseOffset >= offset)
                throw GitDataException.Corrupt(Path, offset, "a delta's base lies outside the pack");
        }
        else if (kind == PackEntry.ReferenceDelta)
        {
            if (bytes.Length - at < ObjectId.Size)
                throw GitDataException.Corrupt(Path, offset, "a delta's base id is cut short");
            baseId = ObjectId.Read(bytes[at..]);
            at += ObjectId.Size;
        }

        return new PackEntry(kind, size, offset + at, baseOffset, baseId);
    }

    /// <summary>The compressed bytes from an offset on, and whatever follows them.</summary>
    public ReadOnlySpan<byte> Compressed(long dataStart) => _file.Value.From(dataStart);

    public void Dispose()
    {
        if (_file.IsValueCreated)
            _file.Value.Dispose();
        if (_index.IsValueCreated)
            _index.Value.Dispose();
    }

    // Big-endian groups of seven bits, where each continuation adds one: no distance has two spellings.
    private long ReadDistance(ReadOnlySpan<byte> bytes, ref int at, long offset)
    {
        long distance = -1;
        byte b;
        do
        {
            if (at >= bytes.Length || distance > 1L << 54)
                throw GitDataException.Corrupt(Path, offset, "a delta's distance is malformed");
            b = bytes[at++];
            distance = (distance + 1) << 7 | (uint)(b & 0x7F);
        }
        while ((b & 0x80) != 0);
        return distance;
    }

    private static MappedFile Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            if (file.Length < HeaderSize + ObjectId.Size)
                throw GitDataException.Corrupt(path, "the pack is too short");
            var header = file.Slice(0, HeaderSize);
            if (!header.StartsWith("PACK"u8))
                throw GitDataException.Corrupt(path, "the pack has a wrong signature");
            uint version = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            if (version is not (2 or 3))
                throw GitDataException.Unsupported(path, $"pack version {version} is not known");
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
