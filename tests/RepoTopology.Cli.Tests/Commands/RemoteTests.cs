using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>A URL in place of a directory.</summary>
public sealed class RemoteTests : IDisposable
{
    private readonly GitTestRepository _origin = GitTestRepository.Create();
    private readonly GitServer _server;
    private readonly Dictionary<string, string> _environment;

    public RemoteTests()
    {
        for (int i = 0; i < 12; i++)
            _origin.Write($"src/{i % 3}/File.cs", $"class A{i} {{ }}\n").Commit($"Change {i}", i % 2 == 0 ? "Ann Author <ann@example.org>" : "Bob Builder <bob@example.org>");
        _server = GitServer.Start(_origin.Root);
        _environment = new() { ["REPOTOPOLOGY_CACHE"] = Path.Join(_origin.Root, "cache") };
    }

    private string Url => _server.Url("repo/.git");

    public void Dispose()
    {
        _server.Dispose();
        _origin.Dispose();
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("analyze --format json")]
    [InlineData("trend --format json")]
    [InlineData("who src/1/File.cs")]
    [InlineData("hotspots --format json")]
    [InlineData("")]
    public void AUrlGivesWhatItsRepositoryGives(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var local = Run([.. words, _origin.Path]);
        var remote = Run([.. words, Url]);
        Assert.Equal((0, ""), (remote.Code, remote.Error));
        Assert.Equal(local.Output, remote.Output);
        var file = Run([.. words, new Uri(_origin.Path).AbsoluteUri]);
        Assert.Equal(local.Output, file.Output);
    }

    [Fact]
    public void NewCommitsAreSeenAndOnlyTheyAreFetched()
    {
        Run("facts", "commits", Url);
        long first = _server.PackBytes;
        string id = _origin.Write("new.txt", "new\n").Commit("New");
        Assert.Contains(id, Run("facts", "commits", Url).Output, StringComparison.Ordinal);
        Assert.InRange(_server.PackBytes - first, 1, first - 1);
    }

    [Fact]
    public void CredentialsArePrintedNowhere()
    {
        _server.Credentials = "ann:s3cret";
        foreach (string password in new[] { "s3cret", "wr0ng" })
        {
            string url = _server.Url("repo/.git", $"ann:{password}@");
            foreach (string[] words in new string[][] { ["analyze", url], ["doctor", url, "--verbose"], ["analyze", ".", url], [url, "--verbose", "--rev", "none"], ["who", url] })
            {
                var result = Run(words);
                Assert.DoesNotContain(password, result.Output + result.Error, StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, Run("analyze", _server.Url("repo/.git", "ann:s3cret@")).Code);
        Assert.Contains("does not accept the credentials from the URL", Run("analyze", _server.Url("repo/.git", "ann:wr0ng@")).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeFetchedIsOneSentence()
    {
        Assert.Equal("ssh is left to git: run 'git clone --bare git@example.org:a/b.git repository.git' and give that directory", Run("analyze", "git@example.org:a/b.git").Sentence());
        Assert.StartsWith($"there is no repository at {_server.Url("none")}", Run("trend", _server.Url("none")).Sentence(), StringComparison.Ordinal);
        Assert.Contains("http is not encrypted", Run("analyze", "http://example.org/a").Sentence(), StringComparison.Ordinal);
        Assert.Equal("there is no directory '/nowhere/at all'; check the URL", Run("analyze", "file:///nowhere/at%20all").Sentence());
        _environment.Remove("REPOTOPOLOGY_CACHE");
        Assert.Equal("there is no directory for caches; set REPOTOPOLOGY_CACHE to one", Run("analyze", Url).Sentence());
    }

    [Fact]
    public void ClearingTheCacheDeletesClones()
    {
        Run("analyze", Url);
        Assert.Single(Clones());
        int requests = _server.Requests.Count;
        Assert.Equal(0, Run("cache", "clear", Url).Code);
        Assert.Equal(requests, _server.Requests.Count);
        Assert.Empty(Clones());

        Run("analyze", Url);
        Assert.Equal(0, Run("cache", "clear", "--all").Code);
        Assert.Empty(Clones());
    }

    [Fact]
    public void ACancelledFetchEndsAsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Equal(ExitCode.Cancelled, RunResult.Of(_environment, ["analyze", Url], cancelled.Token).Code);
    }

    private IEnumerable<string> Clones() => Directory.GetDirectories(Path.Join(_environment["REPOTOPOLOGY_CACHE"], "clones")).SelectMany(Directory.GetDirectories);

    private RunResult Run(params string[] words) => RunResult.Of(_environment, words);
}
