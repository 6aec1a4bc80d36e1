using System.Text.Json;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>README's tour: a newcomer sees both verdicts in the first minute.</summary>
public sealed class DemoTests
{
    [Fact]
    public void TheTourShowsBothVerdicts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "samples/make-demo needs bash");
        string demo = Path.Combine(Directory.CreateTempSubdirectory("repotopology-demo-").FullName, "demo");
        try
        {
            var made = Tool.RunProcess(Path.Combine(Checkout.Root, "samples", "make-demo"), Path.GetTempPath(), [demo]);
            Assert.True(made.ExitCode == 0, made.Error);

            foreach (string style in (string[])["group-like", "network-like"])
            {
                var result = Tool.Run(demo, "analyze", style, "--format", "json");
                using var analysis = JsonDocument.Parse(result.Output);
                Assert.Equal(style, analysis.RootElement.GetProperty("verdict").GetProperty("label").GetString());
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(demo)!, recursive: true);
        }
    }
}
