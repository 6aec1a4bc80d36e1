namespace RepoTopology.Git;

/// <summary>An object's type and bytes, in a buffer of the <see cref="ObjectReader"/> that read it.</summary>
public readonly ref struct GitObject(ObjectType type, ReadOnlySpan<byte> data)
{
    public ObjectType Type { get; } = type;

    /// <summary>Valid until the reader has read two more objects.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}
