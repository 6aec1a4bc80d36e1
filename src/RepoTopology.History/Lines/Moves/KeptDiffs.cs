using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Comparisons of this run, for those who look a second time: moves are found before it can be told whose the moved lines are. What earlier runs
/// compared is looked up there.
/// </summary>
/// <param name="earlier">Those of earlier runs, and for later ones; null for none.</param>
internal sealed class KeptDiffs(DiffRecords? earlier) : DiffRecords
{
    private const int ChunkBytes = 1 << 18;

    private readonly Lock _writing = new();
    private readonly Dictionary<(ObjectId Older, ObjectId Newer), (byte[] Chunk, int Start, int Length)> _records = [];
    private byte[] _chunk = [];
    private int _used;

    public override bool TryFind(ObjectId older, ObjectId newer, bool ignoreWhitespace, out ReadOnlySpan<byte> record)
    {
        if (earlier is not null && earlier.TryFind(older, newer, ignoreWhitespace, out record))
            return true;
        lock (_writing)
        {
            bool found = _records.TryGetValue((older, newer), out var place);
            record = place.Chunk.AsSpan(place.Start, place.Length);
            return found;
        }
    }

    public override void Add(ObjectId older, ObjectId newer, bool ignoreWhitespace, ReadOnlySpan<byte> record)
    {
        lock (_writing)
        {
            if (_chunk.Length - _used < record.Length)
                (_chunk, _used) = (new byte[Math.Max(ChunkBytes, record.Length)], 0);
            record.CopyTo(_chunk.AsSpan(_used));
            _records[(older, newer)] = (_chunk, _used, record.Length);
            _used += record.Length;
        }

        earlier?.Add(older, newer, ignoreWhitespace, record);
    }
}
