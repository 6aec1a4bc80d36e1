using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class WhoTests
{
    private const string Ann = "Ann Author <ann@example.org>", Bob = "Bob Builder <bob@example.org>", Cy = "Cy Coder <cy@example.org>", Di = "Di Doer <di@example.org>";

    [Fact]
    public void AFileIsKnownByWhoWroteAndChangesIt()
    {
        using var repository = Project();
        var json = Ask(repository, "who", "core/engine.c", repository.Path);
        var knowers = json["knowers"]!.AsArray();
        Assert.Equal(["Ann Author", "Bob Builder"], knowers.Select(knower => (string?)knower!["person"]));
        Assert.Equal([(16, 1), (4, 2)], knowers.Select(knower => ((int)knower!["lines"]!, (int)knower["commits"]!)));
        Assert.Equal((20, 3), ((int)json["lines"]!, (int)json["commits"]!));
        Assert.Equal((16 / 20.0 + 1 / 3.0) / 2, (double)knowers[0]!["familiarity"]!, 6);
    }

    [Fact]
    public void LinesOfAFileAreWhatGitBlameSaysOfThem()
    {
        using var repository = Project();
        string[] blamed = [.. repository.Run("blame", "--line-porcelain", "core/engine.c").Split('\n').Where(line => line.StartsWith("author ", StringComparison.Ordinal)).Select(line => line[7..])];
        for (int line = 1; line <= blamed.Length; line++)
        {
            var json = Ask(repository, "who", $"core/engine.c:{line}", repository.Path);
            Assert.Equal(blamed[line - 1], (string?)json["line"]!["author"]);
            Assert.Equal(1, (int)json["lines"]!);
        }

        Assert.Equal(blamed[2..9].Count(name => name == "Bob Builder"), (int)Ask(repository, "who", "core/engine.c:3-9", repository.Path)["knowers"]!.AsArray()
            .Single(knower => (string?)knower!["person"] == "Bob Builder")!["lines"]!);
    }

    [Fact]
    public void ARenameBringsItsHistoryAlong()
    {
        using var repository = Project();
        repository.Run("mv", "core/engine.c", "core/motor.c");
        repository.Commit("renamed", Cy);
        var knowers = Ask(repository, "who", "core/motor.c", repository.Path)["knowers"]!.AsArray();
        Assert.Equal(["Ann Author", "Bob Builder", "Cy Coder"], knowers.Select(knower => (string?)knower!["person"]).Order(StringComparer.Ordinal));
        Assert.Equal(2, (int)knowers.Single(knower => (string?)knower!["person"] == "Bob Builder")!["commits"]!);
    }

    [Fact]
    public void ADirectoryIsTheSumOfItsFilesAndAUniqueEndOfAPathIsEnough()
    {
        using var repository = Project();
        Assert.Equal(["core/engine.c", "core/helper.c"], Ask(repository, "who", "core", repository.Path)["files"]!.AsArray().Select(file => (string?)file));
        Assert.Equal("core/helper.c", (string?)Ask(repository, "who", "helper.c", repository.Path)["subject"]);
        Assert.Equal("core/helper.c:2-3", (string?)Ask(repository, "who", "helper.c:2-3", repository.Path)["subject"]);
    }

    [Fact]
    public void WhoElseCouldKnowItIsWhoeverWorksNearby()
    {
        using var repository = Project();
        var others = Ask(repository, "who", "core/engine.c", repository.Path)["others"]!.AsArray();
        Assert.Equal("Cy Coder", (string?)others[0]!["person"]);
        Assert.DoesNotContain(others, other => (string?)other!["person"] is "Ann Author" or "Bob Builder");
    }

    [Fact]
    public void AChangeIsReviewedByWhoseLinesItReplaces()
    {
        using var repository = Project();
        repository.Run("checkout", "-q", "-b", "change");
        repository.Write("core/engine.c", Text(("ann", 10), ("di", 6), ("bob", 4))).Commit("changes what Ann wrote", Di);
        var json = Ask(repository, "who", "--diff", "main..change", repository.Path);
        Assert.Equal(["Di Doer"], json["authors"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(["core/engine.c"], json["files"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(6, (int)json["replaced"]!);
        var best = json["reviewers"]![0]!;
        Assert.Equal(("Ann Author", 6, 10), ((string?)best["person"], (int)best["replaced"]!, (int)best["lines"]!));
        Assert.DoesNotContain(json["reviewers"]!.AsArray(), reviewer => (string?)reviewer!["person"] == "Di Doer");
        Assert.Equal("Cy Coder", (string?)json["learner"]!["person"]);
        string text = RunResult.Of("who", "--diff", "main..change", repository.Path).Output;
        Assert.Contains("wrote 6 of the 6 lines it replaces", string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void ABranchThatTheBaseHasLeftBehindIsJudgedByItsOwnCommits()
    {
        using var repository = Project();
        repository.Run("checkout", "-q", "-b", "change");
        repository.Write("core/helper.c", Text(("di", 5))).Commit("changes the helper", Di);
        repository.Run("checkout", "-q", "main");
        repository.Write("ui/window.c", Text(("ann", 9))).Commit("goes on", Ann);
        var json = Ask(repository, "who", "--diff", "main..change", repository.Path);
        Assert.Equal(["core/helper.c"], json["files"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void TextFitsAndNamesNobodyWhenAskedTo()
    {
        using var repository = Project();
        var result = RunResult.Of("who", "core/engine.c:1", repository.Path, "--anonymous");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("wrote this line on", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Author", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Builder", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongRequestsAreOneSentence()
    {
        using var repository = Project();
        Assert.EndsWith("did you mean 'core/engine.c'?", RunResult.Of("who", "core/engin.c", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("has 20 lines", RunResult.Of("who", "core/engine.c:21", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("count from 1", RunResult.Of("who", "core/engine.c:0", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("count from 1", RunResult.Of("who", "core/engine.c:9-3", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("beyond any file", RunResult.Of("who", "core/engine.c:99999999999", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("is a directory", RunResult.Of("who", "core:3", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("holds no commits", RunResult.Of("who", "--diff", "main..main", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("give one of them", RunResult.Of("who", "core/engine.c", repository.Path, "--diff", "main~1..main").Sentence(), StringComparison.Ordinal);
        Assert.Contains("name a file", RunResult.Of("who").Sentence(), StringComparison.Ordinal);
        Assert.Contains("may be", RunResult.Of("who", "notes.md", repository.Path).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonIsAsItsSchemaSays()
    {
        SchemaCheck.Holds("who", "knowers", Project, path => ["who", "core/engine.c:2", path]);
        SchemaCheck.Holds("who", "reviewers", Project, path => ["who", "--diff", "main~2..main", path]);
    }

    /// <summary>Ann wrote the engine, Bob changed its last lines twice; Cy edits the helper beside it, as Ann does; Di only the window.</summary>
    private static GitTestRepository Project()
    {
        var repository = GitTestRepository.Create();
        repository.Write("core/engine.c", Text(("ann", 20))).Write("core/helper.c", Text(("ann", 4))).Commit("engine", Ann);
        repository.Write("core/engine.c", Text(("ann", 16), ("bob's first", 4))).Commit("last lines", Bob);
        repository.Write("core/engine.c", Text(("ann", 16), ("bob", 4))).Commit("last lines again", Bob);
        repository.Write("core/helper.c", Text(("ann", 4), ("cy", 1))).Commit("helper", Cy);
        repository.Write("ui/window.c", Text(("di", 9))).Write("ui/notes.md", "1\n").Write("doc/notes.md", "2\n").Commit("window", Di);
        return repository;
    }

    private static string Text(params (string Who, int Lines)[] parts) =>
        string.Concat(parts.SelectMany(part => Enumerable.Range(0, part.Lines).Select(i => $"{part.Who} wrote line {i} of these\n")));

    private static JsonNode Ask(GitTestRepository repository, params string[] words)
    {
        var result = RunResult.Of([.. words, "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.NotEmpty(repository.Path);
        return JsonNode.Parse(result.Output)!;
    }
}
