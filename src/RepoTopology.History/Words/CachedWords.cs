using System.Buffers.Binary;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Words of changes and messages that earlier runs have read: a clone that lacks their contents has them from an imported cache.</summary>
internal sealed class CachedWords(HistoryCache cache)
{
    // Which facet of two versions a record of the table is; comparisons have the small numbers.
    private const byte Lines = 0x40, Message = 0x41;
    private const int MostWords = 1 << 20;

    public ulong[]? TryFindLines(ObjectId oldId, ObjectId newId) => TryFind(oldId, newId, Lines);

    public ulong[]? TryFindMessage(ObjectId commit) => TryFind(commit, ObjectId.Zero, Message);

    public void AddLines(ObjectId oldId, ObjectId newId, ulong[] words) => Add(oldId, newId, Lines, words);

    public void AddMessage(ObjectId commit, ulong[] words) => Add(commit, ObjectId.Zero, Message, words);

    private ulong[]? TryFind(ObjectId first, ObjectId second, byte facet)
    {
        Span<byte> key = stackalloc byte[2 * ObjectId.Size + 1];
        Write(key, first, second, facet);
        if (!cache.TryFind(CacheTable.Diffs, key, out var record) || record.Length % sizeof(ulong) != 0 || record.Length / sizeof(ulong) > MostWords)
            return null;
        var words = new ulong[record.Length / sizeof(ulong)];
        for (int i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(record[(i * sizeof(ulong))..]);
        return words;
    }

    private void Add(ObjectId first, ObjectId second, byte facet, ulong[] words)
    {
        Span<byte> key = stackalloc byte[2 * ObjectId.Size + 1];
        Write(key, first, second, facet);
        byte[] record = new byte[words.Length * sizeof(ulong)];
        for (int i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(i * sizeof(ulong)), words[i]);
        cache.Add(CacheTable.Diffs, key, record);
    }

    private static void Write(Span<byte> key, ObjectId first, ObjectId second, byte facet)
    {
        first.CopyTo(key);
        second.CopyTo(key[ObjectId.Size..]);
        key[^1] = facet;
    }
}
