using BenchmarkDotNet.Attributes;
using RepoTopology.Git.Tests.Performance;

namespace RepoTopology.Benchmarks;

/// <summary>The inner loops alone, by BenchmarkDotNet: <c>--micro</c>. What they may allocate is held by the Git tests.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class MicroBenchmarks : IDisposable
{
    private MicroWork _work = null!;

    [GlobalSetup]
    public void SetUp() => _work = new MicroWork();

    [GlobalCleanup]
    public void Dispose()
    {
        _work.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int Inflate() => _work.Inflate();

    [Benchmark]
    public int Delta() => _work.ApplyDelta();

    [Benchmark]
    public int TreeDiff() => _work.DiffTrees();

    [Benchmark]
    public int LineDiff() => _work.DiffLines();

    [Benchmark]
    public int LineNumbering() => _work.NumberLines();
}
