using System.Buffers.Binary;
using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// One index over many packs.
/// <code>
/// 'MIDX' · version 1 · hash version · chunks · base files · packs (4) · chunk table (id, 64-bit offset)
/// PNAM names · OIDF fan-out · OIDL ids · OOFF (pack, 31-bit offset; top bit: row of LOFF) · LOFF 64-bit offsets
/// </code>
/// https://git-scm.com/docs/gitformat-pack ("multi-pack-index files")
/// </summary>
internal sealed class MultiPackIndex : IDisposable
{
    private readonly MappedFile _file;
    private readonly Lazy<SortedIds> _ids;
    private readonly Range64 _offsets;
    private readonly Range64 _largeOffsets;

    private MultiPackIndex(MappedFile file)
    {
        _file = file;
        var header = file.Slice(0, 12);
        if (!header.StartsWith("MIDX"u8))
            throw GitDataException.Corrupt(file.Path, "the multi-pack-index has a wrong signature");
        if (header[4] is not (1 or 2) || header[5] != 1 || header[7] != 0)
            throw GitDataException.Unsupported(file.Path, "this form of multi-pack-index is not known");

        Range64 names = default, fanOut = default, ids = default;
        for (int i = 0; i < header[6]; i++)
        {
            var row = file.Slice(12 + i * 12, 24);
            long start = BinaryPrimitives.ReadInt64BigEndian(row[4..]);
            long end = BinaryPrimitives.ReadInt64BigEndian(row[16..]);
            if (start < 0 || end < start || end > file.Length)
                throw GitDataException.Corrupt(file.Path, 12 + i * 12, "a chunk lies outside the multi-pack-index");
            var range = new Range64(start, end - start);
            switch (BinaryPrimitives.ReadUInt32BigEndian(row))
            {
                case 0x504E414D: names = range; break; // PNAM
                case 0x4F494446: fanOut = range; break; // OIDF
                case 0x4F49444C: ids = range; break; // OIDL
                case 0x4F4F4646: _offsets = range; break; // OOFF
                case 0x4C4F4646: _largeOffsets = range; break; // LOFF
            }
        }

        if (fanOut.Length < 1024)
            throw GitDataException.Corrupt(file.Path, "the multi-pack-index has no fan-out table");
        long count = SortedIds.ReadFanOut(file, fanOut.Start, out int[] starts);
        if (ids.Length < count * ObjectId.Size || _offsets.Length < count * 8)
            throw GitDataException.Corrupt(file.Path, "the multi-pack-index is shorter than its object count");
        int packs = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(header[8..]), int.MaxValue);
        PackNames = ReadNames(names, packs);
        _ids = new Lazy<SortedIds>(() => new SortedIds(file, ids.Start, ObjectId.Size, starts));
    }

    /// <summary>Names of the packs' index files, <c>pack-….idx</c>, in the order of pack numbers.</summary>
    public IReadOnlyList<string> PackNames { get; }

    public static MultiPackIndex Open(string path)
    {
        var file = MappedFile.Open(path);
        try
        {
            return new MultiPackIndex(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool TryFind(ObjectId id, out int pack, out long offset)
    {
        pack = -1;
        offset = 0;
        if (!_ids.Value.TryFind(id, out int row))
            return false;
        var entry = _file.Slice(_offsets.Start + (long)row * 8, 8);
        uint stated = BinaryPrimitives.ReadUInt32BigEndian(entry);
        if (stated >= PackNames.Count)
            throw GitDataException.Corrupt(_file.Path, _offsets.Start + (long)row * 8, "the multi-pack-index names a pack that it does not list");
        pack = (int)stated;
        uint small = BinaryPrimitives.ReadUInt32BigEndian(entry[4..]);
        if ((small & 0x8000_0000) == 0 || _largeOffsets.Length == 0)
        {
            offset = small;
            return true;
        }

        long large = (small & 0x7FFF_FFFF) * 8L;
        if (large + 8 > _largeOffsets.Length)
            throw GitDataException.Corrupt(_file.Path, _offsets.Start + (long)row * 8, "an offset points outside the table of 64-bit offsets");
        offset = BinaryPrimitives.ReadInt64BigEndian(_file.Slice(_largeOffsets.Start + large, 8));
        return true;
    }

    public void AppendByPrefix(IdPrefix prefix, ICollection<ObjectId> found, int limit) => _ids.Value.AppendByPrefix(prefix, found, limit);

    public void Dispose() => _file.Dispose();

    private List<string> ReadNames(Range64 range, int packs)
    {
        var names = new List<string>();
        var rest = _file.Slice(range.Start, (int)Math.Min(range.Length, int.MaxValue));
        while (names.Count < packs)
        {
            int end = rest.IndexOf((byte)0);
            if (end <= 0)
                throw GitDataException.Corrupt(_file.Path, range.Start, "the multi-pack-index lists fewer packs than it counts");
            string name = Encoding.UTF8.GetString(rest[..end]);
            if (name.AsSpan().IndexOfAny('/', '\\') >= 0)
                throw GitDataException.Corrupt(_file.Path, range.Start, "the multi-pack-index names a pack outside its folder");
            names.Add(name);
            rest = rest[(end + 1)..];
        }

        return names;
    }

    private readonly record struct Range64(long Start, long Length);
}
