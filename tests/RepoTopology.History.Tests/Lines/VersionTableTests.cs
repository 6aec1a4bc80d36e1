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

    [Fact]
    public void ALongBranchBesideALongerOneIsClimbedOutOfInFewSteps()
    {
        // Each commit after the branch asks for a file that each commit of the branch changed: step by step that were ten thousand million.
        const int Length = 100_000;
        var import = new FastImport();
        int root = import.Commit("ann");
        import.Write("f", "0\n");
        for (int i = 0; i < Length; i++)
        {
            import.Commit("bo", i == 0 ? [root] : null, "branch");
            import.Write("f", $"{i & 1}\n1\n");
        }

        int branch = Length + 1;
        for (int i = 0; i <= Length; i++)
        {
            import.Commit("cid", i == 0 ? [root] : null);
            import.Write("g", $"{i & 1}\n");
        }

        import.Commit("dan", [branch + Length + 1, branch]);
        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var table = new VersionTable(history, new FirstParentForest(history));
        int path = Enumerable.Range(0, history.Paths.Length).Single(i => LinesFixture.PathOf(history, i) == "f");
        int first = table.StartOf(path);

        int asked = 0;
        for (int commit = 0; commit < history.Commits.Length; commit++)
            if (history.Contributors[history.Commits[commit].Author].Name is "cid")
            {
                asked++;
                Assert.Equal(first, table.Find(path, commit));
            }

        Assert.Equal(Length + 1, asked);
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
