using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

public sealed class WindowTests
{
    private static readonly DateTimeOffset Day = Invented.End;

    [Fact]
    public void AWindowWithEnoughCommitsIsAsAskedFor()
    {
        var window = Choose(Every(200, 1));
        Assert.Equal((24, 24, Day, Day.AddMonths(-24)), (window.RequestedMonths, window.Months, window.To, window.From));
        Assert.Equal(105, window.Commits);
    }

    [Fact]
    public void AThinWindowIsWidenedByQuartersUntilThereAreAHundred()
    {
        // One a fortnight: 24 months have 53, 45 months 98, 48 months 105.
        var window = Choose(Every(200, 2));
        Assert.Equal(48, window.Months);
        Assert.InRange(window.Commits, 100, 106);
    }

    [Fact]
    public void WideningEndsAtFiveYears() => Assert.Equal(60, Choose(Every(200, 8)).Months);

    [Fact]
    public void MergesAreCountedApart()
    {
        var builder = Every(150, 1);
        builder.Merge(Invented.Person(0), Day);
        var window = Choose(builder);
        Assert.Equal((105, 1), (window.Commits, window.MergeCommits));
    }

    [Fact]
    public void TheStartIsExclusiveAndTheEndInclusive()
    {
        var builder = new HistoryBuilder().Commit(Invented.Person(0), Day.AddMonths(-60), "a").Commit(Invented.Person(0), Day, "a");
        Assert.Equal(1, Choose(builder).Commits);
    }

    [Fact]
    public void ABootstrapDrawHasAsManyCommitsAndTheSameDrawIsTheSame()
    {
        var history = Invented.FederatedOwners().Build();
        var table = WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions()));
        var first = Sample.Draw(table, new Random(5));
        Assert.Equal(table.CommitCount, first.Commits);
        Assert.Equal(table.CommitCount, first.CommitsOf.Sum());
        Assert.Equal(first.Touches, Sample.Draw(table, new Random(5)).Touches);
        Assert.NotEqual(first.Touches, Sample.Draw(table, new Random(6)).Touches);
    }

    // A commit every so many weeks, the newest on the day.
    private static HistoryBuilder Every(int commits, int weeks)
    {
        var builder = new HistoryBuilder();
        for (int i = commits - 1; i >= 0; i--)
            builder.Commit(Invented.Person(i % 5), Day.AddDays(-7 * weeks * i), "a.c");
        return builder;
    }

    private static AnalysisWindow Choose(HistoryBuilder builder) => WindowChoice.Choose(builder.Build(), new AnalysisOptions());
}
