using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The tool as its users get it: packed, installed from a folder, run by its command name.</summary>
public sealed class PackageTests
{
    [Fact]
    public void TheToolPacksInstallsAndRuns()
    {
        string scratch = Directory.CreateTempSubdirectory("repotopology-package-").FullName;
        try
        {
            // A version of its own: the package cache would serve an older build of the same version.
            string version = $"0.0.{Environment.ProcessId}-test{Environment.TickCount64}";
            string feed = Path.Combine(scratch, "feed");
            Run(SourceTree.Root, "pack", "src/RepoTopology.Cli", "-c", "Release", "-o", feed, $"-p:Version={version}", "--artifacts-path", Path.Combine(scratch, "artifacts"));
            Run(scratch, "tool", "install", "RepoTopology", "--tool-path", Path.Combine(scratch, "tool"), "--add-source", feed, "--version", version);

            string command = Path.Combine(scratch, "tool", OperatingSystem.IsWindows() ? "repotopology.exe" : "repotopology");
            var result = Tool.RunProcess(command, scratch, ["--version"]);
            Assert.Equal(0, result.ExitCode);
            Assert.StartsWith(version, result.Output, StringComparison.Ordinal);

            // libgit2 is in the package too.
            using var origin = GitTestRepository.Create();
            origin.Write("a.txt", "one\n").Commit("First");
            using var server = GitServer.Start(origin.Root);
            result = Tool.RunProcess(command, scratch, ["analyze", server.Url("repo/.git")], Path.Combine(scratch, "cache"));
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Equal(Tool.RunProcess(command, scratch, ["analyze", origin.Path], Path.Combine(scratch, "cache")).Output, result.Output);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void Run(string directory, params string[] arguments)
    {
        var result = Tool.RunProcess("dotnet", directory, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }
}
