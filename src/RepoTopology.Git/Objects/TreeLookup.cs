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

    /// <summary>
    /// The content of a commit's regular file. False when there is none, when it is no regular file, when it is larger than a limit, or
    /// when a partial clone lacks it or a tree on the way.
    /// </summary>
    /// <exception cref="GitDataException">Something on the way is corrupt.</exception>
    public static bool TryReadFile(ObjectReader reader, ObjectId commit, ReadOnlySpan<byte> path, int limit, out byte[] content)
    {
        content = [];
        try
        {
            var root = CommitView.Parse(reader.Read(commit, ObjectType.Commit), commit).Tree;
            if (!TryFind(reader, root, path, out ushort mode, out var blob) || mode is not (FileMode.Regular or FileMode.Executable)
                || !reader.TryReadHeader(blob, out _, out long size) || size > limit)
                return false;
            content = reader.Read(blob, ObjectType.Blob).ToArray();
            return true;
        }
        catch (GitDataException e) when (e.Problem == GitDataProblem.Missing)
        {
            return false;
        }
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
