namespace RepoTopology.Git;

/// <summary>
/// The object database: packs, loose objects and alternates. Immutable once opened, so it is shared by all threads; each thread reads
/// through an <see cref="ObjectReader"/> of its own.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    /// <summary>Opens an objects directory and, recursively, what its <c>info/alternates</c> names.</summary>
    /// <param name="objectsDirectory">The repository's objects directory.</param>
    /// <param name="replacements">Objects to be read as another one (<c>refs/replace</c>).</param>
    public static ObjectStore Open(string objectsDirectory, IReadOnlyDictionary<ObjectId, ObjectId>? replacements = null) =>
        throw new NotImplementedException(objectsDirectory + replacements);

    /// <summary>Whether any pack stands beside a <c>.promisor</c> file.</summary>
    public bool HasPromisorPacks => throw new NotImplementedException();

    public int PackCount => throw new NotImplementedException();

    public bool Contains(ObjectId id) => throw new NotImplementedException(id.ToString());

    /// <summary>All objects whose hexadecimal name starts with <paramref name="hexPrefix"/> (4 to 40 digits), sorted, at most <paramref name="limit"/>.</summary>
    public IReadOnlyList<ObjectId> FindByPrefix(string hexPrefix, int limit = 50) => throw new NotImplementedException(hexPrefix + limit);

    /// <summary>A reader for one thread.</summary>
    /// <param name="cacheBytes">How many bytes of trees, blobs and delta bases it keeps. The default is 16 MiB.</param>
    public ObjectReader CreateReader(int cacheBytes = 16 << 20) => throw new NotImplementedException(cacheBytes.ToString());

    public void Dispose() => throw new NotImplementedException();
}
