namespace RepoTopology.Git;

/// <summary>
/// An object that names another one: it starts with <c>object ID LF</c>. https://git-scm.com/docs/git-mktag
/// </summary>
public static class AnnotatedTag
{
    // Git sets no limit; nobody signs a signature of a signature this often.
    private const int DepthLimit = 64;

    /// <summary>Follows tags to what is no tag; false when an object on the way is absent.</summary>
    /// <exception cref="GitDataException">A tag is corrupt.</exception>
    public static bool TryPeel(ObjectReader reader, ObjectId id, out ObjectId peeled, out ObjectType type)
    {
        peeled = id;
        for (int depth = 0; depth <= DepthLimit; depth++)
        {
            if (!reader.TryReadHeader(peeled, out type, out _))
                return false;
            if (type != ObjectType.Tag)
                return true;
            var tag = reader.Read(peeled, ObjectType.Tag);
            const int start = 7;
            const int end = start + ObjectId.HexSize;
            if (tag.Length <= end || !tag.StartsWith("object "u8) || tag[end] != (byte)'\n'
                || !ObjectId.TryParse(tag[start..end], out var target))
                throw GitDataException.Corrupt(peeled, "tag does not start with an object line");
            peeled = target;
        }

        throw GitDataException.Corrupt(id, $"tag leads through more than {DepthLimit} other tags");
    }
}
