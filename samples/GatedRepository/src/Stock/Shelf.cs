namespace Warehouse.Stock;

/// <summary>Where things lie, and how many of them: boxes are filled from the front and taken from the front.</summary>
public sealed class Shelf
{
    private readonly Dictionary<string, Queue<Box>> _boxes = new(StringComparer.Ordinal);
    private readonly int _capacity;

    public Shelf(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
    }

    public int Used => _boxes.Values.Sum(boxes => boxes.Sum(box => box.Count));

    public int Free => _capacity - Used;

    public int CountOf(string article) => _boxes.TryGetValue(article, out var boxes) ? boxes.Sum(box => box.Count) : 0;

    /// <summary>Fills the last box that has room, then opens new ones.</summary>
    /// <returns>How many found no room.</returns>
    public int Put(string article, int count, int perBox)
    {
        int left = Math.Min(count, Free);
        int refused = count - left;
        if (!_boxes.TryGetValue(article, out var boxes))
            _boxes[article] = boxes = new Queue<Box>();
        if (boxes.Count > 0)
        {
            var last = boxes.Last();
            int fits = Math.Min(left, perBox - last.Count);
            last.Count += Math.Max(0, fits);
            left -= Math.Max(0, fits);
        }

        while (left > 0)
        {
            int fits = Math.Min(left, perBox);
            boxes.Enqueue(new Box { Count = fits });
            left -= fits;
        }

        return refused;
    }

    /// <summary>Takes from the oldest box on; all or nothing.</summary>
    public bool TryTake(string article, int count)
    {
        if (CountOf(article) < count)
            return false;
        var boxes = _boxes[article];
        while (count > 0)
        {
            var first = boxes.Peek();
            int taken = Math.Min(first.Count, count);
            first.Count -= taken;
            count -= taken;
            if (first.Count == 0)
                boxes.Dequeue();
        }

        return true;
    }

    /// <summary>Half-empty boxes are poured together, so that whoever counts them has less to do.</summary>
    public void Tidy(int perBox)
    {
        foreach (string article in _boxes.Keys.ToList())
        {
            int count = CountOf(article);
            _boxes[article].Clear();
            Put(article, count, perBox);
        }
    }

    private sealed class Box
    {
        public int Count { get; set; }
    }
}
