namespace RepoTopology.Snapshot.Tests;

public sealed class RoundedTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(9, 9)]
    [InlineData(99, 99)]
    [InlineData(104, 100)]
    [InlineData(105, 110)]
    [InlineData(4449, 4400)]
    [InlineData(4450, 4500)]
    [InlineData(9960, 10000)]
    [InlineData(long.MaxValue, 1_000_000_000)]
    public void CountsHaveTwoSignificantDigits(long count, int expected) => Assert.Equal(expected, Rounded.Count(count));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(.001, 5)]
    [InlineData(.524, 50)]
    [InlineData(.525, 55)]
    [InlineData(.825, 85)]
    [InlineData(.999, 95)]
    [InlineData(1, 100)]
    public void SharesComeInStepsOfFive(double share, int expected) => Assert.Equal(expected, Rounded.Percent(share));

    [Theory]
    [InlineData(4400, 4400, 0)]
    [InlineData(4400, 4600, 2)]
    [InlineData(98, 110, 3)]
    [InlineData(110, 98, 3)]
    [InlineData(9, 10, 1)]
    [InlineData(0, 1_000_000_000, 100 + (7 * 90))]
    public void StepsAreThoseOfTheRounding(int one, int other, int steps) => Assert.Equal(steps, Rounded.StepsBetween(one, other));

    [Fact]
    public void StepsCountWhatRoundingCanSay()
    {
        for (int count = 0; count < 20_000; count++)
            if (Rounded.Count(count) == count)
                Assert.Equal(Enumerable.Range(0, count).Count(below => Rounded.Count(below) == below), Rounded.StepsBetween(0, count));
    }
}
