using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Analysis.Tests;

/// <summary>Transitions of real histories: what is known of them stands in the metrics' design.</summary>
public sealed class VeiledTrendTests
{
    [Fact]
    public void RestSharpTurnedIntoAGroupFrom2016To2017()
    {
        var transition = Analyze("RestSharp").Transitions.Last();
        Assert.Equal(TransitionDirection.TowardsGroup, transition.Direction);
        Assert.InRange(transition.Date, new DateTimeOffset(2016, 6, 30, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2017, 7, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Contains(transition.Moved, moved => moved.Name == "bigSpike");
    }

    [Fact]
    public void HumanizerEndedUpAsAGroup()
    {
        var transition = Analyze("Humanizer").Transitions.Last();
        Assert.Equal((TransitionDirection.TowardsGroup, VerdictLabel.GroupLike), (transition.Direction, transition.LabelAfter));
        Assert.InRange(transition.Date.Year, 2021, 2024);
    }

    [Theory]
    [InlineData("lua")]
    [InlineData("melpa")]
    [InlineData("ohmyzsh")]
    [InlineData("Faker")]
    public void ProjectsThatKeptTheirStyleHaveNoTransition(string name) => Assert.Empty(Analyze(name).Transitions);

    private static TrendAnalysis Analyze(string name)
    {
        using var repository = GitRepository.Open(SharedFiles.History(name));
        var history = HistoryReader.Read(repository, new HistoryOptions(), TestContext.Current.CancellationToken);
        return TrendAnalyzer.Analyze(history, new TrendOptions(), TestContext.Current.CancellationToken);
    }
}
