using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

public sealed class NewcomersPathTests
{
    private static readonly DateTimeOffset Start = new(2015, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ARegularIsActiveInFourOfEightQuartersSinceTheFirstCommit()
    {
        var builder = new HistoryBuilder();
        void Active(string person, params int[] quarters)
        {
            foreach (int quarter in quarters)
                builder.Commit($"{person} <{person}@example.org>", Start.AddDays(91.4 * quarter), "a.c");
        }

        Active("Steady", 0, 1, 2, 3);
        Active("Slow", 0, 3, 5, 7);
        Active("TooSlow", 0, 3, 6, 9);
        Active("Late", 0, 9, 10, 11, 12);
        Active("Once", 0);
        Active("Twice", 0, 0);
        builder.Commit("Last <last@example.org>", Start.AddYears(6), "a.c");
        var cohorts = NewcomersPath.Of(builder.Build(), Start.AddYears(6)).Cohorts;

        Assert.Equal([2015, 2021], cohorts.Select(cohort => cohort.Year));
        Assert.Equal((6, 4, 3, true), (cohorts[0].People, cohorts[0].Returned, cohorts[0].Regulars, cohorts[0].IsComplete));
        // Three, seven and twelve quarters.
        Assert.Equal(21, cohorts[0].MedianMonths!.Value, 0.2);
        Assert.Equal((1, 0, 0, false), (cohorts[1].People, cohorts[1].Returned, cohorts[1].Regulars, cohorts[1].IsComplete));
        Assert.Null(cohorts[1].MedianMonths);
    }

    [Fact]
    public void BotsMergesAndLaterCommitsMakeNobodyARegular()
    {
        const string bot = "Updater <updater@example.org>";
        var builder = new HistoryBuilder().Kind(bot, ContributorKind.Bot);
        for (int quarter = 0; quarter < 8; quarter++)
        {
            builder.Commit(bot, Start.AddDays(91.4 * quarter), "a.c");
            builder.Merge("Merger <merger@example.org>", Start.AddDays(91.4 * quarter + 1));
            builder.Commit("Person <person@example.org>", Start.AddDays(91.4 * quarter + 2), "a.c");
        }

        var cohort = Assert.Single(NewcomersPath.Of(builder.Build(), Start.AddDays(200)).Cohorts);
        Assert.Equal((1, 1, 0), (cohort.People, cohort.Returned, cohort.Regulars));
    }

    [Fact]
    public void DriftCountsEveryMoveOnce()
    {
        var drift = LayerDrift.Between(
            Start,
            new Dictionary<int, Layer> { [1] = Layer.Core, [2] = Layer.Core, [3] = Layer.Casual, [4] = Layer.Regular },
            new Dictionary<int, Layer> { [1] = Layer.Core, [3] = Layer.Core, [5] = Layer.Casual, [6] = Layer.Casual, [2] = Layer.Casual });
        Assert.Equal(
            [new(Layer.Core, Layer.Core, 1), new(Layer.Core, Layer.Casual, 1), new(Layer.Regular, null, 1), new(Layer.Casual, Layer.Core, 1), new(null, Layer.Casual, 2)],
            drift.Moves);
        Assert.Equal((1, 1, 0, 0), (drift.Stayed(Layer.Core), drift.Moved(Layer.Core), drift.Came(Layer.Core), drift.Left(Layer.Core)));
        Assert.Equal((0, 1, 2, 0), (drift.Stayed(Layer.Casual), drift.Moved(Layer.Casual), drift.Came(Layer.Casual), drift.Left(Layer.Casual)));
    }

    [Fact]
    public void EveryIndicatorHasAKindButWhatIsReadOfTheAnalysedCommitAlone() =>
        Assert.Equal(["declaredGate"], IndicatorCatalogue.All.Where(indicator => IndicatorKinds.Of(indicator.Name) is null).Select(indicator => indicator.Name));
}
