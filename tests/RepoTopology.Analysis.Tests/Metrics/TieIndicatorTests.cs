using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Metrics;

/// <summary>Reciprocity, diffusion, coordination and mutual accountability on histories whose values can be told by hand.</summary>
public sealed class TieIndicatorTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ReciprocityIsTheShareOfReplacedLinesThatIsReturned()
    {
        // Commits of persons 0, 1, 2 on one file; newest first below.
        var history = new HistoryBuilder();
        for (int i = 0; i < 3; i++)
            history.Commit(Invented.Person(i), Start.AddDays(i), "src/a.c");
        var facts = history.Build();
        int[] person = [.. Enumerable.Range(0, 3).Select(i => facts.Commits[2 - i].Author)];

        // 2 replaces 10 of 0 and 4 of 1 (and 5 of their own); 1 replaces 6 of 2; 0 replaces 4 of 2: 4 + 4 + 4 + 4 of 24 return.
        var lines = PersonTiesTests.Lines(facts, LineRewrites.Of(
            [new LineRewrite(0, person[0], 10, 0), new LineRewrite(0, person[1], 4, 0), new LineRewrite(0, person[2], 5, 0)],
            [new LineRewrite(0, person[2], 6, 9)],
            [new LineRewrite(0, person[2], 4, 0)]));
        var measured = Reciprocity.Compute(Whole(facts, lines));
        Assert.Equal(16 / 24.0, measured.Value!.Value, 12);
        Assert.Equal(0.4, measured.Coverage, 12);
        Assert.Null(Reciprocity.Compute(Whole(facts)).Value);
    }

    [Fact]
    public void DiffusionTellsWhereSharedNewFilesStarted()
    {
        // Person 0 makes most commits and is the core. New files: 3 started by it and taken up by others, 1 the other way round, 1 never taken up.
        var builder = new HistoryBuilder().Commit(Invented.Person(0), Start.AddYears(-9), "src/old.c");
        foreach (string file in (string[])["src/a.c", "src/b.c", "src/c.c", "src/alone.c"])
            builder.Commit(Invented.Person(0), Start, file);
        builder.Commit(Invented.Person(1), Start.AddDays(1), "src/d.c").Commit(Invented.Person(0), Start.AddDays(2), "src/d.c");
        builder.Commit(Invented.Person(1), Start.AddDays(3), "src/a.c", "src/b.c", "src/old.c").Commit(Invented.Person(2), Start.AddDays(4), "src/c.c");
        for (int i = 0; i < 100; i++)
            builder.Commit(Invented.Person(0), Start.AddDays(5 + i), "src/alone.c");
        var measured = Diffusion.Compute(Whole(builder.Build()));
        Assert.Equal(0.75, measured.Value!.Value, 12);
        Assert.Equal(0.4, measured.Coverage, 12);
    }

    [Fact]
    public void CoordinatedEditsAreNearSomebodyElses()
    {
        // On a shared file: 0 and 1 within a week (both count), 0 again two days after itself and nine after 1 (does not), 1 a month later (does not).
        var history = new HistoryBuilder()
            .Commit(Invented.Person(0), Start, "src/a.c").Commit(Invented.Person(1), Start.AddDays(7), "src/a.c")
            .Commit(Invented.Person(0), Start.AddDays(16), "src/a.c").Commit(Invented.Person(0), Start.AddDays(18), "src/a.c", "src/own.c")
            .Commit(Invented.Person(1), Start.AddDays(60), "src/a.c").Build();
        var coordination = Whole(history).Table.Coordination;
        Assert.Equal([1, 1, 1, 1, 1], coordination.Shared);
        Assert.Equal([1, 1, 0, 0, 0], coordination.Coordinated);
    }

    [Fact]
    public void TheCoordinationRateIsAveragedOverQuarters()
    {
        var even = new HistoryBuilder();
        var burst = new HistoryBuilder();
        for (int i = 0; i < 120; i++)
        {
            even.Commit(Invented.Person(i % 2), Start.AddDays(6 * i), "src/a.c");
            burst.Commit(Invented.Person(i < 60 ? i % 2 : 0), i < 60 ? Start.AddHours(i) : Start.AddDays(6 * i), "src/a.c");
        }

        Assert.Equal(1, CoordinationRate.Compute(Whole(even.Build())).Value!.Value, 12);
        Assert.InRange(CoordinationRate.Compute(Whole(burst.Build())).Value!.Value, 0.05, 0.3);
    }

    [Fact]
    public void AModuleIsHeldTogetherWhenNobodyMadeMoreThanHalf()
    {
        var builder = new HistoryBuilder().Modules(new ModuleOptions { Modules = [.. ((string[])["one", "even", "small"]).Select(name => new ModuleRule(name, [name + "/**"]))] });
        for (int i = 0; i < 10; i++)
            builder.Commit(Invented.Person(i % 2), Start.AddDays(i), i % 2 == 0 ? ["one/a.c", "even/a.c"] : ["even/a.c"]);
        builder.Commit(Invented.Person(3), Start.AddDays(20), "small/a.c");
        Assert.Equal(0.5, MutualAccountability.Compute(Whole(builder.Build())).Value!.Value, 12);
    }

    [Fact]
    public void ReviewsOfTheMostActiveReviewerAreNotShared()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 20; i++)
        {
            builder.Commit(Invented.Person(0), Start.AddDays(i), "src/a.c").WithTrailer(TrailerKind.SignedOffBy, Invented.Person(0));
            if (i < 12)
                builder.WithTrailer(TrailerKind.ReviewedBy, Invented.Person(i < 9 ? 1 : 2)).WithTrailer(TrailerKind.SignedOffBy, Invented.Person(i < 9 ? 1 : 2));
        }

        var measured = SharedReviews.Compute(Whole(builder.Build()));
        Assert.Equal(0.25, measured.Value!.Value, 12);
        Assert.Equal(0.6, measured.Coverage, 12);
        Assert.Null(SharedReviews.Compute(Whole(Invented.OneMaintainer().Build())).Value);
    }

    private static Sample Whole(RepositoryHistory history, LivingLines? lines = null) =>
        Sample.Whole(WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions())).WithLines(lines));
}
