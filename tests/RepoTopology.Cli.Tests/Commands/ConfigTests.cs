using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class ConfigTests
{
    private const string Own = """
        {
          "modules": [{ "name": "engine", "paths": ["src/engine/**", "tests/engine/**"] }],
          "people": [{ "name": "Ann Author", "emails": ["ann@example.org", "ann@home.example.org"], "handle": "ann" }],
          "bots": ["^release-train "],
          "gate": { "leftAfter": "6m", "rules": [{ "measure": "bus-factor", "scope": "module:src/*", "warn": 3, "minLines": 50, "tolerance": 1 }] }
        }
        """;

    [Fact]
    public void WithoutAFileTheDefaultsHold()
    {
        using var repository = Project(null);
        var result = RunResult.Of("config", "show", repository.Path);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Contains("which has no .repotopology/config.json", Flat(result.Output), StringComparison.Ordinal);
        Assert.Contains("default leftAfter 12 months", Flat(result.Output), StringComparison.Ordinal);
        Assert.Contains(
            "default top-owner-share of modules: warns above 0.8, fails above 0.9 (changes only), from 200 lines on, tolerance 0.01", Flat(result.Output), StringComparison.Ordinal);
        Assert.Contains("default bus-factor of modules: warns below 2, fails below 1 (changes only), from 200 lines on, tolerance 0", Flat(result.Output), StringComparison.Ordinal);
        var json = Json(repository);
        Assert.Null(json["file"]);
        Assert.Equal(3, json["rules"]!.AsArray().Count);
    }

    [Fact]
    public void TheCommitsFileIsFoundFromAnyDirectoryAndNotTheWorkTrees()
    {
        using var repository = Project(Own);
        repository.Write(".repotopology/config.json", "not committed, not read");
        var result = RunResult.Of("config", "show", Path.Join(repository.Path, "src"));
        string text = Flat(result.Output);
        Assert.Contains("from its .repotopology/config.json", text, StringComparison.Ordinal);
        Assert.Contains("commit modules engine (src/engine/**, tests/engine/**)", text, StringComparison.Ordinal);
        Assert.Contains("commit people Ann Author @ann (2 e-mails)", text, StringComparison.Ordinal);
        Assert.Contains("commit bots ^release-train", text, StringComparison.Ordinal);
        Assert.Contains("default agents the built-in ones alone", text, StringComparison.Ordinal);
        Assert.Contains("commit leftAfter 6 months", text, StringComparison.Ordinal);
        Assert.Contains("commit bus-factor of module:src/*: warns below 3, from 50 lines on, tolerance 1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("top-owner-share", text, StringComparison.Ordinal);
        Assert.Equal(repository.Run("rev-parse", "HEAD").Trim(), (string?)Json(repository)["commit"]);
        Assert.Null(Json(repository, "--rev", "HEAD~1")["file"]);
    }

    [Fact]
    public void AFileAndOptionsStandBeforeIt()
    {
        using var repository = Project(Own);
        string other = Path.Join(repository.Root, "other.json");
        File.WriteAllText(other, """{ "agents": ["^robo"], "gate": { "rules": [{ "measure": "newcomers", "warn": 0.1 }] } }""");
        var json = Json(repository, "--config", other, "--fail", "orphaned-share@repository=0.5", "--left-after", "2y");
        Assert.Equal(other, (string?)json["file"]);
        Assert.Equal(("file", "^robo"), ((string?)json["agents"]!["from"], (string?)json["agents"]!["values"]![0]));
        Assert.Equal(("default", 0), ((string?)json["modules"]!["from"], json["modules"]!["values"]!.AsArray().Count));
        Assert.Equal(("option", 24), ((string?)json["leftAfter"]!["from"], (int)json["leftAfter"]!["months"]!));
        Assert.Equal(
            [("option", "orphaned-share", "repository"), ("file", "newcomers", "repository")],
            json["rules"]!.AsArray().Select(rule => ((string?)rule!["from"], (string?)rule["measure"], (string?)rule["scope"])));
    }

    [Fact]
    public void AddressesAreShownOnlyOnRequest()
    {
        using var repository = Project(Own);
        foreach (string format in (string[])["text", "json"])
        {
            Assert.DoesNotContain("@example.org", RunResult.Of("config", "show", repository.Path, "--format", format).Output, StringComparison.Ordinal);
            Assert.Contains("ann@home.example.org", RunResult.Of("config", "show", repository.Path, "--format", format, "--emails").Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Own)]
    public void TheJsonIsAsItsSchemaSays(string? config) => SchemaCheck.Holds("config", "rules", () => Project(config), path => ["config", "show", path, "--emails"]);

    [Fact]
    public void ABrokenFileIsOneSentence()
    {
        using var repository = Project("{ \"gates\": {} }");
        Assert.StartsWith(".repotopology/config.json, line 1: unknown property 'gates'", RunResult.Of("config", "show", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("'config' needs to know what: show", RunResult.Of("config").Sentence(), StringComparison.Ordinal);
    }

    private static GitTestRepository Project(string? config)
    {
        var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "a\n").Commit("first");
        if (config is not null)
            repository.Write(".repotopology/config.json", config).Commit("configured");
        return repository;
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static JsonNode Json(GitTestRepository repository, params string[] words) =>
        JsonNode.Parse(RunResult.Of(["config", "show", repository.Path, .. words, "--format", "json"]).Output)!;
}
