namespace RepoTopology.History;

/// <summary>Compares paths by their bytes.</summary>
internal sealed class PathBytes : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static PathBytes Comparer { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);

    public int GetHashCode(ReadOnlyMemory<byte> path)
    {
        var hash = new HashCode();
        hash.AddBytes(path.Span);
        return hash.ToHashCode();
    }
}
