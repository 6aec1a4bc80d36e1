using System.Diagnostics;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Samples;

public sealed class MakeDemoTests
{
    // The README shows what these repositories yield: whoever changes the script changes it too.
    private const string GroupHead = "285113d876f0622939c10c4afdee5146b5732a96";
    private const string NetworkHead = "351644ca6763476e15abe02aebc829d58f438692";
    private const string ShopHead = "2d38e09ffdcdce8ae976f57f9a4094f631e22c86";

    [Fact]
    public void EveryRunGivesTheSameCommits()
    {
        string root = Directory.CreateTempSubdirectory("repotopology-demo-").FullName;
        try
        {
            var (exit, output, error) = MakeDemo(Path.Combine(root, "demo"));
            Assert.Equal(("", 0), (error, exit));
            Assert.Equal([GroupHead, NetworkHead, ShopHead], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));

            // A second run in the same place destroys nothing.
            (exit, output, error) = MakeDemo(Path.Combine(root, "demo"));
            Assert.Equal(("", 1), (output, exit));
            Assert.Contains("exists already", error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static (int Exit, string Output, string Error) MakeDemo(string directory)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "samples/make-demo is a bash script");
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(SourceTree.Root, "samples", "make-demo"), [directory])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
