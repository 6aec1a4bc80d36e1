using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

public sealed class VersionTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void TheVersionFoundIsTheOneThatTheNearestFirstParentPutThere(int seed)
    {
        using var repository = RandomHistory.Write(seed, steps: 150);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var forest = new FirstParentForest(history);
        var table = new VersionTable(history, forest);
        Assert.Equal(Enumerable.Range(0, history.Commits.Length), forest.InEnterOrder.Order());
        for (int commit = 0; commit < history.Commits.Length; commit++)
        {
            Assert.All(history.ParentsOf(commit).ToArray(), parent => Assert.True(forest.Rank[parent] < forest.Rank[commit]));
            for (int path = 0; path < history.Paths.Length; path++)
                Assert.Equal(Walk(history, path, commit), Changed(table, path, commit));
        }

        for (int version = 0; version < table.Count; version++)
            Assert.Equal(
                history.ParentsOf(table.CommitOf[version]) is [var first, ..] ? table.Find(table.ChangeOf(version).Path, first) : VersionTable.None,
                table.Previous[version]);
    }

    [Fact]
    public void NothingIsFoundOutsideTheFacts()
    {
        using var repository = RandomHistory.Write(7);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        Assert.Equal(VersionTable.None, new VersionTable(history, new FirstParentForest(history)).Find(0, -1));
    }

    private static (int Commit, Change Change)? Changed(VersionTable table, int path, int commit) =>
        table.Find(path, commit) is >= 0 and int version ? (table.CommitOf[version], table.ChangeOf(version)) : null;

    private static (int Commit, Change Change)? Walk(RepositoryHistory history, int path, int commit)
    {
        for (; commit >= 0; commit = history.ParentsOf(commit) is [var first, ..] ? first : -1)
            foreach (var change in history.FirstParentChangesOf(commit))
                if (change.Path == path)
                    return (commit, change);
        return null;
    }
}
