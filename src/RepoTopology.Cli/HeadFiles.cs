using System.Text;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary>Single files of a commit, by path.</summary>
internal static class HeadFiles
{
    /// <summary>The blob of a file in a commit's tree; false when it is not there, is no regular file, or a tree on the way is absent.</summary>
    public static bool TryFind(ObjectReader reader, ObjectId commit, string path, out ObjectId blob)
    {
        blob = default;
        try
        {
            var tree = CommitView.Parse(reader.Read(commit, ObjectType.Commit), commit).Tree;
            return TreeLookup.TryFind(reader, tree, Encoding.UTF8.GetBytes(path), out ushort mode, out blob)
                && (mode is Git.FileMode.Regular or Git.FileMode.Executable);
        }
        catch (GitDataException exception) when (exception.Problem == GitDataProblem.Missing)
        {
            // A tree filter left it out: what the commit says there cannot be known.
            return false;
        }
    }
}
