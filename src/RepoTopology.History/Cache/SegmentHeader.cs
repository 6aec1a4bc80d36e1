using System.Buffers.Binary;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>The start of a segment file, whose layout is described in FORMAT.md: what it is, who wrote it, and where its tables' indexes are.</summary>
internal sealed class SegmentHeader
{
    public const int Size = 64 + TableSlots * TableSize + 8;
    public const int MostEngineBytes = 32;

    private const int FormatVersion = 3;
    private const int TableSlots = 8;
    private const int TableSize = 32;

    /// <summary>The version of the code that wrote the facts.</summary>
    public required string Engine { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long Length { get; init; }

    /// <summary>In the order of <see cref="CacheTables.All"/>.</summary>
    public required Table[] Tables { get; init; }

    /// <param name="Rows">How many records.</param>
    /// <param name="FanOutBits">How many leading bits of a key choose its bucket.</param>
    /// <param name="Offset">Where the index starts: keys, rows, fan-out.</param>
    /// <param name="Length">Bytes of the index.</param>
    /// <param name="Checksum">Of the index.</param>
    public readonly record struct Table(int Rows, int FanOutBits, long Offset, int Length, ulong Checksum);

    private static ReadOnlySpan<byte> Magic => "RTFACTS\n"u8;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), Tables.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), Length);
        Encoding.UTF8.GetBytes(Engine, bytes.AsSpan(24, MostEngineBytes));
        for (int i = 0; i < Tables.Length; i++)
        {
            var at = bytes.AsSpan(64 + i * TableSize);
            BinaryPrimitives.WriteInt32LittleEndian(at, Tables[i].Rows);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], Tables[i].FanOutBits);
            BinaryPrimitives.WriteInt64LittleEndian(at[8..], Tables[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(at[16..], Tables[i].Length);
            BinaryPrimitives.WriteUInt64LittleEndian(at[24..], Tables[i].Checksum);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Size - 8), History.Checksum.Of(bytes.AsSpan(0, Size - 8)));
        return bytes;
    }

    /// <exception cref="GitDataException">The file is no segment, is of another format, or is damaged.</exception>
    public static SegmentHeader Read(MappedFile file)
    {
        if (file.Length < Size || !file.Slice(0, Magic.Length).SequenceEqual(Magic))
            throw GitDataException.Corrupt(file.Path, "is no file of cached facts");
        var bytes = file.Slice(0, Size);
        int version = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (version != FormatVersion)
            throw GitDataException.Unsupported(file.Path, $"the format version {version} of cached facts is not supported ({FormatVersion} is)");
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[(Size - 8)..]) != History.Checksum.Of(bytes[..(Size - 8)])
            || BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]) != TableSlots)
            throw GitDataException.Corrupt(file.Path, "the header's checksum is wrong");
        if (BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) != file.Length)
            throw GitDataException.Corrupt(file.Path, "the file has been cut off");

        var tables = new Table[TableSlots];
        for (int i = 0; i < tables.Length; i++)
            tables[i] = ReadTable(bytes.Slice(64 + i * TableSize, TableSize), CacheTables.KeySize(CacheTables.All[i]), file);
        return new SegmentHeader
        {
            Engine = Encoding.UTF8.GetString(bytes.Slice(24, MostEngineBytes).TrimEnd((byte)0)),
            Length = file.Length,
            Tables = tables,
        };
    }

    private static Table ReadTable(ReadOnlySpan<byte> bytes, int keySize, MappedFile file)
    {
        var table = new Table(
            BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[24..]));
        bool sound = table.Rows >= 0 && table.FanOutBits is >= 0 and <= SegmentTable.MostFanOutBits
            && table.Length == SegmentTable.IndexLength(table.Rows, keySize, table.FanOutBits)
            && table.Offset >= Size && table.Offset <= file.Length - table.Length;
        return sound ? table : throw GitDataException.Corrupt(file.Path, "a table lies outside the file");
    }
}
