using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class GraphTests
{
    private const string Ann = "Ann <ann@example.org>", Bo = "Bo <bo@example.org>", Cid = "Cid <cid@example.org>";

    [Fact]
    public void ContributorsAreTiedByFilesLinesAndTrailers()
    {
        using var repository = Repository();
        var graph = Read(repository, "contributors");
        Assert.True((bool)graph["directed"]!);
        Assert.Equal(
            [
                "Ann Bo co-edit 1", "Bo Ann co-edit 1", "Bo Ann line-rewrite 1", "Cid Bo review 1",
            ],
            Links(graph));
        var cid = graph["nodes"]!.AsArray().Single(node => (string)node!["label"]! == "Cid")!;
        Assert.Equal((0, null), ((int)cid["commits"]!, (string?)cid["layer"]));

        var coEdits = Read(repository, "contributors", "--edges", "co-edit");
        Assert.False((bool)coEdits["directed"]!);
        Assert.Equal(["Bo Ann co-edit 1"], Links(coEdits));
        Assert.Equal(2, coEdits["nodes"]!.AsArray().Count);
    }

    [Fact]
    public void ModulesAreTiedByCommonCommits()
    {
        using var repository = Repository();
        var graph = Read(repository, "modules");
        var link = Assert.Single(graph["links"]!.AsArray())!;
        Assert.Equal((2, 1.0, "no"), ((int)link["weight"]!, (double)link["support"]!, (string)link["significant"]!));
    }

    [Fact]
    public void OwnershipIsByLinesAndOfARangeByCommits()
    {
        using var repository = Repository();
        var graph = Read(repository, "ownership");
        Assert.Equal("living-lines", (string)graph["graph"]!["basis"]!);
        Assert.Equal(["Ann docs owns 0.5", "Ann src owns 0.666667", "Bo docs owns 0.5", "Bo src owns 0.333333"], Links(graph));

        var range = Read(repository, "ownership", "--rev", "HEAD~1..HEAD");
        Assert.Equal("commits", (string)range["graph"]!["basis"]!);
        Assert.Equal(["Bo docs owns 1", "Bo src owns 1"], Links(range));
    }

    [Fact]
    public void EveryFormatIsWrittenAtOnceAndAnonymousNamesNobody()
    {
        using var repository = Repository();
        string[] formats = ["graphml", "gexf", "dot", "json", "mermaid"];
        var result = RunResult.Of(["graph", "contributors", repository.Path, "--anonymous", .. formats.SelectMany(format => new[] { "-o", $"{format}={repository.Root}/a.{format}" })]);
        Assert.Equal((0, "", ""), (result.Code, result.Output, result.Error));
        foreach (string format in formats)
        {
            string text = File.ReadAllText(Path.Combine(repository.Root, $"a.{format}"));
            Assert.NotEmpty(text);
            Assert.DoesNotContain("Ann", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Cid", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void UnknownEdgesAreRefusedAndTheWindowIsHeard()
    {
        using var repository = Repository();
        Assert.Equal(1, RunResult.Of("graph", "contributors", repository.Path, "--edges", "friendship").Code);
        Assert.Equal(120, (int)Read(repository, "modules", "--window", "10y")["graph"]!["windowMonths"]!);
    }

    private static GitTestRepository Repository()
    {
        var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "one\ntwo\nthree\n").Write("docs/a.md", "first\n").Commit("first", Ann);
        repository.Write("src/a.c", "one\nTWO\nthree\n").Write("docs/b.md", "second\n").Commit($"second\n\nReviewed-by: {Cid}\n", Bo);
        return repository;
    }

    private static JsonNode Read(GitTestRepository repository, string graph, params string[] options)
    {
        var result = RunResult.Of(["graph", graph, repository.Path, "--format", "json", .. options]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonNode.Parse(result.Output)!;
    }

    private static IEnumerable<string> Links(JsonNode graph)
    {
        var labels = graph["nodes"]!.AsArray().ToDictionary(node => (string)node!["id"]!, node => (string)node!["label"]!);
        return graph["links"]!.AsArray().Select(link => $"{labels[(string)link!["source"]!]} {labels[(string)link["target"]!]} {link["kind"]} {link["weight"]}").Order(StringComparer.Ordinal);
    }
}
