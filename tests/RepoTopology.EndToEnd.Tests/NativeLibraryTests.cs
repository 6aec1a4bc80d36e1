using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>A system for which libgit2 did not come with the tool.</summary>
public sealed class NativeLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitTestRepository _origin = GitTestRepository.Create();
    private readonly GitServer _server;
    private readonly string _tool;

    public NativeLibraryTests()
    {
        _origin.Write("a.txt", "one\n").Commit("First");
        _server = GitServer.Start(_origin.Root);
        _tool = Path.Join(_folder.Path, "tool");
        Directory.CreateDirectory(_tool);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Join(_tool, Path.GetFileName(file)));
        // The list of what belongs to it would keep the tool from starting without libgit2.
        File.Delete(Path.Join(_tool, "repotopology.deps.json"));
    }

    public void Dispose()
    {
        _server.Dispose();
        _origin.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void WithoutLibGit2OneSentenceNamesWhatToInstallAndDirectoriesAreRead()
    {
        var result = Run("analyze", _server.Url("repo/.git"));
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        string sentence = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("repotopology: URLs and uncommitted work are read through libgit2 1.", sentence, StringComparison.Ordinal);
        Assert.Matches("install|brew|apk|dnf", sentence);
        Assert.Empty(_server.Requests);

        Assert.Equal(0, Run("analyze", _origin.Path).ExitCode);
        Assert.Contains("none; URLs and uncommitted work", Run("doctor", _origin.Path, "--format", "json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSystemsOwnLibGit2IsTaken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "libraries are named otherwise there");
        string native = Directory.GetFiles(Path.Join(AppContext.BaseDirectory, "runtimes"), "libgit2-*.so", SearchOption.AllDirectories)
            .Single(file => file.Contains($"/linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}/", StringComparison.Ordinal));
        // Named in the sentence, as it is on a system.
        string version = Regex.Match(Run("doctor", _origin.Path, "--format", "json").Output, @"libgit2 (1\.\d+)").Groups[1].Value;
        string system = Path.Join(_folder.Path, "lib");
        Directory.CreateDirectory(system);
        File.Copy(native, Path.Join(system, $"libgit2.so.{version}"));
        var result = Tool.RunProcess("env", _folder.Path,
            [$"LD_LIBRARY_PATH={system}", "dotnet", Path.Join(_tool, "repotopology.dll"), "analyze", _server.Url("repo/.git")], Path.Join(_folder.Path, "cache"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    private Tool.Result Run(params string[] arguments) =>
        Tool.RunProcess("dotnet", _folder.Path, [Path.Join(_tool, "repotopology.dll"), .. arguments], Path.Join(_folder.Path, "cache"));
}
