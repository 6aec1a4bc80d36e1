using System.Diagnostics;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The cache of the real tool: killed, run twice at once, and taken to another clone.</summary>
public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Root => Path.Combine(_folder.Path, "cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AKillAtAnyMomentLeavesNothingThatHarms()
    {
        string path = SharedFiles.History("Humanizer");
        string fresh = Tool.Run(path, "facts", "changes", "--no-cache").Output;
        for (int milliseconds = 0; milliseconds < 600; milliseconds += 60)
        {
            using var process = Start(path);
            Assert.True(SpinWait.SpinUntil(() => process.HasExited || Files("*.tmp").Any(), TimeSpan.FromMinutes(1)));
            Thread.Sleep(milliseconds);
            process.Kill();
            process.WaitForExit();
        }

        Assert.Equal(fresh, Run(path));
        Assert.NotEmpty(Files("*.facts"));
        Assert.Equal(fresh, Run(path));
    }

    [Fact]
    public async Task TwoRunsAtOncePrintAndKeepTheSame()
    {
        string path = SharedFiles.History("serilog");
        string fresh = Tool.Run(path, "facts", "changes", "--no-cache").Output;
        for (int round = 0; round < 2; round++)
        {
            string[] outputs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run(path))));
            Assert.All(outputs, output => Assert.Equal(fresh, output));
        }

        Assert.Equal(fresh, Run(path));
    }

    [Fact]
    public void ACloneOfDepthOneWithAnImportedCacheGivesTheWholeHistory()
    {
        string path = SharedFiles.History("RestSharp");
        string analysis = Tool.RunWith(Root, path, "analyze", "--format", "json").Output;
        string archive = Path.Combine(_folder.Path, "facts.cache");
        Assert.Equal(0, Tool.RunWith(Root, path, "cache", "export", archive).ExitCode);
        string clone = Path.Combine(_folder.Path, Path.GetFileName(path));
        GitTestRepository.Git(_folder.Path, ["clone", "--quiet", "--bare", "--depth=1", "file://" + path, clone]);

        Assert.Contains("insufficient-history", Tool.RunWith(Root, clone, "analyze", "--format", "json").Output, StringComparison.Ordinal);
        Assert.Equal(0, Tool.RunWith(Root, clone, "cache", "import", archive).ExitCode);
        Assert.Equal(analysis, Tool.RunWith(Root, clone, "analyze", "--format", "json").Output);
        Assert.Equal(analysis, Tool.RunWith(Root, clone, "analyze", "--format", "json").Output);
    }

    private IEnumerable<string> Files(string pattern) =>
        Directory.Exists(Root) ? Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories) : [];

    private string Run(string path) => Tool.RunWith(Root, path, "facts", "changes").Output;

    private Process Start(string path)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), "facts", "changes", path, "-o", Path.Combine(_folder.Path, "out")])
        {
            RedirectStandardError = true,
            Environment = { ["REPOTOPOLOGY_CACHE"] = Root },
        };
        return Process.Start(start)!;
    }
}
