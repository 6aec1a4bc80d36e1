using System.Diagnostics;
using System.Globalization;

namespace RepoTopology.Benchmarks;

/// <summary>What some processes took. Private memory is the most anonymous resident memory seen of one, polled (Linux only, otherwise NaN).</summary>
internal sealed record Measurement(double WallSeconds, double CpuSeconds, double PrivateMebibytes)
{
    private const int PollMilliseconds = 20;

    /// <summary>Runs both sides of a job in turn, after a run of each that warms the file cache, and gives each one's medians.</summary>
    public static (Measurement First, Measurement Second) Alternate(Job job, int runs)
    {
        var first = new List<Measurement>();
        var second = new List<Measurement>();
        for (int i = 0; i <= runs; i++)
        {
            first.Add(Run(job.First));
            if (!job.Second.OnlyOnce || i == 0)
                second.Add(Run(job.Second));
        }

        return (Median(first[1..]), Median(job.Second.OnlyOnce ? second : second[1..]));
    }

    public static Measurement Run(Invocation command) => Run(new Side(command));

    public static Measurement Run(Side side)
    {
        side.Prepare();
        double before = ChildTime.Seconds();
        var watch = Stopwatch.StartNew();
        int next = -1;
        double most = 0;
        var gate = new Lock();
        Exception? failure = null;
        var threads = Enumerable.Range(0, side.AtOnce).Select(_ => new Thread(() =>
        {
            try
            {
                for (int i; (i = Interlocked.Increment(ref next)) < side.Commands.Count;)
                {
                    double own = RunOne(side.Commands[i]);
                    lock (gate)
                        most = Math.Max(most, own);
                }
            }
            catch (InvalidOperationException e)
            {
                failure = e;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (failure is not null)
            throw failure;
        return new Measurement(
            watch.Elapsed.TotalSeconds * side.Factor, (ChildTime.Seconds() - before) * side.Factor, OperatingSystem.IsLinux() ? most : double.NaN);
    }

    /// <summary>What a command says on standard output.</summary>
    public static string Output(Invocation command)
    {
        using var process = Start(command);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw Failed(command, process);
    }

    private static double RunOne(Invocation command)
    {
        using var process = Start(command);
        double most = 0;
        using var ended = new ManualResetEventSlim();
        var poll = new Thread(() =>
        {
            do
                most = Math.Max(most, ReadPrivate(process.Id));
            while (!ended.Wait(PollMilliseconds));
        });
        if (OperatingSystem.IsLinux())
            poll.Start();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        ended.Set();
        if (OperatingSystem.IsLinux())
            poll.Join();
        return process.ExitCode == 0 ? most : throw Failed(command, process);
    }

    private static InvalidOperationException Failed(Invocation command, Process process) =>
        new($"{command.Program} {string.Join(' ', command.Arguments)} ended with {process.ExitCode}");

    private static Process Start(Invocation command)
    {
        var start = new ProcessStartInfo(command.Program) { RedirectStandardOutput = true };
        foreach (string argument in command.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment["GIT_PAGER"] = "";
        if (command.CacheDirectory is { } cache)
            start.Environment["REPOTOPOLOGY_CACHE"] = cache;
        return Process.Start(start)!;
    }

    private static double ReadPrivate(int process)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process}/status"))
                if (line.StartsWith("RssAnon:", StringComparison.Ordinal))
                    return double.Parse(line.AsSpan(8).Trim().TrimEnd("kB"), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            // It has just ended.
        }

        return 0;
    }

    private static Measurement Median(List<Measurement> runs) => new(
        Middle(runs.Select(run => run.WallSeconds)),
        Middle(runs.Select(run => run.CpuSeconds)),
        Middle(runs.Select(run => run.PrivateMebibytes)));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
