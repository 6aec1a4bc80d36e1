namespace RepoTopology.Git.Tests.Blame;

public sealed class LineOriginsTests
{
    [Fact]
    public void EveryNumberLeadsBackToItsLine()
    {
        var origins = new LineOrigins();
        var expected = new List<(int, int, int)>();
        var random = new Random(2);
        for (int version = 0; version < 300; version++)
        {
            int start = random.Next(50);
            int count = random.Next(1, 9);
            Assert.Equal(expected.Count, origins.Add(version, start, count));
            for (int i = 0; i < count; i++)
                expected.Add((version, start + i, count - i - 1));
        }

        Assert.Equal(expected, Enumerable.Range(0, expected.Count).Select(origins.Of));
        foreach (int origin in Enumerable.Range(0, expected.Count).OrderBy(_ => random.Next()))
            Assert.Equal(expected[origin], origins.Of(origin));
    }

    [Fact]
    public void AClearedOneStartsAnew()
    {
        var origins = new LineOrigins();
        for (int i = 0; i < 10; i++)
            origins.Add(i, i, 5);
        origins.Of(49);
        origins.Clear();
        Assert.Equal(0, origins.Add(7, 3, 2));
        Assert.Equal((7, 4, 0), origins.Of(1));
    }

    [Fact]
    public void WhereThereAreMoreLinesThanNumbersOriginsAreUnknown()
    {
        var origins = new LineOrigins();
        Assert.Equal(0, origins.Add(0, 0, 5));
        Assert.Equal(LineOrigins.Unknown, origins.Add(1, 0, int.MaxValue));
        Assert.Equal(5, origins.Add(2, 7, 2));
        Assert.Equal((2, 8, 0), origins.Of(6));
    }
}
