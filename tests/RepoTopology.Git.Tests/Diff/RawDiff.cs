using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

/// <summary>The rows of <c>git log --raw</c>, by git and by <see cref="TreeDiff"/>; paths are Latin-1, each character a byte.</summary>
internal static class RawDiff
{
    private static readonly string[] Log =
        ["log", "--raw", "-z", "--no-abbrev", "--no-renames", "--diff-merges=first-parent", "--format=%H"];

    /// <summary>Compares every commit of a revision with its first parent; returns how many rows there were.</summary>
    public static int AssertEqualsGit(string repository, string objectsDirectory, string revision)
    {
        var expected = Parse(GitTestRepository.Git(repository, [.. Log, revision]));
        using var store = ObjectStore.Open(objectsDirectory);
        using var reader = store.CreateReader();
        Assert.All(expected, commit =>
        {
            var (oldTree, newTree) = GitRenames.Trees(reader, ObjectId.Parse(commit.Key));
            Assert.Equal(commit.Value, Rows(reader, oldTree, newTree));
        });
        return expected.Sum(commit => commit.Value.Count);
    }

    public static List<string> Rows(ObjectReader reader, ObjectId oldTree, ObjectId newTree)
    {
        var rows = new List<string>();
        new TreeDiff(reader).Compare(oldTree, newTree, [], (in TreeChange change) => rows.Add(
            $":{Octal(change.OldMode)} {Octal(change.NewMode)} {change.OldId} {change.NewId} {(char)change.Kind} {Encoding.Latin1.GetString(change.Path)}"));
        return rows;
    }

    private static Dictionary<string, List<string>> Parse(byte[] output)
    {
        var commits = new Dictionary<string, List<string>>();
        string[] tokens = Encoding.Latin1.GetString(output).Split('\0');
        List<string> rows = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            string token = tokens[i].TrimStart('\n');
            if (token.StartsWith(':'))
                rows.Add($"{token} {tokens[++i]}");
            else if (token.Length > 0)
                commits[token] = rows = [];
        }

        return commits;
    }

    private static string Octal(ushort mode) => Convert.ToString(mode, 8).PadLeft(6, '0');
}
