// Times whole processes of ours against git's on one repository, alternating, and prints medians and ratios.
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- PATH [--job numstat --job lines] [--runs 5] [--blame-sample 100] [--peers]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- --micro
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- bus-factor CLONES [bus-factor.csv]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- indicators CLONES [indicators-24-months.csv] [--identities name-or-email]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- sensitivity REPO… [--labels FILE]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- code-edges WORKTREE [--no-packages] [--list]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- report [--people 1000] [--modules 5000]
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- code PATH [--depth project|names|bound|auto] [--jobs 2] [--cache DIRECTORY]
using System.CommandLine;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Running;
using RepoTopology.Benchmarks;
using RepoTopology.Testing;

var path = new Argument<DirectoryInfo?>("PATH") { Description = "The repository to measure on.", Arity = ArgumentArity.ZeroOrOne };
var runs = new Option<int>("--runs") { Description = "Measured runs of each command, after one that warms the file cache.", DefaultValueFactory = _ => 5 };
var jobs = new Option<string[]>("--job") { Description = $"Only this job (repeatable): {string.Join(", ", JobList.Names)}." };
var sample = new Option<int?>("--blame-sample") { Description = "Let git blame N files instead of all, and extrapolate." };
var tool = new Option<FileInfo?>("--tool") { Description = "An installed repotopology (ahead-of-time code), in place of this build." };
var peers = new Option<bool>("--peers") { Description = "Run other tools too, where they are installed." };
var micro = new Option<bool>("--micro") { Description = "The inner loops, by BenchmarkDotNet." };
jobs.AcceptOnlyFromAmong([.. JobList.Names]);
var command = new RootCommand("Compares repotopology with git on one repository.") { path, runs, jobs, sample, tool, peers, micro };
command.SetAction(parsed =>
{
    if (parsed.GetValue(micro))
    {
        BenchmarkRunner.Run<MicroBenchmarks>();
        return 0;
    }

    if (parsed.GetValue(path) is not { Exists: true } directory)
    {
        Console.Error.WriteLine("give the directory of a repository, or --micro");
        return 1;
    }

    string repository = directory.FullName;
    int count = Math.Max(1, parsed.GetValue(runs));
    string head = Measurement.Output(new Invocation("git", "-C", repository, "rev-parse", "HEAD")).Trim();
    Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, "
        + Measurement.Output(new Invocation("git", "--version")).Trim());
    Console.WriteLine($"repository {directory.Name} at {head}, {count} alternating runs after a warm-up; medians");
    Console.WriteLine();
    Console.WriteLine($"{"job",-22} {"ours s",8} {"other s",9} {"ratio",8} {"cpu s",8} {"other",9} {"ratio",8} {"private MiB",12}  against");
    using var list = new JobList(repository, parsed.GetValue(sample), parsed.GetValue(tool));
    foreach (var job in (parsed.GetValue(jobs) is { Length: > 0 } chosen ? chosen : JobList.Names).SelectMany(list.Of))
    {
        var (ours, other) = Measurement.Alternate(job, count);
        Console.WriteLine(
            $"{job.Name,-22} {ours.WallSeconds,8:0.00} {other.WallSeconds,9:0.00} {other.WallSeconds / ours.WallSeconds,7:0.00}x "
            + $"{ours.CpuSeconds,8:0.00} {other.CpuSeconds,9:0.00} {other.CpuSeconds / ours.CpuSeconds,7:0.00}x {ours.PrivateMebibytes,12:0}  {job.Against}"
            + (job.Note is null ? "" : $" ({job.Note})"));
    }

    if (parsed.GetValue(peers))
        foreach (var (name, peer) in Peers.Installed(repository, Console.Out))
        {
            var time = Measurement.Run(peer);
            Console.WriteLine($"{name,-22} {"",8} {time.WallSeconds,9:0.00} {"",8} {"",8} {time.CpuSeconds,9:0.00} {"",8} {time.PrivateMebibytes,12:0}");
        }

    return 0;
});

var clones = new Argument<DirectoryInfo>("CLONES") { Description = "A directory of clones, found by OWNER+NAME or NAME." };
var published = new Argument<FileInfo>("PUBLISHED")
{
    Description = "Columns repository,algorithm,commit,date,published.",
    DefaultValueFactory = _ => new FileInfo(Path.Join(SourceTree.Root, "..", "shared", "oracles", "bus-factor.csv")),
};
var busFactor = new Command("bus-factor", "Compares published bus factors with ours at the same commits.") { clones, published };
busFactor.SetAction(parsed =>
{
    if (parsed.GetValue(published) is not { Exists: true } rows || parsed.GetValue(clones) is not { Exists: true } directory)
    {
        Console.Error.WriteLine("give a directory of clones, and a file of published values");
        return 1;
    }

    return new BusFactorTable(new Clones(directory)).Print(rows, Console.Out) ? 0 : 1;
});
command.Subcommands.Add(busFactor);
command.Subcommands.Add(IndicatorTable.ToCommand());
command.Subcommands.Add(Sensitivity.ToCommand());
command.Subcommands.Add(CodeCost.ToCommand());
command.Subcommands.Add(CodeEdges.ToCommand());
command.Subcommands.Add(ReportCost.ToCommand());
return command.Parse(args).Invoke();
