using RepoTopology.Testing;

namespace RepoTopology.Git.Tests;

public sealed class GitRepositoryTests : IDisposable
{
    private readonly GitTestRepository _git = GitTestRepository.Create();
    private readonly string[] _commits;

    public GitRepositoryTests() => _commits = [_git.Commit("one"), _git.Commit("two"), _git.Commit("three"), _git.Commit("four")];

    public void Dispose() => _git.Dispose();

    [Fact]
    public void AnOrdinaryCloneRewritesNothing()
    {
        using var repository = GitRepository.Open(_git.Path);
        Assert.Empty(repository.ParentOverrides);
        Assert.Empty(repository.ShallowBoundary);
        Assert.Equal((0, 0, false), (repository.GraftCount, repository.ReplacementCount, repository.IsPartialClone));
        Assert.Null(repository.CommitGraph);
    }

    [Fact]
    public void AShallowCloneKnowsItsBoundary()
    {
        string shallow = Path.Combine(_git.Root, "shallow");
        GitTestRepository.Git(_git.Root, ["clone", "--quiet", "--depth=2", "file://" + _git.Path, shallow]);
        using var repository = GitRepository.Open(shallow);

        Assert.Equal([ObjectId.Parse(_commits[2])], repository.ShallowBoundary);
        Assert.Empty(repository.ParentOverrides[ObjectId.Parse(_commits[2])]);
        Assert.False(repository.IsPartialClone);
    }

    [Fact]
    public void GraftsGiveACommitOtherParents()
    {
        WriteInfo("grafts", $"# comment\n\n{_commits[3]} {_commits[0]} {_commits[1]}\n{_commits[1]}\n{_commits[3]}\n");
        using var repository = GitRepository.Open(_git.Path);

        Assert.Equal(2, repository.GraftCount);
        Assert.Empty(repository.ParentOverrides[ObjectId.Parse(_commits[1])]);
        foreach (string text in (string[])["HEAD^", "HEAD^2"])
            Assert.Equal(_git.Run("rev-parse", text).Trim(), Revision.Resolve(repository, text).Tip.ToString());
        Assert.Throws<RevisionException>(() => Revision.Resolve(repository, "HEAD^2^"));
    }

    [Fact]
    public void AShallowBoundaryWinsOverAGraftAsInGit()
    {
        WriteInfo("grafts", $"{_commits[3]} {_commits[0]}\n");
        File.WriteAllText(Path.Combine(_git.GitDirectory, "shallow"), _commits[3] + "\n");
        using var repository = GitRepository.Open(_git.Path);

        Assert.Equal("1", _git.Run("rev-list", "--count", "HEAD").Trim());
        Assert.Empty(repository.ParentOverrides[ObjectId.Parse(_commits[3])]);
        Assert.Equal(1, repository.GraftCount);
    }

