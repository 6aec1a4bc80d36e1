namespace RepoTopology.Git.Tests.Performance;

/// <summary>What the inner loops allocate a round once they are warm: bytes are the same on every machine, so they are held here.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 20;

    [Theory]
    [InlineData("inflate", 512)]
    [InlineData("delta", 1024)]
    [InlineData("tree diff", 64)]
    [InlineData("line diff", 0)]
    [InlineData("line numbering", 256)]
    public void ARoundStaysWithinItsBudget(string name, long budget)
    {
        using var work = new MicroWork();
        Func<int> round = name switch
        {
            "inflate" => work.Inflate,
            "delta" => work.ApplyDelta,
            "tree diff" => work.DiffTrees,
            "line diff" => work.DiffLines,
            _ => work.NumberLines,
        };
        for (int i = 0; i < Rounds; i++)
            Assert.True(round() > 0);

        // A collection on another thread may empty the shared array pool in between: the best of some tries counts.
        long each = long.MaxValue;
        for (int tries = 0; tries < 5 && each > budget; tries++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
                round();
            each = Math.Min(each, (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds);
        }

        Assert.True(each <= budget, $"{name}: {each} bytes a round");
    }
}
