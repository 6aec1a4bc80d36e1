using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

/// <summary>What stood at an earlier commit is the same whether it is told beside what stands now, or read of that commit alone.</summary>
public sealed class FilesBeforeTests
{
    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void OfAGeneratedHistory(int seed)
    {
        using var repository = RandomHistory.Write(seed);
        AssertSame(repository.Path);
    }

    [Theory]
    [InlineData(23)]
    [InlineData(24)]
    public void OfAMovingHistory(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 40);
        AssertSame(moving.Repository.Path);
    }

    [Fact]
    public void OfARealHistory() => AssertSame(SharedFiles.History("RestSharp"), 100);

    private static void AssertSame(string path, params int[] backs)
    {
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened);
        string[] walk = Encoding.ASCII.GetString(GitTestRepository.Git(path, ["rev-list", "--first-parent", "HEAD"])).TrimEnd().Split('\n');
        foreach (int back in backs.Length > 0 ? backs : [1, walk.Length / 10, walk.Length / 2])
            foreach (bool moves in (bool[])[false, true])
            {
                int before = Enumerable.Range(0, history.Commits.Length).Single(i => history.Commits[i].Id.ToString() == walk[back]);
                var both = LivingLinesReader.Read(opened, history, new LivingLinesOptions { Before = before, Moves = moves });
                var then = LinesFixture.History(opened, walk[back]);
                var alone = LivingLinesReader.Read(opened, then, new LivingLinesOptions { Moves = moves });
                Assert.NotEmpty(alone.Files);
                Assert.Equal(LinesFixture.Describe(then, alone.Files), LinesFixture.Describe(history, both.FilesBefore));
            }
    }
}
