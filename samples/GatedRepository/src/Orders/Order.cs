using Warehouse.Stock;

namespace Warehouse.Orders;

/// <summary>What somebody wants, and how far it is.</summary>
public sealed class Order
{
    private readonly Dictionary<string, int> _wanted = new(StringComparer.Ordinal);

    public required string Number { get; init; }

    public string State { get; private set; } = Codes.Open;

    public IReadOnlyDictionary<string, int> Wanted => _wanted;

    public void Add(string article, int count)
    {
        if (State != Codes.Open)
            throw new InvalidOperationException($"order {Number} is {State}");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _wanted[article] = _wanted.GetValueOrDefault(article) + count;
    }

    public bool TryPick(Shelf shelf)
    {
        if (State != Codes.Open || _wanted.Any(entry => shelf.CountOf(entry.Key) < entry.Value))
            return false;
        foreach (var (article, count) in _wanted)
            shelf.TryTake(article, count);
        State = Codes.Picked;
        return true;
    }

    public void Send()
    {
        if (State != Codes.Picked)
            throw new InvalidOperationException($"order {Number} is {State}");
        State = Codes.Sent;
    }

    public void Cancel(Shelf shelf, int perBox)
    {
        if (State == Codes.Sent)
            throw new InvalidOperationException($"order {Number} is {State}");
        if (State == Codes.Picked)
            foreach (var (article, count) in _wanted)
                shelf.Put(article, count, perBox);
        State = Codes.Cancelled;
    }
}
