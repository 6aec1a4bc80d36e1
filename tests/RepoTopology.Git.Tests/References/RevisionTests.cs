using System.Security.Cryptography;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

/// <summary>A history with a merge, tags of tags, and names that stand in each other's way.</summary>
public sealed class RevisionFixture : IDisposable
{
    public GitTestRepository Git { get; } = GitTestRepository.Create();

    public GitRepository Repository { get; }

    public RevisionFixture()
    {
        Git.Write("a.txt", "a").Commit("one");
        Git.Commit("two");
        Git.Run("branch", "side");
        Git.Commit("three");
        Git.Run("checkout", "--quiet", "side");
        Git.Write("b.txt", "b").Commit("beside");
        Git.Run("checkout", "--quiet", "main");
        Git.Run("merge", "--quiet", "--no-ff", "-m", "merge", "side");
        Git.Commit("last");
        Git.Run("tag", "light", "HEAD~1");
        Git.Run("tag", "-a", "v1.0", "-m", "release", "HEAD~2");
        Git.Run("tag", "-a", "nested", "-m", "of a tag", "v1.0");
        Git.Run("tag", "-a", "of-tree", "-m", "tree", "HEAD^{tree}");
        Git.Run("tag", "tree", "HEAD^{tree}");
        Git.Run("branch", "both", "HEAD~3");
        Git.Run("tag", "both", "HEAD~2");
        Git.Run("branch", "topic/deep", "side");
        Git.Run("branch", "deadbeef", "side");
        Git.Run("update-ref", "refs/remotes/origin/main", "HEAD~1");
        Git.Run("update-ref", "refs/remotes/origin/far", "HEAD~2");
        Git.Run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        Git.Run("update-ref", "refs/special", "HEAD~1");
        Git.Run("update-ref", "ORIG_HEAD", "HEAD~1");
        Git.Run("branch", "größe", "side");
        Repository = GitRepository.Open(Git.Path);
    }

    public void Dispose()
    {
        Repository.Dispose();
        Git.Dispose();
    }
}

public sealed class RevisionTests(RevisionFixture fixture) : IClassFixture<RevisionFixture>
{
    [Theory]
    [InlineData("HEAD")]
    [InlineData("@")]
    [InlineData("main")]
    [InlineData("heads/main")]
    [InlineData("refs/heads/main")]
    [InlineData("light")]
    [InlineData("tags/light")]
    [InlineData("v1.0")]
    [InlineData("nested")]
    [InlineData("refs/tags/nested")]
    [InlineData("both")]
    [InlineData("heads/both")]
    [InlineData("topic/deep")]
    [InlineData("deadbeef")]
    [InlineData("origin")]
    [InlineData("origin/main")]
    [InlineData("origin/far")]
    [InlineData("remotes/origin/far")]
    [InlineData("special")]
    [InlineData("ORIG_HEAD")]
    [InlineData("größe")]
    [InlineData("HEAD~")]
    [InlineData("HEAD~0")]
    [InlineData("HEAD~1")]
    [InlineData("HEAD~~")]
    [InlineData("HEAD~4")]
    [InlineData("HEAD^")]
    [InlineData("HEAD^0")]
    [InlineData("HEAD^1")]
    [InlineData("HEAD~^2")]
    [InlineData("HEAD~^2~1")]
    [InlineData("HEAD~1^2^")]
    [InlineData("@~2")]
    [InlineData("v1.0~1")]
    [InlineData("v1.0^{}")]
    [InlineData("nested^{commit}")]
    [InlineData("nested^{}~1")]
    [InlineData("nested^0")]
    [InlineData("v1.0^{object}")]
    [InlineData("HEAD^{commit}^{commit}~0^0")]
    public void NamesTheCommitThatGitNames(string text)
    {
        Assert.Equal(GitNames(text), Resolve(text).Tip.ToString());
        Assert.Null(Resolve(text).Exclude);
        Assert.Equal(text, Resolve(text).Text);
    }

    [Theory]
    [InlineData("side..main", "side", "main")]
    [InlineData("v1.0..", "v1.0", "HEAD")]
    [InlineData("..side", "HEAD", "side")]
    [InlineData("HEAD~1..HEAD^{}", "HEAD~1", "HEAD")]
    public void ARangeHasATipAndAnExcludedSide(string text, string exclude, string tip)
    {
        var revision = Resolve(text);
        Assert.Equal((GitNames(tip), GitNames(exclude)), (revision.Tip.ToString(), revision.Exclude.ToString()));
    }

