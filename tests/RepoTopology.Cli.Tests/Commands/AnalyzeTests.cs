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
    public void LinesOfCommitsThatTheAnalysedCommitListsAreHandedOn()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "int first;\nint second;\n").Commit("first", "Ann <ann@example.org>");
        repository.Write("src/a.c", "int  first ;\nint  second ;\n");
        string formatting = repository.Commit("format", "Bo <bo@example.org>");
        Assert.Equal("Bo", TopOfFirstModule(repository));
        repository.Write(".git-blame-ignore-revs", formatting + "\n").Commit("ignore", "Cid <cid@example.org>");
        Assert.Equal("Ann", TopOfFirstModule(repository));

        // What counts is the analysed commit, not the work tree.
        File.Delete(Path.Combine(repository.Path, ".git-blame-ignore-revs"));
        Assert.Equal("Ann", TopOfFirstModule(repository));
        Assert.Equal("Bo", TopOfFirstModule(repository, "--rev", "HEAD~1"));
    }

    [Fact]
    public void AttributesOfTheAnalysedCommitDecideWhichFilesHaveLines()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "1\n2\n").Write("src/b.c", "1\n2\n3\n").Commit("first");
        Assert.Equal(5, Living(repository));
        repository.Write(".gitattributes", "b.c linguist-generated\n").Commit("second");
        Assert.Equal(3, Living(repository)); // a.c and .gitattributes itself

        // What counts is the analysed commit, not the work tree.
        repository.Write(".gitattributes", "*.c binary\n");
        Assert.Equal(3, Living(repository));
        Assert.Equal(5, Living(repository, "--rev", "HEAD~1"));
    }

    [Fact]
    public void ATextThatDoesNotFitTheMemoryIsAmongTheLimits()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/large.c", string.Concat(Enumerable.Range(0, 130_000).Select(line => $"a line of a large text, number {line}\n")));
        repository.Write("src/a.c", "1\n").Commit("first");
        var json = JsonNode.Parse(RunResult.Of("analyze", repository.Path, "--format", "json", "--memory", "16").Output)!;
        Assert.Empty(JsonSchema.Complaints(Schema, json.ToJsonString()));
        Assert.Equal((1, 1), ((int)json["lines"]!["filesInPart"]!, (int)json["lines"]!["living"]!));
        Assert.Contains(json["limits"]!.AsArray(), limit => ((string)limit!).StartsWith("1 file could not be read or compared in full", StringComparison.Ordinal));
        Assert.Contains("could not be read or compared in full", Words(RunResult.Of("analyze", repository.Path, "--memory", "16").Output), StringComparison.Ordinal);
        Assert.Equal(130_001, Living(repository));

        var numstat = RunResult.Of("facts", "changes", repository.Path, "--numstat", "--memory", "16");
        Assert.EndsWith("1\t0\tsrc/a.c\n?\t?\tsrc/large.c\n", numstat.Output, StringComparison.Ordinal);
        Assert.Contains("--memory", numstat.Error, StringComparison.Ordinal);
        Assert.Contains("1 file is left out", RunResult.Of("facts", "lines", repository.Path, "--memory", "16").Error, StringComparison.Ordinal);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static int Living(GitTestRepository repository, params string[] options) =>
        (int)JsonNode.Parse(RunResult.Of(["analyze", repository.Path, "--format", "json", .. options]).Output)!["lines"]!["living"]!;

    private static string? TopOfFirstModule(GitTestRepository repository, params string[] options)
    {
        var modules = JsonNode.Parse(RunResult.Of(["analyze", repository.Path, "--format", "json", .. options]).Output)!["lines"]!["modules"]!.AsArray();
        return (string?)modules.Single(module => (string?)module!["name"] == "src")!["topContributor"];
    }

    [Fact]
    public void TextAndJsonCanBeWrittenAtOnce()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        string json = Path.Combine(repository.Root, "a.json");
        var result = RunResult.Of(repository.Path, "-o", "-", "-o", $"json={json}");
        Assert.StartsWith("repo · ", result.Output, StringComparison.Ordinal);
        Assert.Equal("1.5", (string?)JsonNode.Parse(File.ReadAllText(json))!["schemaVersion"]);
    }

    [Theory]
    [InlineData("lines", 1, "Ann Author")]
    [InlineData("avelino", 2, "Bob Builder")]
    [InlineData("jetbrains", 1, "Bob Builder")]
    public void TheBusFactorIsCountedAsAsked(string algorithm, int value, string first)
    {
        // Ann holds 5 of 7 lines; of three source files each has written one and both a third; only Bob worked in the last 547 days.
        using var repository = GitTestRepository.Create();
        var old = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        repository.Write("a.c", "1\n2\n3\n4\n").Write("b.c", "1\n").Write("c.txt", "1\n").Commit("first", date: old);
        repository.Write("b.c", "2\n").Write("d.c", "1\n").Commit("second", "Bob Builder <bob@example.org>", date: old.AddYears(3));
        string output = RunResult.Of("analyze", repository.Path, "--bus-factor", algorithm, "--format", "json").Output;
        Assert.Empty(JsonSchema.Complaints(Schema, output));
        var risk = JsonNode.Parse(output)!["risk"]!;
        Assert.Equal((algorithm, value), ((string?)risk["busFactor"]!["algorithm"], (int)risk["busFactor"]!["value"]!));
        Assert.Equal(first, (string?)risk["busFactor"]!["people"]![0]!["name"]);
        Assert.Equal(first == "Ann Author", (bool)risk["busFactor"]!["people"]![0]!["left"]!);
        Assert.Contains("bus factor", RunResult.Of("analyze", repository.Path, "--bus-factor", algorithm).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WhoHasLeftIsAsked()
    {
        using var repository = GitTestRepository.Create();
        var old = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        repository.Write("a.c", "1\n2\n3\n").Commit("first", date: old);
        repository.Write("b.c", "2\n").Commit("second", "Bob Builder <bob@example.org>", date: old.AddMonths(18));
        double Orphaned(string time) => (double)JsonNode.Parse(RunResult.Of("analyze", repository.Path, "--left-after", time, "--format", "json").Output)!["risk"]!["orphanedShare"]!["low"]!;
        Assert.Equal((0.75, 0), (Orphaned("12m"), Orphaned("2y")));
        Assert.StartsWith("--left-after x is no", RunResult.Of("analyze", repository.Path, "--left-after", "x").Sentence(), StringComparison.Ordinal);
    }
}
