using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>How many people moved between layers from one window to a later one that begins where it ends: counts, never names.</summary>
/// <param name="Before">The end of the earlier window.</param>
/// <param name="Moves">Only moves that somebody made; by layer before, then by layer after, absent last.</param>
public sealed record LayerDrift(DateTimeOffset Before, ImmutableArray<LayerMove> Moves)
{
    /// <summary>Of the people in a layer before, how many are absent after.</summary>
    public int Left(Layer layer) => Count(move => move.From == layer && move.To is null);

    /// <summary>Of the people in a layer after, how many were absent before.</summary>
    public int Came(Layer layer) => Count(move => move.From is null && move.To == layer);

    /// <summary>Of the people in a layer after, how many were in it before.</summary>
    public int Stayed(Layer layer) => Count(move => move.From == layer && move.To == layer);

    /// <summary>Of the people in a layer after, how many were in another one before.</summary>
    public int Moved(Layer layer) => Count(move => move.From is { } from && from != layer && move.To == layer);

    /// <summary>Since the window of the same length that ends where another begins; null when nobody was there.</summary>
    internal static LayerDrift? Of(Sample later)
    {
        var (history, window) = (later.Table.History, later.Table.Window);
        var before = WindowChoice.Choose(history, new AnalysisOptions { WindowMonths = window.Months, AsOf = window.From });
        var earlier = Sample.Whole(WindowTable.Build(history, before));
        return earlier.Authors == 0 ? null : Between(before.To, Layers.OfContributors(earlier), Layers.OfContributors(later));
    }

    /// <param name="before">The earlier window's end.</param>
    /// <param name="earlier">Contributor → layer.</param>
    /// <param name="later">Contributor → layer.</param>
    internal static LayerDrift Between(DateTimeOffset before, IReadOnlyDictionary<int, Layer> earlier, IReadOnlyDictionary<int, Layer> later)
    {
        var moves = new SortedDictionary<(int From, int To), int>();
        foreach (var (person, layer) in earlier)
            Add((int)layer, later.TryGetValue(person, out var to) ? (int)to : Absent);
        foreach (var (person, layer) in later)
            if (!earlier.ContainsKey(person))
                Add(Absent, (int)layer);
        return new(before, [.. moves.Select(move => new LayerMove(LayerOf(move.Key.From), LayerOf(move.Key.To), move.Value))]);

        void Add(int from, int to) => moves[(from, to)] = moves.GetValueOrDefault((from, to)) + 1;
    }

    private const int Absent = int.MaxValue;

    private static Layer? LayerOf(int number) => number == Absent ? null : (Layer)number;

    private int Count(Func<LayerMove, bool> which) => Moves.Where(which).Sum(move => move.People);
}

/// <summary>People who moved from one layer to another, or stayed; null for absent.</summary>
public sealed record LayerMove(Layer? From, Layer? To, int People);
