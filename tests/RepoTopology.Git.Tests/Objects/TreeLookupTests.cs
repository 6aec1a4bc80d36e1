using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class TreeLookupTests
{
    [Theory]
    [InlineData("a.txt")]
    [InlineData("src/deep/b.txt")]
    [InlineData("src/deep")]
    [InlineData("src/run")]
    [InlineData("größe/x")]
    public void FindsWhatGitFinds(string path)
    {
        using var git = Create();
        string[] expected = git.Run("-c", "core.quotePath=false", "ls-tree", "HEAD", path).Split(' ', '\t');
        Assert.Equal((Convert.ToUInt16(expected[0], 8), expected[2]), Find(git, path));
    }

    [Fact]
    public void TheEmptyPathIsTheTreeItself()
    {
        using var git = Create();
        Assert.Equal((FileMode.Tree, git.Run("rev-parse", "HEAD^{tree}").Trim()), Find(git, ""));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a.txt/b")]
    [InlineData("src/deep/c.txt")]
    [InlineData("src/../a.txt")]
    [InlineData("/a.txt")]
    [InlineData("src//run")]
    public void FindsNothingElse(string path)
    {
        using var git = Create();
        Assert.Null(Find(git, path));
    }

    private static GitTestRepository Create()
    {
        var git = GitTestRepository.Create();
        git.Write("a.txt", "a").Write("src/deep/b.txt", "b").Write("src/run", "run").Write("größe/x", "x");
        git.Run("add", "--all");
        git.Run("update-index", "--chmod=+x", "src/run");
        git.Commit("one");
        return git;
    }

    private static (ushort, string)? Find(GitTestRepository git, string path)
    {
        using var repository = GitRepository.Open(git.Path);
        using var reader = repository.Objects.CreateReader();
        var commit = Revision.Resolve(repository, "HEAD").Tip;
        var tree = CommitView.Parse(reader.Read(commit, ObjectType.Commit), commit).Tree;
        return TreeLookup.TryFind(reader, tree, Encoding.UTF8.GetBytes(path), out ushort mode, out var id) ? (mode, id.ToString()) : null;
    }
}
