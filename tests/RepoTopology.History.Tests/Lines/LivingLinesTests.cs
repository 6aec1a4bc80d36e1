using RepoTopology.Git;
using RepoTopology.History.Tests.Cache;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

public sealed class LivingLinesTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void NeitherJobsNorMemoryNorTheCacheChangeAnything(int seed)
    {
        using var repository = RandomHistory.Write(seed, steps: 80);
        AssertSameHoweverRead(repository.Path, moves: false);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(15)]
    public void NeitherJobsNorMemoryNorTheCacheChangeWhereMovedLinesCameFrom(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        AssertSameHoweverRead(moving.Repository.Path, moves: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NeitherJobsNorMemoryNorTheCacheChangeAnythingInARealHistory(bool moves) => AssertSameHoweverRead(SharedFiles.History("RestSharp"), moves);

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    public void SamplesOfGeneratedHistoriesAreTheLinesOfTheirCommits(int seed)
    {
        using var repository = RandomHistory.Write(seed, steps: 100);
        AssertSamplesAreLivingLines(repository.Path);
    }

    [Theory]
    [InlineData("RestSharp")]
    [InlineData("Faker")]
    public void SamplesOfRealHistoriesAreTheLinesOfTheirCommits(string name) => AssertSamplesAreLivingLines(SharedFiles.History(name));

    [Theory]
    [InlineData(25)]
    [InlineData(26)]
    public void SamplesOfMovingHistoriesAreTheLinesOfTheirCommits(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        AssertSamplesAreLivingLines(moving.Repository.Path, moves: true);
    }

    [Theory]
    [InlineData("RestSharp")]
    [InlineData("Faker")]
    public void WithMovesSamplesOfRealHistoriesAreTheLinesOfTheirCommits(string name) => AssertSamplesAreLivingLines(SharedFiles.History(name), moves: true);

    [Fact]
    public void ASampleIsWhatGitBlameSaysAtItsCommit()
    {
        using var repository = RandomHistory.Write(31, steps: 60);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, LinesFixture.Everything(history));
        var sample = lines.OverTime[^3];
        string commit = history.Commits[sample.Commit].Id.ToString();
        repository.Run("update-ref", "--no-deref", "HEAD", commit);

        var expected = new Dictionary<(int, int), long>();
        foreach (var file in LivingLinesReader.Read(opened, LinesFixture.History(opened), new LivingLinesOptions()).Files)
        {
            var path = LinesFixture.History(opened).Paths[file.Path];
            var tracked = history.Paths.Single(other => other.Bytes.SequenceEqual(path.Bytes));
            foreach (var line in tracked.Module < 0 ? [] : GitBlame.Lines(repository.Path, path.Bytes.AsSpan()))
            {
                int author = history.Commits.Single(other => other.Id.ToString() == line.Commit).Author;
                expected[(tracked.Module, author)] = expected.GetValueOrDefault((tracked.Module, author)) + 1;
            }
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(share => share.Key), sample.Shares.Select(share => KeyValuePair.Create((share.Module, share.Contributor), share.Lines)));
    }

    [Fact]
    public void AShallowCloneKeepsItsBoundariesLinesAsGitDoesAndCountsThemAsUnknown()
    {
        using var clone = LinesFixture.Clone(SharedFiles.History("RestSharp"), "--bare", "--depth=5");
        using var opened = GitRepository.Open(clone.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions { SampleTimes = [history.Commits[0].CommitterTime], Changes = true });

        foreach (var file in lines.Files.Where((_, i) => i % 17 == 0))
        {
            var gits = GitBlame.Lines(clone.Path, history.Paths[file.Path].Bytes.AsSpan());
            Assert.Equal(gits, file.Runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(i => new BlamedLine(
                history.Commits[run.Commit].Id.ToString(), LinesFixture.PathOf(history, run.OriginalPath), run.OriginalStart + i + 1))));
        }

        long old = lines.Files.Where(file => history.Paths[file.Path].Module >= 0)
            .Sum(file => file.Runs.Where(run => history.Commits[run.Commit].IsBoundary).Sum(run => run.Count));
        Assert.NotEqual(0, old);
        Assert.Equal(old, lines.OverTime[0].Shares.Where(share => share.Contributor < 0).Sum(share => share.Lines));
    }

    [Fact]
    public void InARangeWhatIsOlderIsUnknownAndTheRestIsGits()
    {
        string path = SharedFiles.History("RestSharp");
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened, "HEAD~200..HEAD");
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions());
        var commits = history.Commits.Select(commit => commit.Id.ToString()).ToHashSet();
        foreach (var file in lines.Files.Where((_, i) => i % 5 == 0))
        {
            var gits = GitBlame.Lines(path, history.Paths[file.Path].Bytes.AsSpan());
            Assert.Equal(
                gits.Select(line => commits.Contains(line.Commit) ? line.Commit : "?"),
                file.Runs.SelectMany(run => Enumerable.Repeat(run.Commit < 0 ? "?" : history.Commits[run.Commit].Id.ToString(), run.Count)));
        }

        Assert.Contains(lines.Files, file => file.Runs.Any(run => run.Commit < 0) && file.Runs.Any(run => run.Commit >= 0));
    }

    [Fact]
    public void APartialCloneHasUnknownLinesAndNoWrongOnes()
    {
        string path = SharedFiles.History("RestSharp");
        GitTestRepository.Git(path, ["config", "uploadpack.allowFilter", "true"]);
        using var clone = LinesFixture.Clone(path, "--no-checkout", "--filter=blob:none");
        GitTestRepository.Git(clone.Path, ["checkout", "--quiet", "HEAD~40"]);
        GitTestRepository.Git(clone.Path, ["checkout", "--quiet", "--force", "-"]);
        GitTestRepository.Git(clone.Path, ["remote", "set-url", "origin", "file:///nowhere"]);

        using var whole = GitRepository.Open(path);
        using var part = GitRepository.Open(clone.Path);
        var wholeHistory = LinesFixture.History(whole);
        var partHistory = LinesFixture.History(part);
        var wholeLines = LivingLinesReader.Read(whole, wholeHistory, LinesFixture.Everything(wholeHistory));
        var partLines = LivingLinesReader.Read(part, partHistory, LinesFixture.Everything(partHistory));

        Assert.Equal(
            wholeLines.Files.Select(file => (LinesFixture.PathOf(wholeHistory, file.Path), file.Lines)),
            partLines.Files.Select(file => (LinesFixture.PathOf(partHistory, file.Path), file.Lines)));
        Assert.Empty(partLines.Unreadable);
        var wrong = new List<string>();
        long unknown = 0, known = 0;
        foreach (var (all, some) in wholeLines.Files.Zip(partLines.Files))
            foreach (var (gits, ours) in Commits(wholeHistory, all).Zip(Commits(partHistory, some)))
            {
                if (ours == "?")
                    unknown++;
                else if (ours == gits)
                    known++;
                else
                    wrong.Add($"{LinesFixture.PathOf(wholeHistory, all.Path)} {gits} {ours}");
            }

        Assert.NotEqual(0, unknown);
        Assert.NotEqual(0, known);

        // Where a version between is missing, a line may be compared across it: what went and came back stays.
        Assert.True(wrong.Count <= known / 100, $"{wrong.Count} of {known}: {string.Join('\n', wrong.Take(10))}");
        Assert.Contains(partLines.OverTime[^1].Shares, share => share.Contributor < 0);
        Assert.True(partLines.Sizes!.Missing > 0);
    }

    private static void AssertSameHoweverRead(string path, bool moves)
    {
        using var fixture = new CacheFixture();
        using var opened = GitRepository.Open(path);
        string expected = Read(opened, 1, 256, null, moves);
        Assert.Equal(expected, Read(opened, 8, 256, null, moves));
        Assert.Equal(expected, Read(opened, 2, 1024, null, moves));
        Assert.Equal(expected, Read(opened, 2, 16, null, moves));
        Assert.Equal(expected, fixture.WithCache(path, cache => Read(opened, 2, 16, cache, moves)));
        Assert.Equal(expected, fixture.WithCache(path, cache => Read(opened, 2, 16, cache, moves)));
        Assert.Equal(expected, fixture.WithCache(path, cache => Read(opened, 1, 1024, cache, moves)));
    }

    private static string Read(GitRepository opened, int jobs, int megabytes, HistoryCache? cache, bool moves)
    {
        var history = LinesFixture.History(opened, cache: cache);
        return LinesFixture.Describe(history, LivingLinesReader.Read(opened, history, LinesFixture.Everything(history, moves) with
        {
            Cache = cache,
            Lines = new LineOptions { Jobs = jobs, MemoryBudget = (long)megabytes << 20 },
        }));
    }

    private static void AssertSamplesAreLivingLines(string path, bool moves = false)
    {
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, LinesFixture.Everything(history, moves));
        var commits = Enumerable.Range(0, history.Commits.Length).ToDictionary(i => history.Commits[i].Id);
        var paths = Enumerable.Range(0, history.Paths.Length).ToDictionary(i => LinesFixture.PathOf(history, i));
        Assert.Equal(-1, lines.OverTime[0].Commit);
        Assert.Empty(lines.OverTime[0].Shares);
        foreach (var sample in lines.OverTime.Skip(1))
        {
            var then = LinesFixture.History(opened, history.Commits[sample.Commit].Id.ToString());
            Assert.True(then.Commits[0].CommitterTime <= sample.Time);
            var expected = new Dictionary<(int Module, int Contributor), long>();
            foreach (var file in LivingLinesReader.Read(opened, then, new LivingLinesOptions { Moves = moves }).Files)
            {
                int module = history.Paths[paths[LinesFixture.PathOf(then, file.Path)]].Module;
                if (module < 0)
                    continue;
                foreach (var run in file.Runs)
                {
                    var key = (module, history.Commits[commits[then.Commits[run.Commit].Id]].Author);
                    expected[key] = expected.GetValueOrDefault(key) + run.Count;
                }
            }

            Assert.Equal(expected.OrderBy(share => share.Key), sample.Shares.Select(share => KeyValuePair.Create((share.Module, share.Contributor), share.Lines)));
        }
    }

    private static IEnumerable<string> Commits(RepositoryHistory history, LivingFile file) =>
        file.Runs.SelectMany(run => Enumerable.Repeat(run.Commit < 0 ? "?" : history.Commits[run.Commit].Id.ToString(), run.Count));
}
