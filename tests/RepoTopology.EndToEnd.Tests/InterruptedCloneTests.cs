using System.Diagnostics;
using System.Globalization;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>A process that is stopped while it clones.</summary>
public sealed class InterruptedCloneTests
{
    [Theory]
    [InlineData("INT", 130)]
    [InlineData("KILL", 137)]
    public void TheNextRunClonesAsIfNothingHadBeen(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are Unix");
        using var folder = new TemporaryFolder();
        using var origin = GitTestRepository.Create();
        var large = new byte[2_000_000];
        new Random(5).NextBytes(large);
        origin.Write("large.bin", large).Commit("Large");
        using var server = GitServer.Start(origin.Root);
        server.StallAfter = 500_000;
        string cache = Path.Join(folder.Path, "cache");

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), "analyze", server.Url("repo/.git")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["REPOTOPOLOGY_CACHE"] = cache;
        using var process = Process.Start(start)!;
        server.Stalled.Wait();
        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((exitCode, ""), (process.ExitCode, output));

        server.StallAfter = null;
        var result = Tool.RunWith(cache, folder.Path, "analyze", server.Url("repo/.git"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(Tool.RunWith(cache, folder.Path, "analyze", origin.Path).Output, result.Output);
        string clone = Assert.Single(Directory.GetDirectories(Path.Join(cache, "clones")).SelectMany(Directory.GetDirectories));
        GitTestRepository.Git(clone, ["fsck", "--strict"]);
    }
}
