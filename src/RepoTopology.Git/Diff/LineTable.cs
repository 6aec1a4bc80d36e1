namespace RepoTopology.Git;

/// <summary>Numbers keys from 0 in the order of their first coming: open addressing over numbers, the keys beside it.</summary>
internal sealed class LineTable
{
    private const int FewestSlots = 1024;

    // As many as a text has lines; together they take some 3 GB.
    private const int MostKeys = LineNumbering.MaxLines;

    // Larger tables are not kept for the next file.
    private const int MostSlotsKept = 1 << 20;

    // Numbers plus 1; 0 is a free slot. The first _mask + 1 are in use, the others wait for growth.
    private int[] _slots = new int[FewestSlots];
    private LineKey[] _keys = new LineKey[FewestSlots / 2];
    private int _mask = FewestSlots - 1;

    /// <summary>Different keys seen.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that the numbers in use take.</summary>
    public long Size => Count * (16L + 2 * sizeof(int));

    /// <exception cref="GitDataException">There are too many.</exception>
    public int NumberOf(LineKey key)
    {
        int[] slots = _slots;
        var keys = _keys;
        int mask = _mask;
        int at = (int)key.First & mask;
        while (slots[at] is var number and not 0)
        {
            if (keys[number - 1] == key)
                return number - 1;
            at = (at + 1) & mask;
        }

        return Add(key, at);
    }

    /// <summary>Forgets all keys, at a cost that follows their number.</summary>
    public void Clear()
    {
        if (_slots.Length > MostSlotsKept)
            (_slots, _keys) = (new int[FewestSlots], new LineKey[FewestSlots / 2]);
        else
            Array.Clear(_slots, 0, _mask + 1);
        Count = 0;
        _mask = FewestSlots - 1;
    }

    private int Add(LineKey key, int slot)
    {
        if (Count == MostKeys)
            throw new GitDataException(GitDataProblem.TooLarge, $"texts with more than {MostKeys} different lines are too large to compare");
        if (Count == _keys.Length)
            Array.Resize(ref _keys, Count * 2);
        _keys[Count] = key;
        _slots[slot] = ++Count;
        if (Count > _mask / 2)
            Grow();
        return Count - 1;
    }

    private void Grow()
    {
        int size = (_mask + 1) * 2;
        if (_slots.Length < size)
            _slots = new int[size];
        else
            Array.Clear(_slots, 0, size);
        _mask = size - 1;
        for (int number = 0; number < Count; number++)
        {
            int at = (int)_keys[number].First & _mask;
            while (_slots[at] != 0)
                at = (at + 1) & _mask;
            _slots[at] = number + 1;
        }
    }
}
