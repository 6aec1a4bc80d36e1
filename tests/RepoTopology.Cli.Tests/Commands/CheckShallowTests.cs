using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>The gate in clones that lack history, and what an imported cache makes of them.</summary>
public sealed class CheckShallowTests
{
    private static readonly string[] Strict = ["--fail", "top-owner-share=0.1", "--fail", "orphaned-share=0.1", "--fail", "bus-factor=3"];

    [Fact]
    public void WhatIsUnknownFailsNobodyByAnyMeasure()
    {
        using var repository = TeamHistory.Create();
        string clone = Clone(repository, 1);
        Assert.Equal(2, RunResult.Of(["check", repository.Path, .. Strict]).Code);
        var result = RunResult.Of(["check", clone, .. Strict, "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        var json = JsonNode.Parse(result.Output)!;
        var findings = json["findings"]!.AsArray();
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal("pass", (string?)finding!["verdict"]));
        Assert.All(findings, finding => Assert.True((double)finding!["after"]!["low"]! < (double)finding["after"]!["high"]!));
        Assert.Contains("lacks history", Assert.Single(json["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsKnownForSureStillFails()
    {
        // The clone has the change's own commit, which is most of the module.
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        var result = RunResult.Of("check", Clone(repository, 2), "--base", "origin/main", "--fail", "top-owner-share=0.7", "--format", "json");
        Assert.Equal(2, result.Code);
        var core = JsonNode.Parse(result.Output)!["findings"]![0]!;
        Assert.Equal(("core", 3000.0 / 4000, 1.0), ((string?)core["symbol"], (double)core["after"]!["low"]!, (double)core["after"]!["high"]!));
    }

    [Theory]
    [InlineData("GITHUB_ACTIONS", "write 'fetch-depth: 0' below 'with:' of the actions/checkout step")]
    [InlineData("GITLAB_CI", "write 'GIT_DEPTH: \"0\"' below 'variables:' of the job")]
    [InlineData("TF_BUILD", "write 'fetchDepth: 0' in the '- checkout: self' step")]
    [InlineData("", "run 'git fetch --unshallow'")]
    public void WhereTheHistoryIsRequiredTheLineThatBringsItIsSaid(string variable, string remedy)
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        var environment = new Dictionary<string, string> { [variable] = "true" };
        foreach (string[] words in (string[][])[[], ["--base", "origin/main"], ["--base", "origin/never-fetched"]])
        {
            var refused = RunResult.Of(environment, ["check", Clone(repository, 1), "--require-history", .. words]);
            Assert.Equal(3, refused.Code);
            Assert.EndsWith(remedy, refused.Sentence(), StringComparison.Ordinal);
        }

        // Without it the clone is judged as far as it goes; a base that is not there is an error with the same advice.
        Assert.Equal(0, RunResult.Of(environment, ["check", Clone(repository, 1)]).Code);
        var lacking = RunResult.Of(environment, ["check", Clone(repository, 1), "--base", "origin/main"]);
        Assert.Equal(1, lacking.Code);
        Assert.EndsWith(remedy, lacking.Sentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--base", "origin/main")]
    [InlineData("--base", "origin/main", "--anonymous")]
    [InlineData("--fail", "top-owner-share=0.1", "--fail", "orphaned-share@repository=0.1", "--fail", "blast-radius=0", "--fail", "newcomers=0.9")]
    public void AnImportedCacheGivesADepthOfOneTheFullClonesBytes(params string[] words)
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        string whole = Clone(repository, 0), shallow = Clone(repository, 1);
        string archive = Path.Combine(repository.Root, "facts.cache");
        var here = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "here") };
        var there = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "there") };
        var (code, full) = EveryFormat.Of(here, whole, words);
        Assert.Equal(words is [] ? 0 : 2, code);
        Assert.Equal(0, RunResult.Of(here, ["cache", "export", archive, whole]).Code);

        Assert.Equal(0, RunResult.Of(there, ["cache", "import", archive, shallow]).Code);
        for (int run = 0; run < 2; run++)
        {
            var (again, outputs) = EveryFormat.Of(there, shallow, [.. words, "--require-history"]);
            Assert.Equal(code, again);
            foreach (var (format, text) in full)
                Assert.Equal(text, outputs[format]);
        }
    }

    [Fact]
    public void APartialCloneSaysWhatItLacksAndACacheMendsThat()
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        repository.Run("config", "uploadpack.allowFilter", "true");
        string partial = Path.Combine(repository.Root, "partial");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--no-checkout", "--filter=blob:none", "file://" + repository.Path, partial]);
        string archive = Path.Combine(repository.Root, "facts.cache");
        var here = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "here") };
        var there = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "there"), ["GITHUB_ACTIONS"] = "true" };
        string[] words = ["--base", "origin/main", "--format", "json"];

        var weak = RunResult.Of(there, ["check", partial, .. words]);
        Assert.Equal(0, weak.Code);
        Assert.Contains("'filter:'", Assert.Single(JsonNode.Parse(weak.Output)!["notes"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
        var refused = RunResult.Of(there, ["check", partial, "--require-history", .. words]);
        Assert.Equal(3, refused.Code);
        Assert.EndsWith("leave 'filter:' out of the actions/checkout step", refused.Sentence(), StringComparison.Ordinal);

        string whole = Clone(repository, 0);
        string expected = RunResult.Of(here, ["check", whole, .. words]).Output;
        RunResult.Of(here, ["cache", "export", archive, whole]);
        RunResult.Of(there, ["cache", "import", archive, partial]);
        var exact = RunResult.Of(there, ["check", partial, "--require-history", .. words]);
        Assert.Equal((2, ""), (exact.Code, exact.Error));
        // A clone's directory is its name.
        Assert.Equal(expected.Replace("\"team\"", "\"partial\"", StringComparison.Ordinal), exact.Output);
    }

    /// <summary>A clone with all branches, each as deep as said; 0 is whole. Each has a folder of its own, as jobs of a CI have, and the same name.</summary>
    private static string Clone(GitTestRepository repository, int depth)
    {
        string clone = Path.Combine(Directory.CreateDirectory(Path.Combine(repository.Root, Path.GetRandomFileName())).FullName, "team");
        string[] limit = depth == 0 ? [] : [$"--depth={depth}", "--no-single-branch"];
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", .. limit, "file://" + repository.Path, clone]);
        return clone;
    }
}
