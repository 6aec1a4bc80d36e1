using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace RepoTopology.Testing;

/// <summary>An object in a pack: its name and where its entry starts.</summary>
public sealed record PackTestEntry(byte[] Id, long Offset)
{
    public string Hex => Convert.ToHexStringLower(Id);
}

/// <summary>
/// Writes packs and their indexes in memory, byte by byte as https://git-scm.com/docs/gitformat-pack says, or as it does not say: nothing
/// is checked, so any malformed pack can be made.
/// </summary>
public sealed class PackTestWriter
{
    public const int Commit = 1, Tree = 2, Blob = 3, Tag = 4, OffsetDeltaType = 6, ReferenceDeltaType = 7;

    private readonly List<byte> _entries = [];
    private readonly List<PackTestEntry> _index = [];

    public string Signature { get; init; } = "PACK";

    public uint Version { get; init; } = 2;

    /// <summary>Where the next entry starts.</summary>
    public long Position => 12 + _entries.Count;

    /// <summary>Adds a whole object under its true name.</summary>
    public PackTestEntry Add(int type, byte[] content) => Raw(Name(type, content), type, (ulong)content.Length, Deflate(content));

    /// <summary>Adds a delta against the entry <paramref name="distance"/> bytes before it.</summary>
    public PackTestEntry AddOffsetDelta(byte[] id, long distance, byte[] delta) =>
        Raw(id, OffsetDeltaType, (ulong)delta.Length, [.. Distance(distance), .. Deflate(delta)]);

    /// <summary>Adds a delta against an object that it names.</summary>
    public PackTestEntry AddReferenceDelta(byte[] id, byte[] baseId, byte[] delta) =>
        Raw(id, ReferenceDeltaType, (ulong)delta.Length, [.. baseId, .. Deflate(delta)]);

    /// <summary>Adds an entry header that claims <paramref name="size"/>, followed by any bytes.</summary>
    public PackTestEntry Raw(byte[] id, int type, ulong size, byte[] afterHeader)
    {
        var entry = new PackTestEntry(id, Position);
        _entries.AddRange(Header(type, size));
        _entries.AddRange(afterHeader);
        _index.Add(entry);
        return entry;
    }

    /// <summary>Puts a name into the index without an entry.</summary>
    public PackTestEntry Index(byte[] id, long offset)
    {
        _index.Add(new PackTestEntry(id, offset));
        return _index[^1];
    }

    public byte[] ToPack()
    {
        var pack = new List<byte>(Encoding.ASCII.GetBytes(Signature));
        pack.AddRange(BigEndian(Version));
        pack.AddRange(BigEndian((uint)_index.Count));
        pack.AddRange(_entries);
        return WithHash(pack);
    }

    /// <summary>An index of version 1: 4-byte offset and name in one row.</summary>
    public byte[] ToIndexVersion1()
    {
        var rows = Sorted();
        var index = Fanout(rows);
        foreach (var row in rows)
        {
            index.AddRange(BigEndian((uint)row.Offset));
            index.AddRange(row.Id);
        }

        index.AddRange(ToPack()[^20..]);
        return WithHash(index);
    }

    /// <summary>
    /// An index of version 2; offsets from <paramref name="wideFrom"/> on stand in its 64-bit table. Its CRCs are zero: nothing reads them
    /// but a repack.
    /// </summary>
    public byte[] ToIndex(long wideFrom = 1L << 31)
    {
        var rows = Sorted();
        var index = new List<byte> { 0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2 };
        index.AddRange(Fanout(rows));
        rows.ForEach(row => index.AddRange(row.Id));
        index.AddRange(new byte[rows.Count * 4]);
        var wide = new List<byte>();
        foreach (var row in rows)
            if (row.Offset >= 0 && row.Offset < wideFrom)
            {
                index.AddRange(BigEndian((uint)row.Offset));
            }
            else
            {
                index.AddRange(BigEndian(0x8000_0000 | (uint)(wide.Count / 8)));
                wide.AddRange(BigEndian((ulong)row.Offset));
            }

        index.AddRange(wide);
        index.AddRange(ToPack()[^20..]);
        return WithHash(index);
    }

    /// <summary>Writes pack and index into an objects directory, which is created.</summary>
    public void WriteTo(string objectsDirectory) => Write(objectsDirectory, ToPack(), ToIndex());

    /// <summary>Writes any pack and index bytes into an objects directory, which is created.</summary>
    public static void Write(string objectsDirectory, byte[] pack, byte[] index)
    {
        string path = Path.Combine(objectsDirectory, "pack", $"pack-{Convert.ToHexStringLower(SHA1.HashData(pack))}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".pack", pack);
        File.WriteAllBytes(path + ".idx", index);
    }

    /// <summary>A delta: sizes of base and result, then <see cref="Copy"/> and <see cref="Insert"/> instructions.</summary>
    public static byte[] Delta(ulong baseSize, ulong resultSize, params byte[][] instructions) =>
        [.. Varint(baseSize), .. Varint(resultSize), .. instructions.SelectMany(bytes => bytes)];

    /// <summary>Copies from the base; a size of 0 means 64 KiB.</summary>
    public static byte[] Copy(uint offset, uint size)
    {
        var bytes = new List<byte> { 0x80 };
        for (int i = 0; i < 7; i++)
        {
            byte part = i < 4 ? (byte)(offset >> (8 * i)) : (byte)(size >> (8 * (i - 4)));
            if (part == 0)
                continue;
            bytes[0] |= (byte)(1 << i);
            bytes.Add(part);
        }

        return [.. bytes];
    }

    /// <summary>Inserts 1 to 127 bytes.</summary>
    public static byte[] Insert(byte[] bytes) => [(byte)bytes.Length, .. bytes];

    /// <summary>The name of an object.</summary>
    public static byte[] Name(int type, byte[] content)
    {
        string kind = type switch { Commit => "commit", Tree => "tree", Blob => "blob", _ => "tag" };
        return SHA1.HashData([.. Encoding.ASCII.GetBytes($"{kind} {content.Length}\0"), .. content]);
    }

    public static byte[] Deflate(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        // .NET writes nothing at all for nothing; zlib's empty stream is these eight bytes.
        return output.Length == 0 ? [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1] : output.ToArray();
    }

    /// <summary>An entry's header: type and the low 4 bits of the size, then 7 bits a byte.</summary>
    public static byte[] Header(int type, ulong size)
    {
        var bytes = new List<byte> { (byte)(type << 4 | (int)(size & 15)) };
        for (size >>= 4; size != 0; size >>= 7)
        {
            bytes[^1] |= 0x80;
            bytes.Add((byte)(size & 0x7F));
        }

        return [.. bytes];
    }

    /// <summary>How far before an entry its base starts: 7 bits a byte, most significant first, each continuation adding one.</summary>
    public static byte[] Distance(long distance)
    {
        var bytes = new List<byte> { (byte)(distance & 0x7F) };
        while ((distance >>= 7) != 0)
            bytes.Insert(0, (byte)(0x80 | (--distance & 0x7F)));
        return [.. bytes];
    }

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }

    private List<PackTestEntry> Sorted() => [.. _index.OrderBy(entry => entry.Hex, StringComparer.Ordinal)];

    private static List<byte> Fanout(List<PackTestEntry> rows) =>
        [.. Enumerable.Range(0, 256).SelectMany(first => BigEndian((uint)rows.Count(row => row.Id[0] <= first)))];

    private static byte[] WithHash(List<byte> bytes) => [.. bytes, .. SHA1.HashData([.. bytes])];

    private static byte[] BigEndian(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] BigEndian(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return bytes;
    }
}
