using System.Numerics;

namespace RepoTopology.Git;

/// <summary>
/// Decoded trees, blobs and delta bases of one reader, least recently used given up first, with arrays used again: reading a history
/// decodes the same neighbourhood over and over, and fresh arrays would cost more than decoding.
/// </summary>
internal sealed class ObjectCache(long limit)
{
    // Room behind the content, so that the inflater may copy eight bytes at a time.
    private const int Slack = 8;

    private readonly Dictionary<long, CachedObject> _objects = [];
    private readonly Stack<byte[]>[] _free = [.. Enumerable.Range(0, 128).Select(_ => new Stack<byte[]>())];
    private CachedObject? _newest;
    private CachedObject? _oldest;
    private long _used;
    private long _freeBytes;

    /// <summary>An object that is not in the cache yet, with room for a length.</summary>
    public CachedObject Allocate(ObjectType type, int length)
    {
        int sizeClass = ClassOf(length + Slack, out int size);
        if (_free[sizeClass].TryPop(out byte[]? array))
            _freeBytes -= array.Length;
        else
            array = GC.AllocateUninitializedArray<byte>(size);
        return new CachedObject { Type = type, Array = array, Length = length };
    }

    public CachedObject? Find(long key)
    {
        if (!_objects.TryGetValue(key, out var found))
            return null;
        if (found != _newest)
        {
            Unlink(found);
            LinkNewest(found);
        }

        return found;
    }

    /// <summary>Keeps an object, and gives up the oldest ones until the limit holds. An object larger than a quarter of it is not kept.</summary>
    public void Add(long key, CachedObject value)
    {
        if (value.Array.Length > limit / 4)
            return;
        value.Key = key;
        _objects[key] = value;
        LinkNewest(value);
        _used += value.Array.Length;
        for (var candidate = _oldest; _used > limit && candidate is not null && candidate != value;)
        {
            var next = candidate.Newer;
            if (candidate.Holds == 0)
                GiveUp(candidate);
            candidate = next;
        }
    }

    /// <summary>Takes back an object that nobody looks at any more, unless the cache keeps it.</summary>
    public void Release(CachedObject value)
    {
        if (value.Key < 0 && value.Holds == 0)
            Recycle(value);
    }

    private void GiveUp(CachedObject value)
    {
        _objects.Remove(value.Key);
        Unlink(value);
        _used -= value.Array.Length;
        value.Key = -1;
        Recycle(value);
    }

    private void Recycle(CachedObject value)
    {
        byte[] array = value.Array;
        value.Array = [];
        value.Length = 0;
        if (array.Length > limit / 4)
            return;
        if (_freeBytes + array.Length > limit / 4)
            ForgetFree(); // Sizes drift along a history: what nobody asked for again makes room for what is in demand.
        _free[ClassOf(array.Length, out int size)].Push(array);
        _freeBytes += size;
    }

    private void ForgetFree()
    {
        foreach (var arrays in _free)
            arrays.Clear();
        _freeBytes = 0;
    }

    private void LinkNewest(CachedObject value)
    {
        value.Older = _newest;
        value.Newer = null;
        if (_newest is not null)
            _newest.Newer = value;
        _newest = value;
        _oldest ??= value;
    }

    private void Unlink(CachedObject value)
    {
        if (value.Newer is null)
            _newest = value.Older;
        else
            value.Newer.Older = value.Older;
        if (value.Older is null)
            _oldest = value.Newer;
        else
            value.Older.Newer = value.Newer;
        value.Newer = value.Older = null;
    }

    // Four sizes between two powers of two: 64, 80, 96, 112, 128, 160 …: at most a quarter is wasted.
    private static int ClassOf(int length, out int size)
    {
        if (length <= 64)
        {
            size = 64;
            return 0;
        }

        int power = BitOperations.Log2((uint)(length - 1));
        int step = 1 << (power - 2);
        int quarter = (length - 1 - (1 << power)) / step + 1;
        long rounded = (1L << power) + (long)quarter * step;
        size = (int)Math.Min(rounded, Array.MaxLength);
        return (power - 6) * 4 + quarter;
    }
}
