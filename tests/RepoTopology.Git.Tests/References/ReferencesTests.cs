using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class ReferencesTests : IDisposable
{
    private readonly GitTestRepository _git = GitTestRepository.Create();

    public void Dispose() => _git.Dispose();

    [Fact]
    public void ListsWhatGitListsLoosePackedAndBoth()
    {
        _git.Commit("one");
        _git.Run("branch", "feature/a");
        _git.Run("branch", "feature/b");
        _git.Run("branch", "Feature-c");
        _git.Run("tag", "v1");
        _git.Run("tag", "-a", "v2", "-m", "annotated");
        _git.Run("pack-refs", "--all");
        _git.Commit("two");
        _git.Run("branch", "--force", "feature/b");
        _git.Run("branch", "loose");
        _git.Run("symbolic-ref", "refs/heads/alias", "refs/heads/feature/b");
        _git.Run("symbolic-ref", "refs/heads/dangling", "refs/heads/none");
        _git.Run("update-ref", "refs/notes/commits", "HEAD");

        foreach (string prefix in (string[])["refs/", "refs/heads/", "refs/heads/feature/", "refs/tags/", "refs/none/", "refs/heads/feature"])
            Assert.Equal(Listed(_git.Path, prefix), List(_git.Path, prefix));
    }

    [Fact]
    public void ALooseReferenceHidesThePackedOne()
    {
        _git.Commit("one");
        _git.Run("pack-refs", "--all");
        string two = _git.Commit("two");

        Assert.True(Open(_git.Path).TryResolve("refs/heads/main", out var id));
        Assert.Equal(two, id.ToString());
        Assert.Contains("refs/heads/main", File.ReadAllText(Path.Combine(_git.GitDirectory, "packed-refs")), StringComparison.Ordinal);
    }

    [Fact]
    public void HeadNamesItsBranchEvenBeforeTheFirstCommit()
    {
        var references = Open(_git.Path);
        Assert.Equal("refs/heads/main", references.HeadBranch);
        Assert.False(references.TryResolve("HEAD", out _));

        string one = _git.Commit("one");
        Assert.Equal("refs/heads/main", references.HeadBranch);
        Assert.True(references.TryResolve("HEAD", out var id));
        Assert.Equal(one, id.ToString());
    }

    [Fact]
    public void ADetachedHeadHasNoBranch()
    {
        string one = _git.Commit("one");
        _git.Run("checkout", "--quiet", "--detach");
        var references = Open(_git.Path);
        Assert.Null(references.HeadBranch);
        Assert.True(references.TryResolve("HEAD", out var id));
        Assert.Equal(one, id.ToString());
    }

    [Fact]
    public void AHeadThatIsALinkIsASymbolicReference()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string head = Path.Combine(_git.GitDirectory, "HEAD");
        File.Delete(head);
        File.CreateSymbolicLink(head, "refs/heads/main");
        Assert.Equal("refs/heads/main", Open(_git.Path).HeadBranch);

        string one = _git.Commit("one");
        Assert.True(Open(_git.Path).TryResolve("HEAD", out var id));
        Assert.Equal(one, id.ToString());
    }

    [Fact]
    public void SymbolicReferencesAreFollowedAsFarAsGitFollowsThem()
    {
        string one = _git.Commit("one");
        string target = "refs/heads/main";
        for (int i = 1; i <= 6; i++)
        {
            File.WriteAllText(Path.Combine(_git.GitDirectory, $"refs/heads/s{i}"), $"ref: {target}\n");
            target = $"refs/heads/s{i}";
        }

        var references = Open(_git.Path);
        Assert.Equal(one, _git.Run("rev-parse", "refs/heads/s4").Trim());
        Assert.True(references.TryResolve("refs/heads/s4", out var id));
        Assert.Equal(one, id.ToString());
        Assert.Throws<InvalidOperationException>(() => _git.Run("rev-parse", "--verify", "refs/heads/s5"));
        var error = Assert.Throws<GitDataException>(() => references.TryResolve("refs/heads/s5", out _));
        Assert.Contains("leads through more than 5 symbolic references", error.Message, StringComparison.Ordinal);
        Assert.Equal(Listed(_git.Path, "refs/"), List(_git.Path, "refs/"));
    }

    [Fact]
    public void ACircleOfSymbolicReferencesIsCorrupt()
    {
        _git.Run("symbolic-ref", "refs/heads/a", "refs/heads/b");
        _git.Run("symbolic-ref", "refs/heads/b", "refs/heads/a");
        Assert.Equal(GitDataProblem.Corrupt, Assert.Throws<GitDataException>(() => Open(_git.Path).TryResolve("refs/heads/a", out _)).Problem);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("1234\n", "is neither an id nor a symbolic reference")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\n", "is neither an id nor a symbolic reference")]
    [InlineData("0123456789012345678901234567890123456789x\n", "is neither an id nor a symbolic reference")]
    [InlineData("0000000000000000000000000000000000000000\n", "is neither an id nor a symbolic reference")]
    [InlineData("ref: ../../secret\n", "a name that git does not allow")]
    [InlineData("ref: refs/../../secret\n", "a name that git does not allow")]
    [InlineData("ref: /etc/passwd\n", "a name that git does not allow")]
    [InlineData("ref: refs/heads/a\0b\n", "a name that git does not allow")]
    [InlineData("ref: refs\\heads\\a\n", "a name that git does not allow")]
    public void AMalformedReferenceIsCorruptWhenAskedForAndLeftOutOfLists(string content, string sentence)
    {
        _git.Commit("one");
        File.WriteAllText(Path.Combine(_git.GitDirectory, "refs/heads/broken"), content);
        var references = Open(_git.Path);

        var error = Assert.Throws<GitDataException>(() => references.TryResolve("refs/heads/broken", out _));
        Assert.Equal(GitDataProblem.Corrupt, error.Problem);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.Equal(["refs/heads/main"], references.List("refs/heads/").Select(reference => reference.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("config")]
    [InlineData("../HEAD")]
    [InlineData("/etc/passwd")]
    [InlineData("refs/../HEAD")]
    [InlineData("refs/heads/../../HEAD")]
    [InlineData("refs/heads/.hidden")]
    [InlineData("refs/heads//main")]
    [InlineData("refs/heads/main/")]
    [InlineData("refs/heads/main.lock")]
    [InlineData("refs/heads/main.")]
    [InlineData("refs/heads/ma in")]
    [InlineData("refs/heads/main\0")]
    [InlineData("refs\\heads\\main")]
    [InlineData("refs/heads/C:main")]
    [InlineData("refs/heads/main@{0}")]
    [InlineData("refs/heads/main\n")]
    [InlineData("refs/heads")]
    [InlineData("refs/heads/main/below")]
    public void NamesThatGitDoesNotAllowOrThatAreFoldersResolveToNothing(string name)
    {
        _git.Commit("one");
        Assert.False(Open(_git.Path).TryResolve(name, out _));
    }

    [Fact]
    public void AVeryLongNameResolvesToNothing() => Assert.False(Open(_git.Path).TryResolve("refs/heads/" + new string('a', 5000), out _));

    [Fact]
    public void LinksBelowRefsLeadNowhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        string one = _git.Commit("one");
        string outside = Path.Combine(_git.Root, "outside");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "secret"), one + "\n");
        Directory.CreateSymbolicLink(Path.Combine(_git.GitDirectory, "refs/heads/folder"), outside);
        File.CreateSymbolicLink(Path.Combine(_git.GitDirectory, "refs/heads/file"), Path.Combine(outside, "secret"));

        var references = Open(_git.Path);
        Assert.False(references.TryResolve("refs/heads/folder/secret", out _));
        Assert.False(references.TryResolve("refs/heads/file", out _));
        Assert.Equal(["refs/heads/main"], references.List("refs/").Select(reference => reference.Name));
    }

    [Fact]
    public void ALinkedWorktreeHasItsOwnHeadAndBisectReferences()
    {
        _git.Commit("one");
        string linked = Path.Combine(_git.Root, "linked");
        _git.Run("worktree", "add", "--quiet", linked, "-b", "side");
        string two = _git.Commit("two");
        _git.Run("update-ref", "refs/bisect/bad", "HEAD");
        GitTestRepository.Git(linked, ["update-ref", "refs/worktree/mine", "HEAD"]);

        Assert.Equal("refs/heads/side", Open(linked).HeadBranch);
        Assert.True(Open(linked).TryResolve("refs/heads/main", out var main));
        Assert.Equal(two, main.ToString());
        Assert.Equal(Listed(linked, "refs/"), List(linked, "refs/"));
        Assert.Equal(Listed(_git.Path, "refs/"), List(_git.Path, "refs/"));
        Assert.Contains("refs/worktree/mine", List(linked, "refs/"), StringComparison.Ordinal);
        Assert.DoesNotContain("refs/bisect/bad", List(linked, "refs/"), StringComparison.Ordinal);
    }

    [Fact]
    public void PackedReferencesNeedNotBeSorted()
    {
        var packed = Packed($"{Id(2)} refs/heads/b\n{Id(3)} refs/tags/t\n^{Id(4)}\n{Id(1)} refs/heads/a\n");
        Assert.Equal([("refs/heads/a", Id(1)), ("refs/heads/b", Id(2))], packed.List("refs/heads/").Select(r => (r.Name, r.Id.ToString())));
        Assert.True(packed.TryFind("refs/tags/t", out var tag));
        Assert.Equal(Id(3), tag.ToString());
        Assert.False(packed.TryFind("refs/tags", out _));
    }

    [Theory]
    [InlineData("garbage\n", "line 1 is not an id and a name")]
    [InlineData("# pack-refs with: peeled\n0123456789012345678901234567890123456789\n", "line 2 is not an id and a name")]
    [InlineData("0123456789012345678901234567890123456789 \n", "line 1 is not an id and a name")]
    [InlineData("012345678901234567890123456789012345678g refs/heads/a\n", "line 1 is not an id and a name")]
    [InlineData("\n", "line 1 is not an id and a name")]
    [InlineData("0123456789012345678901234567890123456789 refs/heads/a", "line 1 is cut short")]
    public void AMalformedPackedLineIsCorruptAsInGit(string text, string sentence)
    {
        var error = Assert.Throws<GitDataException>(() => Packed(text));
        Assert.Equal($"packed-refs: {sentence}", error.Message);

        File.WriteAllText(Path.Combine(_git.GitDirectory, "packed-refs"), text);
        Assert.Throws<InvalidOperationException>(() => _git.Run("for-each-ref"));
    }

    [Fact]
    public void PackedNamesThatGitDoesNotAllowArePassedOver()
    {
        var packed = Packed($"{Id(1)} refs/heads/../../HEAD\n{Id(2)} refs/heads/a b\n{Id(3)} refs/heads/c\n");
        Assert.Equal(["refs/heads/c"], packed.List("").Select(reference => reference.Name));
    }

    private static PackedReferences Packed(string text) => PackedReferences.Parse(Encoding.UTF8.GetBytes(text), "packed-refs");

    private static string Id(int n) => n.ToString("x40");

    private static References Open(string path) => new(RepositoryLayout.Find(path, out _));

    private static string List(string path, string prefix) =>
        string.Concat(Open(path).List(prefix).Select(reference => $"{reference.Id} {reference.Name}\n"));

    private static string Listed(string path, string prefix) => string.Concat(
        Encoding.UTF8.GetString(GitTestRepository.Git(path, ["for-each-ref", "--format=%(objectname) %(refname)"]))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[41..].StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => line + "\n"));
}
