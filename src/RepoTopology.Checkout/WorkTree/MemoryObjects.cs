using LibGit2Sharp;

namespace RepoTopology.Checkout;

/// <summary>Takes the objects that are made while a work tree is looked at, so that nothing is written to the repository.</summary>
internal sealed class MemoryObjects : OdbBackend
{
    private readonly Dictionary<ObjectId, (ObjectType Type, byte[] Bytes)> _objects = [];

    /// <summary>What was made.</summary>
    public IEnumerable<(ObjectId Id, ObjectType Type, byte[] Bytes)> Made => _objects.Select(made => (made.Key, made.Value.Type, made.Value.Bytes));

    protected override OdbBackendOperations SupportedOperations =>
        OdbBackendOperations.Read | OdbBackendOperations.ReadHeader | OdbBackendOperations.Write | OdbBackendOperations.Exists;

    public override int Read(ObjectId id, out UnmanagedMemoryStream data, out ObjectType objectType)
    {
        (data, objectType) = (null!, default);
        if (!_objects.TryGetValue(id, out var found))
            return (int)ReturnCode.GIT_ENOTFOUND;
        (data, objectType) = (AllocateAndBuildFrom(found.Bytes), found.Type);
        return (int)ReturnCode.GIT_OK;
    }

    public override int ReadHeader(ObjectId id, out int length, out ObjectType objectType)
    {
        (length, objectType) = (0, default);
        if (!_objects.TryGetValue(id, out var found))
            return (int)ReturnCode.GIT_ENOTFOUND;
        (length, objectType) = (found.Bytes.Length, found.Type);
        return (int)ReturnCode.GIT_OK;
    }

    public override int Write(ObjectId id, Stream dataStream, long length, ObjectType objectType)
    {
        var bytes = new byte[length];
        dataStream.ReadExactly(bytes);
        _objects[id] = (objectType, bytes);
        return (int)ReturnCode.GIT_OK;
    }

    public override bool Exists(ObjectId id) => _objects.ContainsKey(id);

    public override int ReadPrefix(string shortSha, out ObjectId oid, out UnmanagedMemoryStream data, out ObjectType objectType) => throw new NotSupportedException();

    public override int ReadStream(ObjectId id, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int WriteStream(long length, ObjectType objectType, out OdbBackendStream stream) => throw new NotSupportedException();

    public override int ExistsPrefix(string shortSha, out ObjectId found) => throw new NotSupportedException();

    public override int ForEach(ForEachCallback callback) => throw new NotSupportedException();
}
