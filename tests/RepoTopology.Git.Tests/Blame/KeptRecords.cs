namespace RepoTopology.Git.Tests.Blame;

/// <summary>Records in memory.</summary>
internal sealed class KeptRecords : DiffRecords
{
    private readonly Dictionary<(ObjectId, ObjectId, bool), byte[]> _records = [];

    /// <summary>What becomes of a record on its way in.</summary>
    public Func<byte[], byte[]> Change { get; init; } = record => record;

    public int Count => _records.Count;

    public override bool TryFind(ObjectId older, ObjectId newer, bool ignoreWhitespace, out ReadOnlySpan<byte> record)
    {
        bool found = _records.TryGetValue((older, newer, ignoreWhitespace), out byte[]? bytes);
        record = bytes;
        return found;
    }

    public override void Add(ObjectId older, ObjectId newer, bool ignoreWhitespace, ReadOnlySpan<byte> record) =>
        _records[(older, newer, ignoreWhitespace)] = Change(record.ToArray());
}
