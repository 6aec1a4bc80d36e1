using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
