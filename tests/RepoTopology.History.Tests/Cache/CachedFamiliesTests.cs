using System.Text;
using RepoTopology.Git;
using RepoTopology.History.Tests.Lines;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Cache;

/// <summary>Replays that earlier runs left, at other commits and with other ideas of who is who, change nothing but the time.</summary>
public sealed class CachedFamiliesTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void LinesOfAGeneratedHistoryAreTheSameAtEveryCommitAfterEveryOther(int seed)
    {
        using var repository = RandomHistory.Write(seed);
        string[] walk = Encoding.ASCII.GetString(GitTestRepository.Git(repository.Path, ["rev-list", "--first-parent", "HEAD"])).TrimEnd().Split('\n');
        AssertSame(repository.Path, [walk[walk.Length / 2], walk[walk.Length / 4], walk[0], walk[walk.Length / 3], walk[0]]);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    public void LinesOfAMovingHistoryAreTheSameAtEveryCommitAfterEveryOther(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        AssertSame(moving.Repository.Path, ["HEAD~9", "HEAD~4", "HEAD", "HEAD~7", "HEAD"]);
    }

    [Theory]
    [InlineData("RestSharp")]
    [InlineData("serilog")]
    public void LinesOfARealHistoryAreTheSameAtEveryCommitAfterEveryOther(string name) =>
        AssertSame(SharedFiles.History(name), ["HEAD~100", "HEAD~40", "HEAD", "HEAD~70"]);

    [Fact]
    public void WhoIsWhoMayChange()
    {
        string path = SharedFiles.History("RestSharp");
        using var fixture = new CacheFixture();
        using var opened = GitRepository.Open(path);
        var apart = LinesFixture.History(opened);
        var (one, other) = (apart.Contributors[0].Identities[0].Email, apart.Contributors[1].Identities[0].Email);
        var people = new PeopleOptions { People = [new PersonRule("One Person", [one, other])] };

        string fresh = Read(opened, "HEAD", null, people);
        fixture.WithCache(path, cache => Read(opened, "HEAD", cache));

        Assert.NotEqual(Read(opened, "HEAD", null), fresh);
        Assert.Equal(fresh, fixture.WithCache(path, cache => Read(opened, "HEAD", cache, people)));
    }

    [Fact]
    public void ANewCommitMakesAnewOnlyWhatItTouches()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        for (int i = 0; i < 20; i++)
            repository.Write($"file{i}", $"{i}\n");
        repository.Commit("twenty files");
        string path = repository.Path;
        fixture.WithCache(path, cache => Read(repository.Path, "HEAD", cache));
        Assert.Equal(20, Families(fixture, path));

        repository.Write("file3", "3\nmore\n").Write("file7", "other\n").Commit("two of them change");
        string fresh = Read(path, "HEAD", null);

        Assert.Equal(fresh, fixture.WithCache(path, cache => Read(path, "HEAD", cache)));
        Assert.Equal(22, Families(fixture, path));
    }

    private static int Families(CacheFixture fixture, string path) => fixture.Segments(path).Sum(segment =>
    {
        using var opened = SegmentFile.Open(segment);
        return opened[CacheTable.Families].Count;
    });

    private static void AssertSame(string path, string[] revisions)
    {
        using var fixture = new CacheFixture();
        foreach (string revision in revisions)
        {
            Assert.Equal(Read(path, revision, null), fixture.WithCache(path, cache => Read(path, revision, cache)));
            string files = ReadFiles(path, revision, null);
            Assert.Equal(files, fixture.WithCache(path, cache => ReadFiles(path, revision, cache)));
            Assert.Equal(files, fixture.WithCache(path, cache => ReadFiles(path, revision, cache)));
        }

        Assert.Empty(fixture.Notes);
    }

    private static string Read(string path, string revision, HistoryCache? cache)
    {
        using var opened = GitRepository.Open(path);
        return Read(opened, revision, cache);
    }

    // Where each line of the files came from that stand now, and that stood before the fifth commit from the end.
    private static string ReadFiles(string path, string revision, HistoryCache? cache)
    {
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened, revision, cache);
        var options = new LivingLinesOptions { Moves = true, Before = Math.Min(5, history.Commits.Length - 1), Cache = cache };
        return LinesFixture.Describe(history, LivingLinesReader.Read(opened, history, options));
    }

    private static string Read(GitRepository opened, string revision, HistoryCache? cache, PeopleOptions? people = null)
    {
        var options = new HistoryOptions { FirstParentChanges = true, Revision = revision, Cache = cache };
        var history = HistoryReader.Read(opened, people is null ? options : options with { People = people });
        return LinesFixture.Describe(
            history, LivingLinesReader.Read(opened, history, LinesFixture.Everything(history, moves: true) with { Files = false, Cache = cache }));
    }
}
