namespace RepoTopology.Git;

/// <summary>
/// Decoded objects of one reader, one behind the other in a ring of bytes: whatever is decoded next takes the place of the oldest. A history
/// decodes the same neighbourhood over and over, so the oldest is rarely asked for again, and a ring costs no garbage: fresh arrays would cost more
/// than decoding.
/// </summary>
internal sealed class ObjectCache(int limit)
{
    /// <summary>Room behind the content, so that the inflater may copy eight bytes at a time.</summary>
    public const int Slack = 8;

    private const int Alignment = 16;

    private readonly Dictionary<long, CachedObject> _objects = [];
    private readonly Stack<CachedObject> _spare = new();
    private byte[] _ring = [];
    private int _at;

    // In the order in which the ring's next places are taken: the oldest stands behind _at, the newest before it.
    private CachedObject? _oldest;
    private CachedObject? _newest;

    /// <summary>An object that cannot be found yet, with room for a length.</summary>
    public CachedObject Allocate(ObjectType type, int length)
    {
        if (length <= limit / 4 && TryAllocate(type, (length + Slack + Alignment - 1) & -Alignment) is { } value)
        {
            value.Length = length;
            return value;
        }

        return new CachedObject { Type = type, Array = GC.AllocateUninitializedArray<byte>(length + Slack), Length = length };
    }

    public CachedObject? Find(long key) => _objects.GetValueOrDefault(key);

    /// <summary>Lets an object be found, until its place is taken. An object with an array of its own is not kept.</summary>
    public void Add(long key, CachedObject value)
    {
        if (value.RingSize == 0)
            return;
        value.Key = key;
        _objects[key] = value;
    }

    private CachedObject? TryAllocate(ObjectType type, int size)
    {
        if (_ring.Length == 0)
            _ring = GC.AllocateUninitializedArray<byte>(limit);
        int end = _at + size;
        bool wrapped = false;
        while (true)
        {
            if (end > _ring.Length)
            {
                // Those up to the end of the ring are the oldest.
                if (wrapped)
                    return null;
                wrapped = true;
                GiveUpRest();
                _at = 0;
                end = size;
                continue;
            }

            if (_oldest is not { } next || next.Start < _at || next.Start >= end)
                break;
            if (!GiveUp(next))
            {
                // Still looked at: the place behind it will do.
                _at = next.Start + next.RingSize;
                end = _at + size;
            }
        }

        var value = _spare.Count > 0 ? _spare.Pop() : new CachedObject();
        (value.Type, value.Array, value.Start, value.RingSize) = (type, _ring, _at, size);
        _at = end;
        Append(value);
        return value;
    }

    private void GiveUpRest()
    {
        bool more = true;
        for (var end = _newest; more && _oldest is { } last && last.Start >= _at;)
        {
            more = last != end; // One that stays becomes the newest, and does not come twice.
            GiveUp(last);
        }
    }

    /// <summary>False for an object that is looked at: it stays, and is the newest.</summary>
    private bool GiveUp(CachedObject oldest)
    {
        _oldest = oldest.Newer;
        oldest.Newer = null;
        if (_oldest is null)
            _newest = null;
        if (oldest.Holds > 0)
        {
            Append(oldest);
            return false;
        }

        if (oldest.Key >= 0 && _objects.TryGetValue(oldest.Key, out var found) && found == oldest)
            _objects.Remove(oldest.Key);
        oldest.Key = -1;
        _spare.Push(oldest);
        return true;
    }

    private void Append(CachedObject value)
    {
        if (_newest is null)
            _oldest = value;
        else
            _newest.Newer = value;
        _newest = value;
    }
}
