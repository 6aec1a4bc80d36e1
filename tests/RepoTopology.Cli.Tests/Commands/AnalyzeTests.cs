using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class AnalyzeTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/analysis.schema.json";

    [Theory]
    [InlineData("lua", "group-like")]
    [InlineData("melpa", "network-like")]
    public void RealHistoriesGiveValidJsonAndTheSameBytesWithAnyNumberOfWorkers(string name, string label)
    {
        string path = SharedFiles.History(name);
        var one = RunResult.Of("analyze", path, "--format", "json", "--jobs", "1");
        var four = RunResult.Of("analyze", path, "--format", "json", "--jobs", "4");
        Assert.Equal((0, ""), (one.Code, one.Error));
        Assert.Equal(one.Output, four.Output);
        Assert.Empty(JsonSchema.Complaints(Schema, one.Output));
        var json = JsonNode.Parse(one.Output)!;
        Assert.Equal(label, (string?)json["verdict"]!["label"]);
        Assert.Equal($"{name}.git", (string?)json["repository"]!["path"]);
        Assert.DoesNotContain("@", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AYoungRepositoryGetsNoVerdictButWhatCanBeSaid()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        var result = RunResult.Of("analyze", repository.Path, "--format", "json");
        var json = JsonNode.Parse(result.Output)!;
        Assert.Empty(JsonSchema.Complaints(Schema, result.Output));
        Assert.Equal("insufficient-history", (string?)json["verdict"]!["label"]);
        Assert.Null(json["verdict"]!["index"]);
        Assert.Equal("Ann Author", (string?)json["contributors"]![0]!["name"]);
        Assert.Equal(0, result.Code);
        Assert.Equal(3, RunResult.Of("analyze", repository.Path, "--require-history").Code);
    }

    [Fact]
    public void BareRepotopologyAnalyzesWhatItIsGiven()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        Assert.Equal(RunResult.Of("analyze", repository.Path).Output, RunResult.Of(repository.Path).Output);
        Assert.StartsWith("repo · ", RunResult.Of(repository.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheWindowEndsAtTheGivenDate()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first", date: new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        repository.Write("a", "2").Commit("second", date: new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var json = JsonNode.Parse(RunResult.Of("analyze", repository.Path, "--as-of", "2020-06-30", "--window", "1y", "--format", "json").Output)!;
        Assert.Equal("2020-06-30T23:59:59Z", (string?)json["window"]!["to"]);
        Assert.Equal(1, (int)json["window"]!["commits"]!);
        Assert.Equal(12, (int)json["options"]!["windowMonths"]!);
    }

    [Fact]
    public void TextAndJsonCanBeWrittenAtOnce()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        string json = Path.Combine(repository.Root, "a.json");
        var result = RunResult.Of(repository.Path, "-o", "-", "-o", $"json={json}");
        Assert.StartsWith("repo · ", result.Output, StringComparison.Ordinal);
        Assert.Equal("1.2", (string?)JsonNode.Parse(File.ReadAllText(json))!["schemaVersion"]);
    }
}
