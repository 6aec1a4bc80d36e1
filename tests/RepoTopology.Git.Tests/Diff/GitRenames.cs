using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

/// <summary>A rename as git prints it, <c>R087 old new</c>.</summary>
internal readonly record struct NamedRename(int Similarity, string OldPath, string NewPath)
{
    public override string ToString() => $"R{Similarity:000} {OldPath} → {NewPath}";
}

/// <summary>The renames of a commit or a pair of trees, by git and by <see cref="RenameDetector"/>.</summary>
internal static class GitRenames
{
    /// <summary>Reads the output of <c>git log --raw -z -M --format=%H</c>: the renames of each commit.</summary>
    public static Dictionary<string, List<NamedRename>> Parse(byte[] output)
    {
        var renames = new Dictionary<string, List<NamedRename>>();
        var tokens = Encoding.Latin1.GetString(output).Split('\0');
        List<NamedRename> current = renames[""] = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            string token = tokens[i].TrimStart('\n');
            if (!token.StartsWith(':'))
            {
                if (token.Length > 0)
                    renames[token] = current = [];
                continue;
            }

            string status = token[(token.LastIndexOf(' ') + 1)..];
            if (status[0] == 'R')
                current.Add(new NamedRename(int.Parse(status[1..]), tokens[i + 1], tokens[i += 2]));
            else
                i++;
        }

        return renames;
    }

    /// <summary>Renames between two trees, in the order of the new paths.</summary>
    public static (List<NamedRename> Renames, RenameResult Result) Find(
        ObjectReader reader, ObjectId oldTree, ObjectId newTree, int limit = 1000)
    {
        List<RenameSide> deleted = [], added = [];
        new TreeDiff(reader).Compare(oldTree, newTree, [], (in TreeChange change) =>
        {
            if (change.Kind == ChangeKind.Deleted)
                deleted.Add(new RenameSide(change.Path.ToArray(), change.OldId, change.OldMode));
            else if (change.Kind == ChangeKind.Added)
                added.Add(new RenameSide(change.Path.ToArray(), change.NewId, change.NewMode));
        });
        var result = new RenameDetector(reader, limit).Find(deleted, added);
        return ([.. result.Renames.Select(rename => new NamedRename(
            rename.Similarity,
            Encoding.Latin1.GetString(deleted[rename.Deleted].Path.Span),
            Encoding.Latin1.GetString(added[rename.Added].Path.Span)))], result);
    }

    /// <summary>The trees of a commit and of its first parent (zero for none).</summary>
    public static (ObjectId Old, ObjectId New) Trees(ObjectReader reader, ObjectId commit)
    {
        var view = CommitView.Parse(reader.Read(commit, ObjectType.Commit), commit);
        var (tree, parent) = (view.Tree, view.ParentCount > 0 ? view.Parent(0) : ObjectId.Zero);
        return (parent.IsZero ? parent : CommitView.Parse(reader.Read(parent, ObjectType.Commit), parent).Tree, tree);
    }
}
