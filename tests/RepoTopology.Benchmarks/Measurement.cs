using System.Diagnostics;
using System.Globalization;

namespace RepoTopology.Benchmarks;

/// <summary>What one process took. Private memory is the most anonymous resident memory seen, polled (Linux only, otherwise NaN).</summary>
internal sealed record Measurement(double WallSeconds, double CpuSeconds, double PrivateMebibytes)
{
    private const int PollMilliseconds = 20;

    /// <summary>Runs two commands in turn and gives each one's medians.</summary>
    public static (Measurement First, Measurement Second) Alternate(CommandLine first, CommandLine second, int runs)
    {
        var ofFirst = new List<Measurement>();
        var ofSecond = new List<Measurement>();
        for (int i = 0; i <= runs; i++)
        {
            ofFirst.Add(Run(first));
            ofSecond.Add(Run(second));
        }

        return (Median(ofFirst[1..]), Median(ofSecond[1..]));
    }

    public static string GitVersion()
    {
        using var process = Start(new CommandLine("git", ["--version"]));
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private static Measurement Run(CommandLine command)
    {
        double before = ChildTime.Seconds();
        var watch = Stopwatch.StartNew();
        using var process = Start(command);
        double most = double.NaN;
        using var ended = new ManualResetEventSlim();
        var poll = new Thread(() =>
        {
            do
                most = Math.Max(double.IsNaN(most) ? 0 : most, ReadPrivate(process.Id));
            while (!ended.Wait(PollMilliseconds));
        });
        if (OperatingSystem.IsLinux())
            poll.Start();
        process.StandardOutput.BaseStream.CopyTo(Stream.Null);
        process.WaitForExit();
        watch.Stop();
        ended.Set();
        if (OperatingSystem.IsLinux())
            poll.Join();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{command.Program} {string.Join(' ', command.Arguments)} ended with {process.ExitCode}");
        return new Measurement(watch.Elapsed.TotalSeconds, ChildTime.Seconds() - before, most);
    }

    private static Process Start(CommandLine command)
    {
        var start = new ProcessStartInfo(command.Program) { RedirectStandardOutput = true };
        foreach (string argument in command.Arguments)
            start.ArgumentList.Add(argument);
        start.Environment["GIT_PAGER"] = "";
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
