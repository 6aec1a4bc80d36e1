using System.Diagnostics;
using System.Text.Json.Nodes;
using RepoTopology.Analysis;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class ExplainTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/explanation.schema.json";
    private static readonly string[] NoFigures = ["schemaVersion", "tool", "options", "head"];

    /// <summary>What is printed about git's own output is what git prints.</summary>
    [Theory]
    [InlineData("window")]
    [InlineData("integratorShare")]
    [InlineData("newcomerShare")]
    [InlineData("timeZoneSpread")]
    [InlineData("module:core")]
    [InlineData("module:docs")]
    [InlineData("person:Ann Author")]
    [InlineData("busFactor")]
    [InlineData("lines")]
    public void CommandsOfGitPrintAsManyLinesAsAreTold(string id)
    {
        using var repository = Sample();
        var json = Json(id, repository.Path);
        string command = (string)json["again"]!["git"]!;
        Assert.Equal((long)json["again"]!["gitLines"]!, CountOf(command));
    }

    [Fact]
    public void CommandsOfGitHoldWithinAScope()
    {
        using var repository = Sample();
        foreach (string id in (string[])["window", "module:core"])
        {
            var json = Json(id, repository.Path, "--scope", "core");
            Assert.Equal((long)json["again"]!["gitLines"]!, CountOf((string)json["again"]!["git"]!));
        }
    }

    [Fact]
    public void TheCommandGivesTheSameExplanationAgain()
    {
        using var repository = Sample();
        string[] words = ["explain", "person:Ann Author", repository.Path, "--window", "1y", "--left-after", "3m"];
        string text = RunResult.Of(words).Output;
        string line = Assert.Single(text.Split('\n'), line => line.StartsWith("  repotopology ", StringComparison.Ordinal));
        Assert.Equal(
            $"  repotopology explain 'person:Ann Author' {repository.Path} --rev {repository.Run("rev-parse", "HEAD").Trim()} --window 12m --left-after 3m", line);
        Assert.Equal(text, RunResult.Of([.. words, "--rev", repository.Run("rev-parse", "HEAD").Trim()]).Output);
    }

    [Fact]
    public void EveryFigureOfTheAnalysisHasAName()
    {
        using var repository = Sample();
        var analysis = JsonNode.Parse(RunResult.Of("analyze", repository.Path, "--format", "json").Output)!.AsObject();
        var names = analysis.Select(property => property.Key).Except(NoFigures).ToHashSet();
        foreach (string part in (string[])["window", "verdict", "risk", "lines"])
            names.UnionWith(analysis[part]!.AsObject().Select(property => property.Key));
        names.UnionWith(analysis["repository"]!["completeness"]!.AsObject().Select(property => property.Key));
        foreach (var dimension in analysis["dimensions"]!.AsArray())
        {
            names.Add((string)dimension!["name"]!);
            names.UnionWith(dimension["indicators"]!.AsArray().Select(indicator => (string)indicator!["name"]!));
        }

        names.UnionWith(analysis["layers"]!.AsArray().Select(layer => (string)layer!["name"]!));
        names.UnionWith(analysis["modules"]!.AsArray().SelectMany(module => new[] { $"module:{module!["name"]}", (string)module["id"]! }));
        names.UnionWith(analysis["contributors"]!.AsArray().SelectMany(person => new[] { $"person:{person!["name"]}", (string)person["id"]! }));
        Assert.True(names.Count > 70);
        using var output = new MemoryStream();
        var ids = ExplanationIds.Of(AnalysisSource.Read(
            new AnalysisRequest(new RepositoryRequest { Path = repository.Path }, new AnalysisOptions(), []), RunResult.Shell(output, TextWriter.Null), CancellationToken.None));
        Assert.All(names, name => Assert.NotNull(ids.Find(name)));
    }

    [Fact]
    public void WithoutAnIdEverythingIsListed()
    {
        using var repository = Sample();
        var listed = RunResult.Of("explain", repository.Path, "--format", "json");
        string text = RunResult.Of("explain", repository.Path).Output;
        foreach (var id in JsonNode.Parse(listed.Output)!["ids"]!.AsArray())
            Assert.Contains($"\n  {id!["id"]} ", text, StringComparison.Ordinal);
        Assert.Contains("\n  person:Ann Author ", text, StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Complaints(Schema, listed.Output));
    }

    [Theory]
    [InlineData("casualShre", "'casualShare'")]
    [InlineData("cre", "'module:core'")]
    [InlineData("Ann Autor", "'person:Ann Author'")]
    public void AnUnknownNameEndsInASentenceWithTheNearest(string typed, string nearest)
    {
        using var repository = Sample();
        var result = RunResult.Of("explain", typed, repository.Path);
        Assert.Equal(1, result.Code);
        Assert.Contains($"did you mean {nearest}", result.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void ADirectoryInPlaceOfANameIsTold()
    {
        using var repository = Sample();
        Assert.EndsWith("write the ID before PATH", RunResult.Of("explain", repository.Path, "casualShare").Sentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("window")]
    [InlineData("person:Ann Author")]
    [InlineData("organisations")]
    [InlineData("lines")]
    public void AnonymousNamesNobodyAndEmailsAreHidden(string id)
    {
        using var repository = Sample();
        var hidden = RunResult.Of("explain", id, repository.Path, "--anonymous", "--format", "json");
        Assert.Equal((0, ""), (hidden.Code, hidden.Error));
        foreach (string name in (string[])["Ann", "Bob", "Cy", "example.org", "renovate", "secret subject"])
            Assert.DoesNotContain(name, hidden.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", RunResult.Of("explain", id, repository.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonHoldsEveryCommit()
    {
        using var repository = Sample();
        Assert.Equal(long.Parse(repository.Run("rev-list", "--count", "--no-merges", "HEAD"), System.Globalization.CultureInfo.InvariantCulture) - 2,
            Json("window", repository.Path)["commits"]!["items"]!.AsArray().Count);
    }

    [Fact]
    public void TheJsonFollowsItsSchema()
    {
        using var repository = Sample();
        foreach (string id in (string[])["verdict", "casualShare", "degreeCentralisation", "busFactor", "layers", "lines", "window", "module:core", "person:Ann Author"])
            Assert.Empty(JsonSchema.Complaints(Schema, RunResult.Of("explain", id, repository.Path, "--format", "json", "--emails").Output));
    }

    [Fact]
    public void IdentitiesThatWereJoinedAreTold()
    {
        using var repository = Sample();
        var joined = Assert.Single(Json("person:Ann Author", repository.Path)["identities"]!.AsArray())!["joined"]!.AsArray();
        Assert.Equal(["own", "same e-mail"], joined.Select(identity => (string)identity!["by"]!));
    }

    private static JsonNode Json(string id, string path, params string[] further)
    {
        var result = RunResult.Of(["explain", id, path, "--format", "json", .. further]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonNode.Parse(result.Output)!;
    }

    /// <summary>Lines that a command prints, or the number that it prints where it counts them itself.</summary>
    private static long CountOf(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the command is for a POSIX shell");
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return command.Contains("grep -c", StringComparison.Ordinal)
            ? long.Parse(output, System.Globalization.CultureInfo.InvariantCulture)
            : output.Count(c => c == '\n');
    }

    /// <summary>Three people in two directories, one of them under two names, with a bot and a merge.</summary>
    private static GitTestRepository Sample()
    {
        const string Bob = "Bob Builder <bob@example.org>", Bot = "renovate[bot] <bot@users.noreply.example.org>";
        var repository = GitTestRepository.Create();
        var start = new DateTimeOffset(2023, 1, 10, 12, 0, 0, TimeSpan.FromHours(2));
        for (int i = 0; i < 12; i++)
            repository.Write("core/core.csproj", "<Project/>\n").Write("docs/docs.csproj", "<Project/>\n").Write($"core/a{i % 3}.cs", $"{i}\n{i + 1}\n").Write("docs/it's.md", $"text {i}\n")
                .Commit($"secret subject {i}", i % 4 == 1 ? Bob : i % 5 == 4 ? "annie <ANN@example.org>" : "Ann Author <ann@example.org>", date: start.AddDays(50 * i));
        repository.Write("core/a0.cs", "by a bot\n").Commit("bump", Bot, date: start.AddDays(570));
        repository.Write("docs/new.md", "by a bot\n").Commit("bump", Bot, date: start.AddDays(571));
        repository.Run("checkout", "-q", "-b", "side", "HEAD~3");
        repository.Write("docs/side.md", "one\ntwo\n").Commit("side", "Cy Casual <cy@example.org>", date: start.AddDays(572));
        repository.Run("checkout", "-q", "-");
        repository.Run("merge", "-q", "--no-ff", "-m", "merge", "side");
        repository.Write("core/last.cs", "last\n").Commit("last", date: start.AddDays(580));
        return repository;
    }
}
