using System.Diagnostics;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>Runs the real tool as a process of its own.</summary>
internal static class Tool
{
    public sealed record Result(int ExitCode, string Output, string Error);

    public static Result Run(string directory, params string[] arguments) => RunWith(TestCache.Root, directory, arguments);

    /// <summary>As <see cref="Run"/>, with a cache of its own.</summary>
    public static Result RunWith(string cache, string directory, params string[] arguments) =>
        RunProcess("dotnet", directory, [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), .. arguments], cache);

    public static Result RunProcess(string file, string directory, IReadOnlyList<string> arguments, string? cache = null)
    {
        var start = new ProcessStartInfo(file)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["NO_COLOR"] = "1";
        start.Environment["CI"] = "true";
        start.Environment["REPOTOPOLOGY_CACHE"] = cache ?? TestCache.Root;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }
}
