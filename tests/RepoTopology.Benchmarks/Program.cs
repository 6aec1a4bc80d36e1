// Times whole processes of ours against git's on one repository, alternating, and prints medians and ratios.
//   dotnet run -c Release --project tests/RepoTopology.Benchmarks -- PATH [--runs 5]
using System.CommandLine;
using System.Runtime.InteropServices;
using RepoTopology.Benchmarks;

var path = new Argument<DirectoryInfo>("PATH") { Description = "The repository to measure on." };
var runs = new Option<int>("--runs") { Description = "Measured runs of each command, after one that warms the file cache.", DefaultValueFactory = _ => 5 };
var command = new RootCommand("Compares repotopology with git on one repository.") { path, runs };
command.SetAction(parsed =>
{
    string repository = parsed.GetRequiredValue(path).FullName;
    int count = Math.Max(1, parsed.GetValue(runs));
    Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {Measurement.GitVersion()}");
    Console.WriteLine($"repository {Path.GetFileName(repository)}, {count} alternating runs after a warm-up; medians");
    Console.WriteLine();
    Console.WriteLine($"{"job",-26} {"ours s",8} {"git s",8} {"ratio",7} {"cpu s",8} {"git cpu",8} {"ratio",7} {"private MiB",12}");
    foreach (var job in Job.All(repository))
    {
        var (ours, git) = Measurement.Alternate(job.Ours, job.Git, count);
        Console.WriteLine(
            $"{job.Name,-26} {ours.WallSeconds,8:0.00} {git.WallSeconds,8:0.00} {git.WallSeconds / ours.WallSeconds,6:0.00}x "
            + $"{ours.CpuSeconds,8:0.00} {git.CpuSeconds,8:0.00} {git.CpuSeconds / ours.CpuSeconds,6:0.00}x {ours.PrivateMebibytes,12:0}");
    }
});
return command.Parse(args).Invoke();
