namespace RepoTopology.Git;

/// <summary>
/// Objects that are in no file of a repository: a commit that is not made yet, with its trees and blobs. An <see cref="ObjectStore"/> that is opened with them
/// reads them beside its own; abbreviated names do not find them. They are added before that and not changed after it, so that all threads can share them.
/// </summary>
public sealed class UnstoredObjects
{
    private readonly Dictionary<ObjectId, (ObjectType Type, byte[] Content)> _objects = [];

    /// <param name="id">The SHA-1 that git would give it. Whoever adds it answers for that.</param>
    /// <param name="type">What it is.</param>
    /// <param name="content">Its bytes, without git's header; not changed any more.</param>
    /// <exception cref="GitDataException">It is larger than <see cref="ObjectReader.MaxObjectSize"/>.</exception>
    public void Add(ObjectId id, ObjectType type, byte[] content)
    {
        if (content.Length > ObjectReader.MaxObjectSize)
            throw GitDataException.Unsupported(id.ToString(), $"an object of {content.Length} bytes is too large to read");
        _objects[id] = (type, content);
    }

    public bool Contains(ObjectId id) => _objects.ContainsKey(id);

    internal bool TryFind(ObjectId id, out ObjectType type, out byte[] content)
    {
        bool found = _objects.TryGetValue(id, out var value);
        (type, content) = found ? value : (default, []);
        return found;
    }
}
