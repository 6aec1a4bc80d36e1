using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Commits;

public class CommitWalkTests
{
    [Theory]
    [InlineData(1, 1)]    // all dates equal
    [InlineData(2, 5)]    // many equal dates
    [InlineData(3, 1000)] // dates that contradict the order of parents
    [InlineData(4, 0)]    // dates in order
    public void RandomGraphEqualsLog(int seed, int distinctDates)
    {
        using var repository = RandomGraph(seed, distinctDates);

        AssertEqualsLog(repository, "main");
        AssertIsDifference(repository, "main", "main~3");
        AssertIsDifference(repository, "main", "main^2");
        AssertIsDifference(repository, "main~3", "main");

        repository.Run("commit-graph", "write", "--reachable");
        AssertEqualsLog(repository, "main");
        AssertIsDifference(repository, "main", "main~3");
    }

    [Theory]
    [InlineData("main~3..main")]
    [InlineData("main..main~3")]
    [InlineData("main^2..main")]
    [InlineData("main~20..main")]
    public void RangeOfAGraphWithDatesInOrderEqualsLog(string range)
    {
        using var repository = RandomGraph(7, 0);

        AssertEqualsLog(repository, range);
    }

    [Theory]
    [InlineData("C-Sharp")]
    [InlineData("RestSharp")]
    [InlineData("Faker")]
    public void RealHistoryEqualsLog(string name) => AssertEqualsLog(SharedFiles.History(name), "HEAD");

    [Fact]
    public void ShallowCloneEndsAtItsBoundary()
    {
        using var repository = RandomGraph(5, 0);
        string clone = Path.Combine(repository.Root, "clone");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--bare", "--depth=10", "file://" + repository.Path, clone]);

        AssertEqualsLog(clone, "HEAD");
    }

    [Fact]
    public void ReplacedAndGraftedParentsAreFollowed()
    {
        using var repository = RandomGraph(6, 0);
        repository.Run("replace", "--graft", "main~5", "main~9");

        AssertEqualsLog(repository, "main");
    }

    [Fact]
    public void AbsentParentIsCountedNotThrown()
    {
        using var repository = GitTestRepository.Create();
        string first = repository.Commit("first");
        repository.Commit("second");
        string file = Path.Combine(repository.GitDirectory, "objects", first[..2], first[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.Delete(file);
        using var opened = GitRepository.Open(repository.Path);
        using var reader = opened.Objects.CreateReader();
        var walk = new CommitWalk(opened, reader, Revision.Resolve(opened, "main"));

        var commit = walk.Next();

        Assert.Equal((1, 0), (commit!.ParentCount, commit.Parents.Count));
        Assert.Null(walk.Next());
        Assert.Equal([ObjectId.Parse(first)], walk.Missing);
    }

    private static GitTestRepository RandomGraph(int seed, int distinctDates)
    {
        var random = new Random(seed);
        var history = new SnapshotHistory();
        int last = history.Add([], 1_000_000);
        for (int i = 1; i < 400; i++)
        {
            long date = 1_000_000 + (distinctDates == 0 ? i * 60 : random.Next(distinctDates));
            int[] parents = [.. Enumerable.Range(0, random.Next(8) switch { 0 => 5, < 3 => 1, _ => 0 })
                .Select(_ => Math.Max(1, last - random.Next(40))).Prepend(last - random.Next(Math.Min(last, 3))).Distinct()];
            last = history.Add([], date, i % 50 == 0 && i < 390 ? [] : parents);
        }

        last = history.Add([], 2_000_000, last, last - 1, last - 2);
        return history.Write();
    }

    // Where dates contradict parents, git log A..B itself may show commits of A, so we ask it for both sides.
    private static void AssertIsDifference(GitTestRepository repository, string tip, string excluded)
    {
        string[] Ids(string revision) => repository.Run("rev-list", revision).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var opened = GitRepository.Open(repository.Path);
        using var reader = opened.Objects.CreateReader();
        var walk = new CommitWalk(opened, reader, Revision.Resolve(opened, $"{excluded}..{tip}"));
        var actual = new List<string>();
        while (walk.Next() is { } commit)
            actual.Add(commit.Id.ToString());

        Assert.Equal(Ids(tip).Except(Ids(excluded)).Order(), actual.Order());
    }

    private static void AssertEqualsLog(GitTestRepository repository, string revision) => AssertEqualsLog(repository.Path, revision);

    private static void AssertEqualsLog(string path, string revision)
    {
        byte[] log = GitTestRepository.Git(path, ["log", "--format=%H %T %ct %P", revision]);
        string[] expected = System.Text.Encoding.ASCII.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var repository = GitRepository.Open(path);
        using var reader = repository.Objects.CreateReader();
        var walk = new CommitWalk(repository, reader, Revision.Resolve(repository, revision));
        var actual = new List<string>();
        while (walk.Next() is { } commit)
        {
            Assert.Equal(actual.Count, commit.Index);
            actual.Add($"{commit.Id} {commit.Tree} {commit.Date} {string.Join(' ', commit.Parents.Select(parent => parent.Id))}");
        }

        Assert.Equal(expected, actual);
        Assert.Equal(expected.Length, walk.Count);
    }
}
