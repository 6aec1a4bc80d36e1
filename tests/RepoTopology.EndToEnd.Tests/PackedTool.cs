using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The tool as a package in a folder, under a version that no other build has: the package cache would serve an older one.</summary>
public sealed class PackedTool : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackedTool()
    {
        Feed = Path.Combine(_folder.Path, "feed");
        Version = $"0.0.{Environment.ProcessId}-ci{Environment.TickCount64}";
        var packed = Tool.RunProcess(
            "dotnet", SourceTree.Root,
            ["pack", "src/RepoTopology.Cli", "-c", "Release", "-o", Feed, $"-p:Version={Version}", "--artifacts-path", Path.Combine(_folder.Path, "artifacts")]);
        Assert.True(packed.ExitCode == 0, packed.Output + packed.Error);
    }

    /// <summary>What stands for a feed of packages.</summary>
    public string Feed { get; }

    public string Version { get; }

    public void Dispose() => _folder.Dispose();
}
