using System.CommandLine;
using System.Diagnostics;
using RepoTopology.Code;
using RepoTopology.Git;

namespace RepoTopology.Benchmarks;

/// <summary>What reading the C# of one commit costs this process.</summary>
internal static class CodeCost
{
    public static Command ToCommand()
    {
        var path = new Argument<DirectoryInfo>("PATH") { Description = "The repository." };
        var depth = new Option<CodeDepth>("--depth") { Description = "project, names, bound or auto.", DefaultValueFactory = _ => CodeDepth.Auto };
        var jobs = new Option<int>("--jobs") { Description = "Threads.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var revision = new Option<string>("--rev") { Description = "The commit.", DefaultValueFactory = _ => "HEAD" };
        var cache = new Option<DirectoryInfo?>("--cache") { Description = "Keep results there, and use them." };
        var command = new Command("code", "Reads the C# of a commit, and prints CPU seconds, memory and what was found.") { path, depth, jobs, revision, cache };
        command.SetAction(parsed => Print(
            parsed.GetValue(path)!.FullName, parsed.GetValue(revision)!,
            new CodeOptions
            {
                Depth = parsed.GetValue(depth),
                Jobs = parsed.GetValue(jobs),
                Cache = parsed.GetValue(cache) is { } directory ? new CodeCache(directory.FullName) : null,
            }));
        return command;
    }

    private static int Print(string path, string revision, CodeOptions options)
    {
        var watch = Stopwatch.StartNew();
        using var repository = GitRepository.Open(path);
        var model = SourceLoader.Load(repository, Revision.Resolve(repository, revision).Tip, options);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(
            $"{watch.Elapsed.TotalSeconds:0.0} s, {process.TotalProcessorTime.TotalSeconds:0.0} CPU s, {process.PeakWorkingSet64 >> 20} MiB; "
            + $"{System.Runtime.JitInfo.GetCompilationTime().TotalSeconds:0.0} s compiling {System.Runtime.JitInfo.GetCompiledMethodCount()} methods, {GC.GetTotalPauseDuration().TotalSeconds:0.0} s collecting");
        int identifiers = model.Projects.Sum(project => project.Identifiers), unresolved = model.Projects.Sum(project => project.Unresolved);
        Console.WriteLine(
            $"{model.Projects.Length} projects, {model.Files.Length} files, {model.Types.Length} types, {model.Members.Length} members, {model.References.Length} references; "
            + $"{unresolved} of {identifiers} identifiers unresolved");
        foreach (var group in model.Projects.GroupBy(project => project.Depth).OrderByDescending(group => group.Key))
            Console.WriteLine($"  {group.Key}: {group.Count()} projects, {group.Sum(project => project.SourceBytes) / 1024.0 / 1024:0.0} MiB");
        foreach (string limit in model.Limits)
            Console.WriteLine($"  {limit}");
        return 0;
    }
}
