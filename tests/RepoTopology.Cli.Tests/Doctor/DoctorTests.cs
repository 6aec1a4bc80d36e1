using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Doctor;

public sealed class DoctorTests
{
    [Fact]
    public void AFullCloneHasNothingToDo()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Write(".mailmap", "").Write(".git-blame-ignore-revs", "").Write(".repotopology/config.json", "{}").Commit("first");
        var findings = Examine([], repository.Path);
        Assert.Equal(("with a work tree", null), findings["repository"]);
        Assert.Equal(("full", null), findings["clone"]);
        Assert.Equal("1, 0 of them merges", findings["commits"].Value);
        Assert.Equal(("present", null), findings["mailmap"]);
        Assert.Equal(".git-blame-ignore-revs", findings["ignored commits"].Value);
        Assert.Equal(".repotopology/config.json", findings["configuration"].Value);
        Assert.EndsWith("Nothing to do.\n", RunResult.Of("doctor", repository.Path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "run 'git fetch --unshallow'")]
    [InlineData("GITHUB_ACTIONS", "write 'fetch-depth: 0' below 'with:' of the actions/checkout step")]
    [InlineData("GITLAB_CI", "write 'GIT_DEPTH: \"0\"' below 'variables:' of the job")]
    [InlineData("TF_BUILD", "write 'fetchDepth: 0' in the '- checkout: self' step")]
    [InlineData("BITBUCKET_BUILD_NUMBER", "write 'depth: full' below 'clone:' of the step")]
    [InlineData("CI", "run 'git fetch --unshallow' before repotopology")]
    public void AShallowCloneGetsTheLineForItsCi(string variable, string remedy)
    {
        using var repository = Two();
        string clone = Clone(repository, "--depth=1");
        var environment = new Dictionary<string, string> { ["CI"] = variable.Length > 0 ? "true" : "", [variable] = "true" };
        Assert.Equal(("shallow", remedy), Examine(environment, clone)["clone"]);
    }

    [Fact]
    public void AShallowCloneWhoseCacheKnowsTheRestHasNothingToDo()
    {
        using var repository = Two();
        string clone = Clone(repository, "--depth=1");
        string archive = Path.Combine(repository.Root, "facts.cache");
        var environment = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Combine(repository.Root, "cache") };
        RunResult.Of(environment, ["facts", "commits", repository.Path]);
        RunResult.Of(environment, ["cache", "export", archive, repository.Path]);
        RunResult.Of(environment, ["cache", "import", archive, clone]);

        var (value, remedy) = Examine(environment, clone)["clone"];
        Assert.StartsWith("shallow; the cache knows the history before its boundary", value, StringComparison.Ordinal);
        Assert.Null(remedy);
        Assert.Equal("shallow", Examine([], clone)["clone"].Value);
    }

    [Fact]
    public void APartialCloneNamesWhatIsMissing()
    {
        using var repository = Two();
        repository.Run("config", "uploadpack.allowFilter", "true");
        string clone = Clone(repository, "--filter=blob:none");
        var findings = Examine([], clone);
        Assert.StartsWith("partial", findings["clone"].Value, StringComparison.Ordinal);
        Assert.Equal("contents of 2 files", findings["missing objects"].Value);
    }

    [Fact]
    public void RequiredHistoryThatAShallowCloneLacksIsExitCode3()
    {
        using var repository = Two();
        string clone = Clone(repository, "--depth=1");
        Assert.Equal(0, RunResult.Of("doctor", clone).Code);
        Assert.Equal(3, RunResult.Of("doctor", clone, "--require-history").Code);
        Assert.Equal(3, RunResult.Of("facts", "commits", clone, "--require-history").Code);
        Assert.Equal(0, RunResult.Of("doctor", repository.Path, "--require-history").Code);
    }

    [Fact]
    public void TheMoreSpecificCiIsNamed()
    {
        Assert.Equal("GitHub Actions", CiSystem.Detect(name => name is "CI" or "GITHUB_ACTIONS" ? "true" : null)?.Name);
        Assert.Null(CiSystem.Detect(name => name == "CI" ? "false" : null));
    }

    private static GitTestRepository Two()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        repository.Write("a", "2").Commit("second");
        return repository;
    }

    private static string Clone(GitTestRepository repository, string option)
    {
        string clone = Path.Combine(repository.Root, "clone.git");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--bare", option, $"file://{repository.Path}", clone]);
        return clone;
    }

    private static Dictionary<string, (string Value, string? Remedy)> Examine(Dictionary<string, string> environment, string path)
    {
        var result = RunResult.Of(environment, ["doctor", path, "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonNode.Parse(result.Output)!["findings"]!.AsArray()
            .ToDictionary(finding => (string)finding!["name"]!, finding => ((string)finding!["value"]!, (string?)finding!["remedy"]));
    }
}
