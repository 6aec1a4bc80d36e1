using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Comparisons of versions in the cache: the two blobs' ids, and a byte that is 1 where white space was ignored.</summary>
internal sealed class CachedDiffs(HistoryCache cache) : DiffRecords
{
    public override bool TryFind(ObjectId older, ObjectId newer, bool ignoreWhitespace, out ReadOnlySpan<byte> record)
    {
        Span<byte> key = stackalloc byte[2 * ObjectId.Size + 1];
        Fill(key, older, newer, ignoreWhitespace);
        return cache.TryFind(CacheTable.Diffs, key, out record);
    }

    public override void Add(ObjectId older, ObjectId newer, bool ignoreWhitespace, ReadOnlySpan<byte> record)
    {
        Span<byte> key = stackalloc byte[2 * ObjectId.Size + 1];
        Fill(key, older, newer, ignoreWhitespace);
        cache.Add(CacheTable.Diffs, key, record);
    }

    private static void Fill(Span<byte> key, ObjectId older, ObjectId newer, bool ignoreWhitespace)
    {
        older.CopyTo(key);
        newer.CopyTo(key[ObjectId.Size..]);
        key[^1] = ignoreWhitespace ? (byte)1 : (byte)0;
    }
}
