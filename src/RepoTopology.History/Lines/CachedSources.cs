using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Rename searches in the cache, by the commit's id and the parent's number: for each path that was searched, its length and bytes, and those of
/// the path it came from, of length 0 for none.
/// </summary>
internal sealed class CachedSources(HistoryCache cache)
{
    private readonly RecordWriter _writer = new();

    /// <summary>What an earlier run found, or null when it did not search all of these paths.</summary>
    public Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>? TryFind(ObjectId commit, int parent, IEnumerable<ReadOnlyMemory<byte>> paths)
    {
        Span<byte> key = stackalloc byte[ObjectId.Size + 1];
        Fill(key, commit, parent);
        if (!cache.TryFind(CacheTable.Sources, key, out var record))
            return null;
        var found = new Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(new PathBytes());
        try
        {
            for (var reader = new RecordReader(record, "the cache"); !reader.IsAtEnd;)
            {
                byte[] path = reader.Take(reader.Count()).ToArray();
                found[path] = reader.Take(reader.Count()).ToArray();
            }
        }
        catch (GitDataException)
        {
            return null; // Searched anew.
        }

        return paths.All(found.ContainsKey) ? found : null;
    }

    public void Add(ObjectId commit, int parent, IEnumerable<(ReadOnlyMemory<byte> Path, ReadOnlyMemory<byte> Source)> found)
    {
        _writer.Clear();
        foreach (var (path, source) in found)
        {
            _writer.Number((ulong)path.Length);
            _writer.Append(path.Span);
            _writer.Number((ulong)source.Length);
            _writer.Append(source.Span);
        }

        Span<byte> key = stackalloc byte[ObjectId.Size + 1];
        Fill(key, commit, parent);
        cache.Add(CacheTable.Sources, key, _writer.Bytes);
    }

    private static void Fill(Span<byte> key, ObjectId commit, int parent)
    {
        commit.CopyTo(key);
        key[^1] = (byte)parent;
    }
}
