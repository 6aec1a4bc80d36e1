namespace RepoTopology.Git;

/// <summary>Reads objects for one thread: scratch buffers, an inflater and a cache of delta bases.</summary>
public sealed class ObjectReader : IDisposable
{
    /// <summary>Reads an object; false when it is absent (a partial or shallow clone).</summary>
    /// <exception cref="GitDataException">The object's bytes are corrupt.</exception>
    public bool TryRead(ObjectId id, out GitObject value) => throw new NotImplementedException(id.ToString());

    /// <summary>Reads an object of a known type.</summary>
    /// <exception cref="GitDataException">Absent, corrupt, or of another type.</exception>
    public ReadOnlySpan<byte> Read(ObjectId id, ObjectType type) => throw new NotImplementedException(id.ToString() + type);

    /// <summary>An object's type and size in bytes without decoding it whole (blobs: a delta's result size is in its header).</summary>
    public bool TryReadHeader(ObjectId id, out ObjectType type, out long size) => throw new NotImplementedException(id.ToString());

    public void Dispose() => throw new NotImplementedException();
}
