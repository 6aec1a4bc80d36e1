using System.Text.Json;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The tool on real histories: what it says, and that it agrees with git.</summary>
public sealed class VeiledHistoryTests
{
    public static TheoryData<string> Histories => [.. SharedFiles.HistoryNames];

    [Theory]
    [InlineData("lua", "group-like")]
    [InlineData("melpa", "network-like")]
    [InlineData("ohmyzsh", "network-like")]
    [InlineData("Faker", "network-like")]
    public void TheVerdictIsWhatTheProjectSaysOfItself(string name, string label)
    {
        string path = SharedFiles.History(name);
        var json = Tool.Run(path, "analyze", "--format", "json");
        Assert.Equal(0, json.ExitCode);
        using var analysis = JsonDocument.Parse(json.Output);
        var verdict = analysis.RootElement.GetProperty("verdict");
        Assert.Equal(label, verdict.GetProperty("label").GetString());
        Assert.InRange(verdict.GetProperty("evidence").GetArrayLength(), 2, 3);

        // Every verdict prints its evidence.
        string text = Flat(Tool.Run(path, "analyze").Output);
        foreach (var evidence in verdict.GetProperty("evidence").EnumerateArray())
            Assert.Contains(Flat(evidence.GetString()!).TrimEnd('.'), text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void RawChangesAreGitsByteForByte(string name)
    {
        string path = SharedFiles.History(name);
        var ours = Tool.Run(path, "facts", "changes", "--raw");
        string gits = System.Text.Encoding.UTF8.GetString(GitTestRepository.Git(
            path, ["log", "--raw", "--no-abbrev", "--no-renames", "--no-merges", "--format=%H", "HEAD"]));

        Assert.Equal(0, ours.ExitCode);
        Assert.Equal(gits.Replace("\n\n", "\n", StringComparison.Ordinal), ours.Output);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void TheJsonKeepsItsSchema(string name)
    {
        var result = Tool.Run(SharedFiles.History(name), "analyze", "--format", "json", "--emails");
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(JsonSchema.Complaints("src/RepoTopology.Reports/Schemas/analysis.schema.json", result.Output));
    }

    [Fact]
    public void TheSameCommitGivesTheSameBytesWithOneAndWithEightWorkers()
    {
        string path = SharedFiles.History("Humanizer");
        var one = Tool.Run(path, "analyze", "--format", "json", "--jobs", "1", "--no-cache");
        var eight = Tool.Run(path, "analyze", "--format", "json", "--jobs", "8", "--no-cache");

        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Output, eight.Output);
    }

    [Fact]
    public void NoEmailAddressIsPrintedUnlessAskedFor()
    {
        string path = SharedFiles.History("serilog");
        foreach (string[] command in (string[][])[["analyze"], ["analyze", "--format", "json"], ["facts", "people"], ["facts", "commits"]])
            Assert.DoesNotContain("@", Tool.Run(path, command).Output, StringComparison.Ordinal);
        Assert.Contains("@", Tool.Run(path, "facts", "people", "--emails").Output, StringComparison.Ordinal);
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t', '•', '·', '-', '│'], StringSplitOptions.RemoveEmptyEntries));
}
