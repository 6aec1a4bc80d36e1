using System.Text.Json.Nodes;
using RepoTopology.Testing;
using static RepoTopology.Testing.TeamHistory;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class CheckTests
{
    [Fact]
    public void AChangeThatConcentratesAModuleFailsForItAndPassesOnceTheWayOutIsTaken()
    {
        using var repository = Create();
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("core/b.c", Text("ann again", 3000));
        repository.Commit("more of the engine", Ann, date: Start.AddDays(101));
        var (code, finding) = Check(repository, "--base", "main");
        Assert.Equal(2, code);
        Assert.Equal(("top-owner-share", "core", "fail"), ((string?)finding["rule"], (string?)finding["symbol"], (string?)finding["verdict"]));
        Assert.Contains("Bob Builder", finding["wayOut"]!["people"]!.AsArray().Select(person => (string?)person));

        repository.Run("commit", "--quiet", "--amend", "-m", "more of the engine\n\nReviewed-by: " + Bob);
        Assert.Equal(0, RunResult.Of("check", repository.Path, "--base", "main").Code);
    }

    [Fact]
    public void OnlyTheModulesThatAChangeTouchesAreJudged()
    {
        using var repository = Create();
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("tools/t.c", Text("cy", 320));
        repository.Commit("a tool", Cy, date: Start.AddDays(101));
        var json = Json(repository, "--base", "main");
        Assert.All(json["findings"]!.AsArray(), finding => Assert.Equal("tools", (string?)finding!["symbol"]));
        Assert.NotEmpty(json["findings"]!.AsArray());
    }

    [Fact]
    public void TimeAloneChangesNothing()
    {
        using var repository = Create();
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("old/d.c", Text("dan", 300) + "// one comment\n");
        repository.Commit("a comment", Cy, date: Start.AddDays(101));
        string before = RunResult.Of("check", repository.Path, "--base", "main", "--format", "json").Output;
        Assert.Equal(0, RunResult.Of("check", repository.Path, "--base", "main").Code);

        // Unrelated commits move main a year forward; whoever wrote the rest is silent. The branch is laid on top.
        repository.Run("checkout", "--quiet", "main");
        for (int month = 0; month < 12; month++)
        {
            repository.Write("tools/t.c", Text("cy", 301 + month));
            repository.Commit("a tool", Cy, date: Start.AddDays(130 + (30 * month)));
        }

        repository.Run("checkout", "--quiet", "-b", "later");
        repository.Write("core/a.c", Text("ann", 700) + Text("bob", 300) + "// one comment\n");
        repository.Commit("a comment", Cy, date: Start.AddDays(500));
        Assert.Equal(0, RunResult.Of("check", repository.Path, "--base", "main").Code);

        // The same change against the same base, judged a year later: the branch that moved on is not what it left.
        repository.Run("checkout", "--quiet", "topic");
        Assert.Equal(before, RunResult.Of("check", repository.Path, "--base", "main", "--format", "json").Output);
    }

    [Fact]
    public void WhatATeamAcceptsIsListedAndWhatAChangeAddsToItIsNew()
    {
        using var repository = Create();
        repository.Write(".repotopology/accepted.txt", "\uFEFF# key\twhy\nLib.Wheel\r\n\n").Commit("accepted", Ann, date: Start.AddDays(100));
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write(".repotopology/accepted.txt", "Lib.Wheel\nLib.Engine\ta port; see <ann@example.org>\nLib.Engine\tagain\n").Commit("more", Cy, date: Start.AddDays(101));
        Assert.Equal(
            """[{"key":"Lib.Engine","reason":"a port; see \u003Cann\u003E","new":true},{"key":"Lib.Wheel","reason":"","new":false}]""",
            Json(repository, "--base", "main")["acceptedConcentrations"]!.ToJsonString());
        Assert.All(Json(repository)["acceptedConcentrations"]!.AsArray(), entry => Assert.False((bool)entry!["new"]!));
    }

    [Fact]
    public void TheBaselineIsARatchet()
    {
        using var repository = Create();
        string[] rule = ["--fail", "top-owner-share=0.6"];
        Assert.Equal(2, RunResult.Of(["check", repository.Path, .. rule]).Code);
        Assert.Equal(0, RunResult.Of(["baseline", "create", repository.Path, .. rule]).Code);
        string file = Path.Combine(repository.Path, ".repotopology", "baseline.json");
        byte[] created = File.ReadAllBytes(file);
        Assert.Contains("\"value\": 0.7", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(0, RunResult.Of(["check", repository.Path, .. rule]).Code);
        Assert.Equal(0, RunResult.Of(["baseline", "update", repository.Path, .. rule]).Code);
        Assert.Equal(created, File.ReadAllBytes(file));

        // Noise within the tolerance passes and raises nothing.
        repository.Write("core/a.c", Text("ann", 702) + Text("bob", 300));
        repository.Commit("two lines", Ann, date: Start.AddDays(101));
        Assert.Equal(0, RunResult.Of(["check", repository.Path, .. rule]).Code);
        RunResult.Of(["baseline", "update", repository.Path, .. rule]);
        Assert.Equal(created, File.ReadAllBytes(file));

        // What gets better lowers it; from there worse fails, though it was fine once.
        repository.Write("core/a.c", Text("ann", 702) + Text("bob", 400));
        repository.Commit("a hundred lines", Bob, date: Start.AddDays(102));
        RunResult.Of(["baseline", "update", repository.Path, .. rule]);
        Assert.Contains("\"value\": 0.637", File.ReadAllText(file), StringComparison.Ordinal);
        repository.Write("core/a.c", Text("ann", 850) + Text("bob", 400));
        repository.Commit("hundred and fifty more", Ann, date: Start.AddDays(103));
        Assert.Equal(2, RunResult.Of(["check", repository.Path, .. rule]).Code);
        Assert.Contains("0.637 -> 0.68", RunResult.Of(["baseline", "diff", repository.Path, .. rule]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AShallowCloneFailsNobodyForWhatItDoesNotKnow()
    {
        using var repository = Create();
        string clone = Path.Combine(repository.Root, "shallow");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--depth=1", "file://" + repository.Path, clone]);
        string[] rule = ["--fail", "top-owner-share=0.6", "--format", "json"];
        Assert.Equal(2, RunResult.Of(["check", repository.Path, .. rule]).Code);
        var result = RunResult.Of(["check", clone, .. rule]);
        Assert.Equal(0, result.Code);
        var core = JsonNode.Parse(result.Output)!["findings"]!.AsArray().Single(finding => (string?)finding!["symbol"] == "core")!;
        Assert.Equal((0, 1), ((double)core["after"]!["low"]!, (double)core["after"]!["high"]!));
        var refused = RunResult.Of(new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true" }, ["check", clone, "--require-history", .. rule]);
        Assert.Equal(3, refused.Code);
        Assert.Contains("fetch-depth: 0", refused.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheRulesAreTheBases()
    {
        using var repository = Create();
        repository.Write(".repotopology/config.json", """{"gate": {"rules": [{"measure": "top-owner-share", "fail": 0.75}]}}""");
        repository.Commit("rules", Bob, date: Start.AddDays(100));
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write(".repotopology/config.json", """{"gate": {"rules": [{"measure": "top-owner-share", "fail": 1}]}}""").Write("core/b.c", Text("ann again", 1000));
        repository.Commit("looser", Ann, date: Start.AddDays(101));
        var json = Json(repository, "--base", "main");
        Assert.Equal("fail", (string?)json["verdict"]);
        Assert.Contains("config.json", Assert.Single(json["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GITHUB_BASE_REF", "main")]
    [InlineData("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main")]
    [InlineData("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main")]
    public void APullRequestIsComparedWithItsTarget(string variable, string value)
    {
        using var repository = Create();
        repository.Run("update-ref", "refs/remotes/origin/main", "main");
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("core/b.c", Text("ann again", 3000));
        repository.Commit("more of the engine", Ann, date: Start.AddDays(101));
        Assert.Equal(2, RunResult.Of(new Dictionary<string, string> { [variable] = value }, ["check", repository.Path]).Code);
        Assert.Equal(0, RunResult.Of(new Dictionary<string, string> { [variable] = value }, ["check", repository.Path, "--all"]).Code);
    }

    [Theory]
    [InlineData("--fail", "beauty=1", "'beauty' is no measure")]
    [InlineData("--fail", "bus-factor", "write MEASURE=VALUE")]
    [InlineData("--warn", "bus-factor@all=1", "'all' is no scope")]
    [InlineData("--warn", "newcomers=20", "is a share from 0 to 1")]
    [InlineData("--base", "nowhere", "nowhere")]
    [InlineData("--baseline", "no-such-file", "no-such-file")]
    public void WhatCannotBeUsedIsSaid(string option, string value, string part)
    {
        using var repository = Create();
        Assert.Contains(part, RunResult.Of("check", repository.Path, option, value).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void UnrelatedHistoriesHaveNoBase()
    {
        using var repository = Create();
        repository.Run("checkout", "--quiet", "--orphan", "other");
        repository.Commit("another beginning", Ann);
        Assert.Contains("no commit in common", RunResult.Of("check", repository.Path, "--base", "main").Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheBaseIsGitsMergeBase()
    {
        using var repository = Create();
        repository.Run("checkout", "--quiet", "-b", "topic");
        repository.Write("core/b.c", Text("ann again", 300));
        repository.Commit("one", Ann, date: Start.AddDays(101));
        repository.Run("checkout", "--quiet", "main");
        repository.Write("tools/t.c", Text("cy", 310));
        repository.Commit("two", Cy, date: Start.AddDays(102));
        repository.Run("checkout", "--quiet", "topic");
        repository.Run("merge", "--quiet", "-m", "merged", "main");
        repository.Run("checkout", "--quiet", "main");
        repository.Write("tools/t.c", Text("cy", 320));
        repository.Commit("three", Cy, date: Start.AddDays(103));
        repository.Run("checkout", "--quiet", "topic");
        var json = Json(repository, "--base", "main");
        Assert.Equal(repository.Run("merge-base", "main", "topic").Trim(), (string?)json["base"]);
        Assert.DoesNotContain(json["findings"]!.AsArray(), finding => (string?)finding!["symbol"] == "tools");
    }

    private static JsonNode Json(GitTestRepository repository, params string[] words) =>
        JsonNode.Parse(RunResult.Of(["check", repository.Path, .. words, "--format", "json"]).Output)!;

    private static (int Code, JsonNode Worst) Check(GitTestRepository repository, params string[] words)
    {
        var result = RunResult.Of(["check", repository.Path, .. words, "--format", "json"]);
        Assert.Equal("", result.Error);
        return (result.Code, JsonNode.Parse(result.Output)!["findings"]![0]!);
    }
}
