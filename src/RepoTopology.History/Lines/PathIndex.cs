namespace RepoTopology.History;

/// <summary>Finds a history's paths by their bytes.</summary>
internal sealed class PathIndex
{
    private readonly Lazy<Dictionary<ReadOnlyMemory<byte>, int>> _paths;

    public PathIndex(RepositoryHistory history) => _paths = new(() =>
    {
        var paths = new Dictionary<ReadOnlyMemory<byte>, int>(history.Paths.Length, new PathBytes());
        for (int path = 0; path < history.Paths.Length; path++)
            paths[history.Paths[path].Bytes.AsMemory()] = path;
        return paths;
    });

    /// <summary>A path's index, or −1.</summary>
    public int Find(ReadOnlyMemory<byte> path) => _paths.Value.GetValueOrDefault(path, -1);
}

/// <summary>Compares paths by their bytes.</summary>
internal sealed class PathBytes : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public bool Equals(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);

    public int GetHashCode(ReadOnlyMemory<byte> path)
    {
        var hash = new HashCode();
        hash.AddBytes(path.Span);
        return hash.ToHashCode();
    }
}