    [Theory]
    [InlineData("shallow", "nonsense\n", "shallow: line 1 is not a commit's id")]
    [InlineData("shallow", "0123456789012345678901234567890123456789\n\n0\n", "shallow: line 2 is not a commit's id")]
    [InlineData("info/grafts", "0123456789012345678901234567890123456789  0123\n", "grafts: line 1 is not a list of ids")]
    public void MalformedLinesAreNamed(string file, string text, string sentence)
    {
        Directory.CreateDirectory(Path.Combine(_git.GitDirectory, "info"));
        File.WriteAllText(Path.Combine(_git.GitDirectory, file), text);
        var error = Assert.Throws<GitDataException>(() => GitRepository.Open(_git.Path));
        Assert.Equal(GitDataProblem.Corrupt, error.Problem);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReplacementsAreReadInPlaceOfTheirOriginals()
    {
        _git.Run("replace", "--graft", _commits[3], _commits[0]);
        using (var repository = GitRepository.Open(_git.Path))
        {
            Assert.Equal(1, repository.ReplacementCount);
            Assert.Equal(_git.Run("rev-parse", "HEAD^").Trim(), Revision.Resolve(repository, "HEAD^").Tip.ToString());
            Assert.Equal(_commits[3], Revision.Resolve(repository, "HEAD").Tip.ToString());
        }

        _git.Run("config", "core.useReplaceRefs", "false");
        using var plain = GitRepository.Open(_git.Path);
        Assert.Equal(0, plain.ReplacementCount);
        Assert.Equal(_commits[2], Revision.Resolve(plain, "HEAD^").Tip.ToString());
    }

    [Fact]
    public void ReplacementsOfReplacementsAreFollowed()
    {
        _git.Run("replace", _commits[3], _commits[2]);
        _git.Run("replace", _commits[2], _commits[1]);
        using var repository = GitRepository.Open(_git.Path);
        Assert.Equal(2, repository.ReplacementCount);
        Assert.Equal(_commits[0], _git.Run("rev-parse", "HEAD^").Trim());
        Assert.Equal(_commits[0], Revision.Resolve(repository, "HEAD^").Tip.ToString());
    }

    [Fact]
    public void ACircleOfReplacementsIsCorrupt()
    {
        _git.Run("update-ref", $"refs/replace/{_commits[3]}", _commits[2]);
        _git.Run("update-ref", $"refs/replace/{_commits[2]}", _commits[3]);
        Assert.Contains("replacements follow one another", Assert.Throws<GitDataException>(() => GitRepository.Open(_git.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommitGraphIsUsedUnlessParentsAreRewritten()
    {
        _git.Run("commit-graph", "write", "--reachable");
        using (var repository = GitRepository.Open(_git.Path))
            Assert.Equal(4, repository.CommitGraph?.Count);

        WriteInfo("grafts", $"{_commits[3]}\n");
        using (var grafted = GitRepository.Open(_git.Path))
            Assert.Null(grafted.CommitGraph);

        File.Delete(Path.Combine(_git.GitDirectory, "info", "grafts"));
        _git.Run("config", "core.commitGraph", "false");
        using (var disabled = GitRepository.Open(_git.Path))
            Assert.Null(disabled.CommitGraph);
    }

    [Fact]
    public void ACorruptCommitGraphIsAsGoodAsNone()
    {
        string info = Path.Combine(_git.GitDirectory, "objects", "info");
        Directory.CreateDirectory(info);
        File.WriteAllText(Path.Combine(info, "commit-graph"), "no commit-graph");
        using var repository = GitRepository.Open(_git.Path);
        Assert.Null(repository.CommitGraph);
        Assert.Equal(_commits[3], Revision.Resolve(repository, "HEAD").Tip.ToString());
    }

    [Fact]
    public void APartialCloneIsKnownAsOne()
    {
        _git.Run("config", "uploadpack.allowFilter", "true");
        string partial = Path.Combine(_git.Root, "partial");
        GitTestRepository.Git(_git.Root, ["clone", "--quiet", "--bare", "--filter=blob:none", "file://" + _git.Path, partial]);
        using (var repository = GitRepository.Open(partial))
            Assert.True(repository.IsPartialClone);

        File.Delete(Path.Combine(partial, "config")); // its packs still say so
        using var bare = GitRepository.Open(partial);
        Assert.True(bare.IsPartialClone);
        Assert.Equal(_commits[3], Revision.Resolve(bare, "HEAD").Tip.ToString());
    }

    [Theory]
    [InlineData("[extensions]\n\tpartialClone = origin\n", true)]
    [InlineData("[remote \"o.r\"]\n\tpromisor = true\n", true)]
    [InlineData("[remote \"o.r\"]\n\tpromisor = false\n", false)]
    [InlineData("[remote \"o.r\"]\n\tpartialCloneFilter = blob:none\n", true)]
    [InlineData("[remote \"o.r\"]\n\turl = x\n", false)]
    public void TheConfigSaysWhetherACloneIsPartial(string text, bool expected) =>
        Assert.Equal(expected, RepositoryFormat.IsPartialClone(GitConfig.Parse(System.Text.Encoding.UTF8.GetBytes(text), "config")));

    private void WriteInfo(string name, string text)
    {
        string folder = Path.Combine(_git.GitDirectory, "info");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }
}
