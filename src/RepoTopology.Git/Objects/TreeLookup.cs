namespace RepoTopology.Git;

/// <summary>Finds what a path names in a tree.</summary>
public static class TreeLookup
{
    /// <summary>Mode and object of a path such as <c>src/a.cs</c>; the tree itself for the empty path. Links are not followed.</summary>
    /// <exception cref="GitDataException">A tree on the way is absent or corrupt.</exception>
    public static bool TryFind(ObjectReader reader, ObjectId tree, ReadOnlySpan<byte> path, out ushort mode, out ObjectId id)
    {
        mode = FileMode.Tree;
        id = tree;
        while (!path.IsEmpty)
        {
            int slash = path.IndexOf((byte)'/');
            var name = slash < 0 ? path : path[..slash];
            path = slash < 0 ? [] : path[(slash + 1)..];
            if (mode != FileMode.Tree || !TryFindEntry(reader, id, name, out mode, out id))
            {
                mode = FileMode.None;
                id = default;
                return false;
            }
        }

        return true;
    }

    private static bool TryFindEntry(ObjectReader reader, ObjectId tree, ReadOnlySpan<byte> name, out ushort mode, out ObjectId id)
    {
        foreach (var entry in new TreeEntries(reader.Read(tree, ObjectType.Tree), tree))
            if (entry.Name.SequenceEqual(name))
            {
                mode = entry.Mode;
                id = entry.Id;
                return true;
            }

        mode = FileMode.None;
        id = default;
        return false;
    }
}
