namespace RepoTopology.Git.Tests;

public sealed class ObjectCacheTests
{
    private const int Limit = 4096;

    [Fact]
    public void KeepsWhatWasDecodedLast()
    {
        var cache = new ObjectCache(Limit);
        for (int i = 0; i < 1000; i++)
        {
            Fill(cache, i, 100);
            for (int back = 0; back < 20 && back <= i; back++)
                Assert.True(IsWhole(cache.Find(i - back), i - back), $"{i - back} after {i}");
        }

        Assert.Null(cache.Find(900));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(31)]
    public void NeverOverwritesWhatIsLookedAt(int seed)
    {
        var random = new Random(seed);
        var cache = new ObjectCache(Limit);
        var held = new Queue<(CachedObject Value, int Number)>();
        for (int i = 0; i < 5000; i++)
        {
            var value = Fill(cache, i, random.Next(1, Limit / 4));
            value.Holds++;
            held.Enqueue((value, i));
            if (held.Count > random.Next(1, 6))
                held.Dequeue().Value.Holds--;
            foreach (var (kept, number) in held)
                Assert.True(IsWhole(kept, number), $"{number} after {i}");
        }
    }

    [Fact]
    public void RingFullOfHeldObjectsGivesAnArrayOfItsOwn()
    {
        var cache = new ObjectCache(Limit);
        var held = Enumerable.Range(0, 40).Select(i => Fill(cache, i, 200)).ToList();
        held.ForEach(value => value.Holds++);
        var held2 = Enumerable.Range(40, 40).Select(i =>
        {
            var value = Fill(cache, i, 1000);
            value.Holds++;
            return value;
        }).ToList();
        Assert.All(held2, value => Assert.Equal(1000, value.Length));
        Assert.Contains(held2, value => value.RingSize == 0);
    }

    [Fact]
    public void LargeObjectIsNotKept()
    {
        var cache = new ObjectCache(Limit);
        Fill(cache, 1, Limit);
        Assert.Null(cache.Find(1));
    }

    private static CachedObject Fill(ObjectCache cache, int number, int length)
    {
        var value = cache.Allocate(ObjectType.Blob, length);
        value.Room.Fill((byte)number);
        cache.Add(number, value);
        return value;
    }

    private static bool IsWhole(CachedObject? value, int number) =>
        value is not null && value.Content.IndexOfAnyExcept((byte)number) < 0;
}
