using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class TrendTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/trend.schema.json";

    [Fact]
    public void ARealHistoryGivesValidJsonAndTheSameBytesWithAnyNumberOfWorkers()
    {
        string path = SharedFiles.History("RestSharp");
        var one = RunResult.Of("trend", path, "--format", "json", "--jobs", "1");
        var four = RunResult.Of("trend", path, "--format", "json", "--jobs", "4");
        Assert.Equal((0, ""), (one.Code, one.Error));
        Assert.Equal(one.Output, four.Output);
        Assert.Empty(JsonSchema.Complaints(Schema, one.Output));
        Assert.Equal("towards-group", (string?)JsonNode.Parse(one.Output)!["transitions"]!.AsArray()[^1]!["direction"]);
        Assert.DoesNotContain("@", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AYoungRepositoryHasWindowsWithoutAVerdict()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        var result = RunResult.Of("trend", repository.Path, "--format", "json");
        Assert.Empty(JsonSchema.Complaints(Schema, result.Output));
        Assert.Equal("insufficient-history", (string?)JsonNode.Parse(result.Output)!["windows"]!.AsArray()[^1]!["label"]);
        Assert.Equal(0, result.Code);
        Assert.Equal(3, RunResult.Of("trend", repository.Path, "--require-history").Code);
        Assert.Contains("No window has enough commits", RunResult.Of("trend", repository.Path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--since", "yesterday")]
    [InlineData("--window", "soon")]
    public void WrongTimesAreToldWithTheirOption(string option, string value)
    {
        var result = RunResult.Of("trend", ".", option, value);
        Assert.Equal(1, result.Code);
        Assert.Contains($"{option} {value} is no", result.Error, StringComparison.Ordinal);
    }
}
