using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Single files of a commit, by path.</summary>
internal static class HeadFiles
{
    /// <summary>The id of a file in a commit's tree; false when it is not there, is no file, or a tree is absent.</summary>
    public static bool TryFind(ObjectReader reader, ObjectId commit, string path, out ObjectId id)
    {
        id = default;
        if (!reader.TryRead(commit, out var value) || value.Type != ObjectType.Commit)
            return false;
        var tree = CommitView.Parse(value.Data, commit).Tree;
        string[] parts = path.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            if (!TryFindEntry(reader, tree, Encoding.UTF8.GetBytes(parts[i]), out ushort mode, out id))
                return false;
            bool isLast = i == parts.Length - 1;
            if (isLast)
                return mode is Git.FileMode.Regular or Git.FileMode.Executable;
            if (mode != Git.FileMode.Tree)
                return false;
            tree = id;
        }

        return false;
    }

    private static bool TryFindEntry(ObjectReader reader, ObjectId tree, ReadOnlySpan<byte> name, out ushort mode, out ObjectId id)
    {
        (mode, id) = (0, default);
        if (!reader.TryRead(tree, out var value) || value.Type != ObjectType.Tree)
            return false;
        foreach (var entry in new TreeEntries(value.Data, tree))
        {
            if (!entry.Name.SequenceEqual(name))
                continue;
            (mode, id) = (entry.Mode, entry.Id);
            return true;
        }

        return false;
    }
}
