using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class JetBrainsBusFactorTests
{
    private const string Ann = "Ann Author <ann@example.org>";
    private const string Bob = "Bob Builder <bob@example.org>";
    private const string Cy = "Cy Coder <cy@example.org>";

    [Theory]
    [InlineData(1, 1, 1, 5.663553233)]
    [InlineData(0, 1, 3, 1.690436974)]
    public void AuthorshipGrowsWithOwnAndAllWork(double own, double weight, double all, double authorship) =>
        Assert.Equal(authorship, JetBrainsBusFactor.Authorship(own, weight, all), 8);

    [Fact]
    public void PeopleAreTakenWhileHalfOfTheFilesHaveAMajorPerson()
    {
        var two = new HistoryBuilder().Commit(Ann, Day(-1), "a").Commit(Bob, Day(0), "b");
        Assert.Equal(2, Compute(two).Value);
        var three = new HistoryBuilder().Commit(Cy, Day(-2), "c").Commit(Ann, Day(-1), "a").Commit(Bob, Day(0), "b");
        Assert.Equal(2, Compute(three).Value);
    }

    [Fact]
    public void OnlyFilesOfTheLast547DaysCount()
    {
        var builder = new HistoryBuilder().Commit(Ann, Day(-548), "a", "b", "c").Commit(Cy, Day(-547), "c").Commit(Bob, Day(0), "d");
        Assert.Equal(["Bob Builder", "Cy Coder"], Names(builder));
    }

    [Fact]
    public void TheMostRecentModifierOwnsAFile()
    {
        // Cy weighs exp(−1) = 0.368: 0.773 against Ann's 5.317.
        var builder = new HistoryBuilder().Commit(Cy, Day(-90), "a").Commit(Ann, Day(0), "a");
        Assert.Equal(["Ann Author"], Names(builder));
    }

    [Fact]
    public void ARenameMovesWhatWasDoneBeforeAndIsNoWorkItself()
    {
        var builder = new HistoryBuilder().Commit(Cy, Day(-1), "old").Commit(Bob, Day(0), []).WithRename("old", "new", 60);
        Assert.Equal(["Cy Coder"], Names(builder));
        var unlike = new HistoryBuilder().Commit(Cy, Day(-1), "old").Commit(Bob, Day(0), []).WithRename("old", "new", 59);
        Assert.Equal(["Bob Builder"], Names(unlike));
    }

    [Fact]
    public void CoAuthorsCountAndBotsDoNot()
    {
        var builder = new HistoryBuilder()
            .Commit("helper[bot] <helper[bot]@users.noreply.github.com>", Day(0), "a").WithTrailer(TrailerKind.CoAuthoredBy, Bob);
        Assert.Equal(["Bob Builder"], Names(builder));
    }

    [Fact]
    public void EmailsAreNotJoined()
    {
        // A third of three files each: half is lost with the second of them.
        var builder = new HistoryBuilder().Commit(Ann, Day(-2), "a").Commit("Ann Author <other@example.org>", Day(-1), "b").Commit(Bob, Day(0), "c");
        Assert.Equal(2, Compute(builder).Value);
    }

    [Fact]
    public void AnEmptyHistoryHasNoBusFactor() => Assert.Equal(0, Compute(new HistoryBuilder()).Value);

    private static DateTimeOffset Day(int day) => Invented.End.AddDays(day);

    private static BusFactor Compute(HistoryBuilder builder)
    {
        var history = builder.Build();
        return JetBrainsBusFactor.Of(history, WrittenAuthorsReader.Of(history));
    }

    private static IEnumerable<string> Names(HistoryBuilder builder) =>
        Compute(builder).People.Select(person => builder.Build().Contributors[person.Contributor].Name);
}
