using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>Uncommitted work, held against what <c>check --base</c> says once git has committed it.</summary>
public sealed partial class CheckPendingTests : IDisposable
{
    private const string Ann = "Ann Author <ann@example.org>", Bob = "Bob Builder <bob@example.org>", Cy = "Cy Coder <cy@example.org>";

    private readonly GitTestRepository _repository = TeamHistory.Create();
    private readonly TemporaryFolder _folder = new();

    public CheckPendingTests()
    {
        _repository.Write(".gitignore", "*.log\n");
        _repository.Commit("ignored", Cy, date: new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
        Am(Ann);
    }

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void StagedWorkThatConcentratesAModuleFailsWithTheWayOut()
    {
        _repository.Write("core/b.c", TeamHistory.Text("ann again", 3000)).Run("add", "core");
        _repository.Write("core/c.c", TeamHistory.Text("not staged", 5000));
        var result = RunResult.Of("check", _repository.Path, "--staged");
        Assert.Equal((2, ""), (result.Code, result.Error));
        Assert.StartsWith("The staged change does not pass: 1 of", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 file, compared with HEAD", result.Output, StringComparison.Ordinal);
        Assert.Matches("passes if any of Bob Builder, .* co-authors or reviews", Regex.Replace(result.Output, "\\s+", " "));
        var finding = Json("--staged")["findings"]![0]!;
        Assert.Equal(("top-owner-share", "core", "fail", "core/b.c"), ((string?)finding["rule"], (string?)finding["symbol"], (string?)finding["verdict"], (string?)finding["place"]!["path"]));
        Assert.Equal(3700.0 / 4000, (double)finding["after"]!["low"]!, 0.001);
    }

    [Theory]
    [InlineData("edits")]
    [InlineData("rename")]
    [InlineData("move")]
    [InlineData("everything")]
    public void TheSameTreeCommittedGivesTheSameFindings(string work)
    {
        switch (work)
        {
            case "edits":
                _repository.Write("core/b.c", TeamHistory.Text("ann again", 900)).Write("tools/t.c", TeamHistory.Text("ann's tool", 300));
                break;
            case "rename":
                _repository.Run("mv", "old/d.c", "core/d.c");
                break;
            case "move":
                _repository.Write("core/a.c", TeamHistory.Text("ann", 700)).Write("tools/t.c", TeamHistory.Text("cy", 300) + TeamHistory.Text("bob", 300));
                break;
            default:
                _repository.Write("core/a.c", TeamHistory.Text("ann", 500)).Write("new/n.c", TeamHistory.Text("new", 400)).Run("rm", "--quiet", "tools/t.c");
                break;
        }

        _repository.Run("add", "--all");
        string[] rules = ["--fail", "top-owner-share=0.5", "--fail", "orphaned-share=0.1", "--warn", "bus-factor=3", "--warn", "newcomers=0.9", "--warn", "verdict-drift=0"];
        var staged = Json(["--staged", .. rules]);
        var worktree = Json(["--worktree", .. rules]);
        _repository.Commit("now it is", Ann, date: new DateTimeOffset(2024, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var committed = Json(["--base", "HEAD~1", .. rules]);
        Assert.NotEmpty(committed["findings"]!.AsArray());
        Assert.Equal(committed["findings"]!.ToJsonString(), staged["findings"]!.ToJsonString());
        Assert.Equal(committed["findings"]!.ToJsonString(), worktree["findings"]!.ToJsonString());
        Assert.Equal((string?)committed["now"], (string?)staged["now"]);
        Assert.Equal((int)committed["files"]!, (int)staged["files"]!);
    }

    [Fact]
    public void TheWorkTreeHasUnstagedAndNewFilesButNotIgnoredOnes()
    {
        _repository.Write("core/b.c", TeamHistory.Text("ann again", 3000));
        Assert.Equal(2, Run("--worktree").Code);
        Assert.Equal("worktree", (string?)Json("--worktree")["uncommitted"]);
        var staged = Run("--staged");
        Assert.Equal(0, staged.Code);
        Assert.Contains("Nothing is staged", staged.Output, StringComparison.Ordinal);

        File.Move(Path.Join(_repository.Path, "core/b.c"), Path.Join(_repository.Path, "core/b.log"));
        var ignored = Run("--worktree");
        Assert.Equal(0, ignored.Code);
        Assert.Contains("Nothing in the work tree differs from HEAD", ignored.Output, StringComparison.Ordinal);

        _repository.Write("core/a.c", TeamHistory.Text("ann", 4000));
        Assert.Equal(2, Run("--worktree").Code);
        Assert.Equal(0, Run("--staged").Code);
    }

    [Fact]
    public void NothingIsWritten()
    {
        _repository.Write("core/b.c", TeamHistory.Text("ann again", 3000)).Run("add", "--all");
        _repository.Write("core/c.c", TeamHistory.Text("not staged", 3000));
        var before = Files();
        Run("--staged");
        Run("--worktree");
        Assert.Equal(before, Files());

        List<(string, string)> Files() =>
            [.. Directory.GetFiles(_repository.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => (file, Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))))];
    }

    [Theory]
    [InlineData("--fail", "top-owner-share=0.5")]
    [InlineData("--warn", "verdict-drift=0")]
    public void TheCacheKnowsOnlyWhatIsCommittedAndStaysWarm(params string[] rules)
    {
        string root = Path.Join(_folder.Path, "cache");
        Run("--base", "HEAD~1");
        Cached("check", _repository.Path, "--all");
        Cached("check", _repository.Path, ["--base", "HEAD~1", .. rules]);
        var warm = Cached("analyze", _repository.Path);
        var before = Summary();
        Assert.Equal(int.Parse(_repository.Run("rev-list", "--count", "HEAD"), System.Globalization.CultureInfo.InvariantCulture), before.Commits);

        _repository.Write("core/b.c", TeamHistory.Text("ann again", 3000)).Run("add", "--all");
        Assert.Equal(RunResult.Of(["check", _repository.Path, "--staged", .. rules]), Cached("check", _repository.Path, ["--staged", .. rules]));
        Assert.Equal(before with { Bytes = 0, Segments = 0, Diffs = 0 }, Summary() with { Bytes = 0, Segments = 0, Diffs = 0 });

        // Every commit is found, and the output itself: nothing is added.
        Assert.Equal(warm, Cached("analyze", _repository.Path));
        Assert.Equal(before with { Bytes = 0, Segments = 0, Diffs = 0 }, Summary() with { Bytes = 0, Segments = 0, Diffs = 0 });

        RunResult Cached(string command, string path, params string[] words) =>
            RunResult.Of(new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = root }, [command, path, .. words]);

        CacheSummary Summary()
        {
            using var opened = GitRepository.Open(_repository.Path);
            return CacheSummary.Of(opened, new CacheOptions(root));
        }
    }

    [Fact]
    public void NoFormatShowsACommitThatDoesNotExist()
    {
        _repository.Write("core/b.c", TeamHistory.Text("ann again", 3000)).Run("add", "--all");
        string head = _repository.Run("rev-parse", "HEAD").Trim();
        var json = Json("--staged");
        Assert.Equal((head, head, "HEAD", "staged"), ((string?)json["head"], (string?)json["base"], (string?)json["baseName"], (string?)json["uncommitted"]));
        foreach (string format in Reports.GateFormats.Names)
        {
            string output = Run("--staged", "--format", format).Output;
            Assert.NotEmpty(output);
            Assert.All(CommitIds().Matches(output), id => Assert.StartsWith(id.Value, head, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void TheRulesAreHeads()
    {
        _repository.Write(".repotopology/config.json", """{"gate": {"rules": [{"measure": "top-owner-share", "fail": 0.75}]}}""");
        _repository.Commit("rules", Bob, date: new DateTimeOffset(2024, 5, 2, 12, 0, 0, TimeSpan.Zero));
        _repository.Write(".repotopology/config.json", """{"gate": {"rules": [{"measure": "top-owner-share", "fail": 1}]}}""").Write("core/b.c", TeamHistory.Text("ann again", 1000));
        var json = Json("--worktree");
        Assert.Equal("fail", (string?)json["verdict"]);
        Assert.Contains("judged by the rules of 'HEAD'", Assert.Single(json["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAMergeBringsInIsNotTheWorkOfWhoeverConcludesIt()
    {
        _repository.Run("checkout", "--quiet", "-b", "topic");
        _repository.Write("core/a.c", TeamHistory.Text("bob's way", 900)).Commit("another way", Bob, date: new DateTimeOffset(2024, 5, 2, 12, 0, 0, TimeSpan.Zero));
        _repository.Run("checkout", "--quiet", "main");
        _repository.Write("core/a.c", TeamHistory.Text("ann", 700) + TeamHistory.Text("bob", 301)).Commit("one line", Ann, date: new DateTimeOffset(2024, 5, 3, 12, 0, 0, TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(() => _repository.Run("merge", "--quiet", "topic"));
        _repository.Write("core/a.c", TeamHistory.Text("bob's way", 900)).Run("add", "--all");
        var pending = Json("--staged", "--warn", "top-owner-share=0.1");
        _repository.Run("commit", "--quiet", "-m", "merged");
        var committed = Json("--base", "HEAD~1", "--warn", "top-owner-share=0.1");
        Assert.Equal("Bob Builder", (string?)committed["findings"]![0]!["person"]);
        Assert.Equal(committed["findings"]!.ToJsonString(), pending["findings"]!.ToJsonString());
    }

    [Fact]
    public void AHookIsHeardOnWhatWillBeCommittedAndByWhom()
    {
        // As `git commit --all --author=...` calls it: with an index of its own, and nobody configured.
        Am(" <>");
        _repository.Write("core/a.c", TeamHistory.Text("ann", 4000));
        string index = Path.Join(_repository.GitDirectory, "next-index-1.lock");
        File.Copy(Path.Join(_repository.GitDirectory, "index"), index);
        GitTestRepository.Git(_repository.Path, ["add", "--update"], new Dictionary<string, string> { ["GIT_INDEX_FILE"] = index });
        var environment = new Dictionary<string, string> { ["GIT_AUTHOR_NAME"] = "Cy Coder", ["GIT_AUTHOR_EMAIL"] = "cy@example.org" };
        string[] check = ["check", _repository.Path, "--staged", "--format", "json"];
        Assert.Equal(0, RunResult.Of(environment, check).Code);
        environment["GIT_INDEX_FILE"] = Path.Join(".git", "next-index-1.lock");
        var result = RunResult.Of(environment, check);
        Assert.Equal("Cy Coder", (string?)JsonNode.Parse(result.Output)!["findings"]![0]!["person"]);
        // Another repository's index says nothing of this one.
        environment["GIT_INDEX_FILE"] = Path.Join(_folder.Path, "index");
        Assert.Equal(0, RunResult.Of(environment, check).Code);
    }

    [Fact]
    public void ALinkedWorkTreeHasAnIndexOfItsOwn()
    {
        string linked = Path.Join(_repository.Root, "linked");
        _repository.Run("worktree", "add", "--quiet", "-b", "side", linked);
        File.WriteAllText(Path.Join(linked, "core", "b.c"), TeamHistory.Text("ann again", 3000));
        GitTestRepository.Git(linked, ["add", "--all"]);
        Assert.Equal(2, RunResult.Of("check", Path.Join(linked, "core"), "--staged").Code);
        Assert.Equal(0, Run("--staged").Code);
    }

    [Theory]
    [InlineData("--base", "HEAD~1", "--staged", "--base and --staged judge different things; leave one of them out")]
    [InlineData("--staged", "--worktree", null, "--staged and --worktree judge different things; leave one of them out")]
    [InlineData("--all", "--worktree", null, "--worktree and --all judge different things; leave one of them out")]
    [InlineData("--staged", "--rev", "HEAD~1", "--staged judges what is not committed yet, on top of HEAD; leave --rev out")]
    public void OneThingIsJudgedAtATime(string first, string second, string? third, string sentence)
    {
        var result = Run([first, second, .. third is null ? (string[])[] : [third]]);
        Assert.Equal((1, sentence), (result.Code, result.Sentence()));
    }

    [Fact]
    public void WhoeverIsNotConfiguredIsAskedFor()
    {
        _repository.Write("core/b.c", "x\n").Run("add", "--all");
        Am(" <>");
        var result = Run("--staged");
        Assert.Equal((1, "git does not know whose work this is; run 'git config user.name' and 'git config user.email' with yours"), (result.Code, result.Sentence()));
    }

    [Fact]
    public void WhereNothingCanBeUncommittedThatIsSaid()
    {
        string bare = Path.Join(_repository.Root, "bare.git");
        GitTestRepository.Git(_repository.Root, ["clone", "--quiet", "--bare", _repository.Path, bare]);
        Assert.Contains("is bare: it has no work tree", RunResult.Of("check", bare, "--staged").Sentence(), StringComparison.Ordinal);

        using var fresh = GitTestRepository.Create();
        fresh.Write("a", "a\n").Run("add", "a");
        var result = RunResult.Of("check", fresh.Path, "--staged");
        Assert.Equal(1, result.Code);
        Assert.Contains("has no commit yet", result.Sentence(), StringComparison.Ordinal);

        _repository.Run("checkout", "--quiet", "-b", "other");
        _repository.Write("readme.md", "theirs\n").Commit("theirs", Bob);
        _repository.Run("checkout", "--quiet", "main");
        _repository.Write("readme.md", "ours\n").Commit("ours", Ann);
        Assert.Throws<InvalidOperationException>(() => _repository.Run("merge", "other"));
        Assert.Equal("readme.md is in conflict; resolve it, then try again", Run("--worktree").Sentence());
    }

    [GeneratedRegex("\\b([0-9a-f]{40}|[0-9a-f]{10})\\b")]
    private static partial Regex CommitIds();

    private void Am(string person)
    {
        int open = person.IndexOf('<', StringComparison.Ordinal);
        _repository.Run("config", "user.name", person[..open].Trim());
        _repository.Run("config", "user.email", person[(open + 1)..].TrimEnd('>'));
    }

    private RunResult Run(params string[] words) => RunResult.Of(["check", _repository.Path, .. words]);

    private JsonNode Json(params string[] words) => JsonNode.Parse(Run([.. words, "--format", "json"]).Output)!;
}