    [Fact]
    public void FullAbbreviatedAndDescribedIdsNameTheirCommit()
    {
        string id = GitNames("HEAD~1");
        foreach (string text in (string[])[id, id.ToUpperInvariant(), id[..12], id[..12].ToUpperInvariant(), $"v1.0-1-g{id[..10]}", id[..39] + "^{}"])
            Assert.Equal(id, Resolve(text).Tip.ToString());
        Assert.Equal(GitNames("v1.0"), Resolve(fixture.Git.Run("rev-parse", "nested").Trim()[..10]).Tip.ToString());
    }

    [Fact]
    public void AReferenceWinsOverAnAbbreviatedId()
    {
        string head = GitNames("HEAD"), name = head[..7];
        fixture.Git.Run("update-ref", $"refs/heads/{name}", "HEAD~3");
        try
        {
            Assert.Equal(GitNames("HEAD~3"), GitNames(name));
            Assert.Equal(GitNames("HEAD~3"), Resolve(name).Tip.ToString());
            Assert.Equal(head, Resolve(head).Tip.ToString());
        }
        finally
        {
            fixture.Git.Run("update-ref", "-d", $"refs/heads/{name}");
        }
    }

    [Theory]
    [InlineData("mian", "unknown revision 'mian'; did you mean 'main'?")]
    [InlineData("v1.1", "unknown revision 'v1.1'; did you mean 'v1.0'?")]
    [InlineData("far", "unknown revision 'far'; did you mean 'origin/far'?")]
    [InlineData("mian~2", "unknown revision 'mian~2'; did you mean 'main'?")]
    [InlineData("nothing-like-it", "unknown revision 'nothing-like-it'; name a branch, a tag or a commit of this repository")]
    [InlineData("config", "unknown revision 'config'; name a branch")]
    [InlineData("../HEAD", "unknown revision")]
    [InlineData("", "unknown revision ''")]
    [InlineData("~1", "unknown revision '~1'")]
    [InlineData("HEAD~x", "unknown revision 'HEAD~x'")]
    [InlineData("HEAD^{commit", "unknown revision 'HEAD^{commit'")]
    [InlineData("--all", "unknown revision '--all'")]
    [InlineData("0123456789012345678901234567890123456789", "no object of that id is in this repository")]
    [InlineData("012", "unknown revision '012'")]
    [InlineData("HEAD~007", "has no parent")]
    [InlineData("HEAD~99", "'HEAD~99' goes too far: commit ")]
    [InlineData("HEAD~99999999999999999999", "has no parent")]
    [InlineData("HEAD^2", "has one parent")]
    [InlineData("HEAD~1^3", "has 2 parents")]
    [InlineData("tree", "'tree' is a tree, not a commit")]
    [InlineData("of-tree", "'of-tree' is a tree, not a commit")]
    [InlineData("tree~1", "'tree~1' is a tree, not a commit")]
    [InlineData("main...side", "the form '...' in 'main...side' is not supported")]
    [InlineData("main@{1}", "the form '@{' in 'main@{1}' is not supported")]
    [InlineData("@{upstream}", "the form '@{'")]
    [InlineData(":/fix", "the form ':/TEXT'")]
    [InlineData("HEAD^{/fix}", "the form '^{/'")]
    [InlineData("HEAD:a.txt", "the form 'REV:PATH'")]
    [InlineData("^HEAD", "the form '^A'")]
    [InlineData("HEAD^@", "the form '^@'")]
    [InlineData("HEAD^!", "the form '^!'")]
    [InlineData("HEAD^{tree}", "'^{tree}' in 'HEAD^{tree}' does not ask for a commit")]
    [InlineData("..", "'..' is a folder")]
    [InlineData("nope..HEAD", "unknown revision 'nope..HEAD'")]
    public void WhatNamesNoCommitIsOneSentence(string text, string sentence)
    {
        var error = Assert.Throws<RevisionException>(() => Resolve(text));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void ABlobIsNoCommit()
    {
        string blob = fixture.Git.Run("rev-parse", "HEAD:a.txt").Trim();
        Assert.Contains("is a blob, not a commit", Assert.Throws<RevisionException>(() => Resolve(blob)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABlobThatStartsLikeACommitDoesNotMakeItsAbbreviationAmbiguous()
    {
        using var git = GitTestRepository.Create();
        string commit = git.Commit("one");
        int twin = Enumerable.Range(0, int.MaxValue).First(i => BlobId(i)[..4] == commit[..4]);
        Store(git, twin);

        using var repository = GitRepository.Open(git.Path);
        Assert.Equal(commit, Revision.Resolve(repository, commit[..4]).Tip.ToString());
    }

    [Fact]
    public void AnAmbiguousAbbreviationListsItsCandidates()
    {
        using var git = GitTestRepository.Create();
        git.Commit("one");
        var byDigits = new Dictionary<string, int>();
        int second = 0;
        while (byDigits.TryAdd(BlobId(second)[..4], second))
            second++;
        string digits = BlobId(second)[..4];
        string[] ids = [Store(git, byDigits[digits]), Store(git, second)];
        Array.Sort(ids, StringComparer.Ordinal);

        using var repository = GitRepository.Open(git.Path);
        Assert.Equal($"'{digits}' is ambiguous: blob {ids[0]}, blob {ids[1]}; write more digits",
            Assert.Throws<RevisionException>(() => Revision.Resolve(repository, digits)).Message);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("@~1")]
    [InlineData("main")]
    [InlineData("HEAD..")]
    public void ARepositoryWithoutCommitsSaysSo(string text)
    {
        using var git = GitTestRepository.Create();
        using var repository = GitRepository.Open(git.Path);
        Assert.Equal("the repository has no commits yet", Assert.Throws<RevisionException>(() => Revision.Resolve(repository, text)).Message);
    }

    [Fact]
    public void AHeadOnABranchThatIsNotThereNamesAnother()
    {
        using var git = GitTestRepository.Create();
        git.Commit("one");
        git.Run("symbolic-ref", "HEAD", "refs/heads/gone");
        using var repository = GitRepository.Open(git.Path);
        Assert.Equal("HEAD points at the branch 'refs/heads/gone', which is not there; name another one, such as 'main'",
            Assert.Throws<RevisionException>(() => Revision.Resolve(repository, "HEAD")).Message);
    }

    [Fact]
    public void AReferenceToAnAbsentObjectIsMissingData()
    {
        using var git = GitTestRepository.Create();
        git.Commit("one");
        File.WriteAllText(Path.Combine(git.GitDirectory, "refs/heads/lost"), "0123456789012345678901234567890123456789\n");
        using var repository = GitRepository.Open(git.Path);
        var error = Assert.Throws<GitDataException>(() => Revision.Resolve(repository, "lost"));
        Assert.Equal((GitDataProblem.Missing, "'lost' leads to 0123456789012345678901234567890123456789, which is not in this repository"),
            (error.Problem, error.Message));
    }

    [Fact]
    public void AnAncestorBeyondAShallowBoundarySaysHowToGetIt()
    {
        using var git = GitTestRepository.Create();
        git.Commit("one");
        git.Commit("two");
        string shallow = Path.Combine(git.Root, "shallow");
        GitTestRepository.Git(git.Root, ["clone", "--quiet", "--depth=1", "file://" + git.Path, shallow]);
        using var repository = GitRepository.Open(shallow);
        Assert.Contains("has no parent in this shallow clone (`git fetch --unshallow` brings the rest)",
            Assert.Throws<RevisionException>(() => Revision.Resolve(repository, "HEAD~1")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main", "main", 0)]
    [InlineData("main", "Main", 0)]
    [InlineData("mian", "main", 1)]
    [InlineData("man", "main", 1)]
    [InlineData("mainn", "main", 1)]
    [InlineData("topic", "origin/topic", 1)]
    [InlineData("release", "relaese-", 2)]
    [InlineData("a", "abc", int.MaxValue)]
    public void DistanceCountsEdits(string name, string candidate, int expected) =>
        Assert.Equal(expected, RevisionHints.Distance(name, candidate));

#pragma warning disable CA5350 // git's ids are SHA-1
    private static string BlobId(int content) =>
        Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes($"blob {content.ToString().Length}\0{content}")));
#pragma warning restore CA5350

    private static string Store(GitTestRepository git, int content) => Encoding.ASCII.GetString(
        GitTestRepository.Git(git.Path, ["hash-object", "-w", "--stdin"], input: Encoding.ASCII.GetBytes(content.ToString()))).Trim();

    private Revision Resolve(string text) => Revision.Resolve(fixture.Repository, text);

    private string GitNames(string text) => fixture.Git.Run("rev-parse", "--verify", "--quiet", text + "^{commit}").Trim();
}
