using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitTestRepository _repository = GitTestRepository.Create();

    public CacheTests()
    {
        _repository.Write("a", "1\n").Commit("one");
        _repository.Write("a", "2\n").Commit("two", "Bo Helper <bo@example.org>");
    }

    private string Root => Path.Combine(_folder.Path, "cache");

    private IEnumerable<string> Segments => Directory.Exists(Root) ? Directory.EnumerateFiles(Root, "*.facts", SearchOption.AllDirectories) : [];

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("facts", "commits")]
    [InlineData("doctor")]
    public void ASecondRunSaysTheSameAndWithoutTheCacheNothingIsLeft(params string[] command)
    {
        string fresh = Run([.. command, _repository.Path, "--no-cache"]).Output;
        Assert.Empty(Segments);
        Assert.Equal(fresh, Run([.. command, _repository.Path]).Output);
        Assert.NotEmpty(Segments);
        Assert.Equal(fresh, Run([.. command, _repository.Path]).Output);
    }

    [Fact]
    public void AnOutputIsPrintedAgainOnlyWhereNothingThatDecidesItHasChanged()
    {
        string config = Path.Combine(_folder.Path, "config.json");
        File.WriteAllText(config, "{}");
        string head = _repository.Run("rev-parse", "HEAD").Trim();
        string[][] variants =
        [
            [], ["--format", "json"], ["--window", "12m"], ["--as-of", "2030-01-01"], ["--emails"], ["--color", "always"], ["--exclude", "b"],
            ["--rev", "main"], ["--rev", head], ["--rev", "HEAD~1"], ["--config", config], ["--require-history"], ["--scope", "."],
        ];
        foreach (string[] variant in variants)
        {
            string[] args = ["analyze", _repository.Path, .. variant];
            var fresh = Run([.. args, "--no-cache"]);
            Assert.Equal(fresh, Run(args));
            long results = Results();
            Assert.Equal(fresh, Run(args));
            Assert.Equal(results, Results());
        }

        // Each of them is another output, "--scope ." is no scope; and the replays of two commits are kept for all of them.
        const int Replays = 2;
        Assert.Equal(variants.Length - 1 + Replays, Results());
        File.WriteAllText(config, """{ "modules": [] }""");
        Run("analyze", _repository.Path, "--config", config);
        Assert.Equal(variants.Length + Replays, Results());
        _repository.Write("a", "3\n").Commit("three");
        Assert.Equal(Run("analyze", _repository.Path, "--no-cache"), Run("analyze", _repository.Path));
        Assert.Equal(variants.Length + 1 + Replays + 1, Results());
    }

    [Fact]
    public void OutputsOfRangesAndOfIncompleteHistoriesAreNotKept()
    {
        Run("analyze", _repository.Path, "--rev", "HEAD~1..HEAD");
        string clone = Path.Combine(_repository.Root, "clone");
        GitTestRepository.Git(_repository.Root, ["clone", "--quiet", "--depth=1", "file://" + _repository.Path, clone]);
        Run("analyze", clone);
        Assert.Equal(0, Results());
    }

    [Fact]
    public void AnImportedCacheGivesADepthOneCloneItsHistory()
    {
        string fresh = Run("analyze", _repository.Path, "--format", "json").Output;
        string archive = Path.Combine(_folder.Path, "facts.cache");
        Assert.Equal(new RunResult(0, "", ""), Run("cache", "export", archive, _repository.Path));
        string clone = Path.Combine(_repository.Root, "there", "repo");
        GitTestRepository.Git(_repository.Root, ["clone", "--quiet", "--depth=1", "file://" + _repository.Path, clone]);
        Assert.NotEqual(fresh, Run("analyze", clone, "--format", "json").Output);
        Assert.Equal(new RunResult(0, "", ""), Run("cache", "import", archive, clone));
        Assert.Equal(fresh, Run("analyze", clone, "--format", "json").Output);
    }

    [Fact]
    public void ImportingForAnotherHeadIsAWarning()
    {
        string archive = Path.Combine(_folder.Path, "facts.cache");
        Run("facts", "commits", _repository.Path);
        Run("cache", "export", archive, _repository.Path);
        _repository.Write("a", "3\n").Commit("three");
        var result = Run("cache", "import", archive, _repository.Path);
        Assert.Equal(0, result.Code);
        Assert.Contains("does not know this repository's HEAD", result.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeImportedOrExportedIsOneSentence()
    {
        string file = Path.Combine(_folder.Path, "file");
        Assert.Contains("there is no file", Run("cache", "import", file, _repository.Path).Sentence(), StringComparison.Ordinal);
        File.WriteAllText(file, "something else");
        Assert.Contains("is no file of cached facts", Run("cache", "import", file, _repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("does not exist", Run("cache", "export", Path.Combine(file, "x"), _repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("nothing is cached", Run("cache", "export", file, _repository.Path).Sentence(), StringComparison.Ordinal);
        foreach (string verb in (string[])["export", "import"])
        {
            Assert.Contains("is empty", Run("cache", verb, "", _repository.Path).Sentence(), StringComparison.Ordinal);
            Assert.Contains("cannot go through a pipe", Run("cache", verb, "-", _repository.Path).Sentence(), StringComparison.Ordinal);
        }

        Assert.Contains("is no file", Run("cache", "export", _folder.Path, _repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("cache", RunResult.Of("cache").Sentence(), StringComparison.Ordinal);
        Assert.Contains("set REPOTOPOLOGY_CACHE", RunResult.Of("cache", "info", _repository.Path).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void APipeOrADeviceIsRefusedAtOnce()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");
        string pipe = Path.Combine(_folder.Path, "pipe"), link = Path.Combine(_folder.Path, "link");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        File.CreateSymbolicLink(link, pipe);
        foreach (string file in (string[])[pipe, link, "/dev/zero", "/dev/null"])
            Assert.Contains("is no file of cached facts", Run("cache", "import", file, _repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("is no file", Run("cache", "export", "/dev/null", _repository.Path).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheHelpOfExportSaysWhoseDataItHolds() =>
        Assert.Contains("e-mail addresses", string.Join(' ', Run("cache", "export", "--help").Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    [Fact]
    public void InfoAndClearKnowThisRepositoryAndAll()
    {
        Run("analyze", _repository.Path);
        var info = JsonNode.Parse(Run("cache", "info", _repository.Path, "--format", "json").Output)!;
        Assert.Equal((2, 2, 1), ((int)info["repository"]!["commits"]!, (int)info["repository"]!["results"]!, (int)info["all"]!["repositories"]!));
        Assert.StartsWith(Root, (string)info["repository"]!["directory"]!, StringComparison.Ordinal);
        Assert.Contains("2 commits", Run("cache", "info", _repository.Path).Output, StringComparison.Ordinal);

        using var other = GitTestRepository.Create();
        other.Write("b", "1\n").Commit("one");
        Run("facts", "commits", other.Path);
        File.WriteAllText(Path.Combine(Root, "not-ours"), "");
        Run("cache", "clear", _repository.Path);
        Assert.Contains("nothing is cached", Run("cache", "info", _repository.Path).Output, StringComparison.Ordinal);
        Assert.Contains("1 commits", Run("cache", "info", other.Path).Output, StringComparison.Ordinal);
        Run("cache", "clear", "--all");
        Assert.Equal(["not-ours"], Directory.GetFileSystemEntries(Root).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("500", 500)]
    [InlineData("3k", 3 << 10)]
    [InlineData("2M", 2 << 20)]
    [InlineData("1G", 1 << 30)]
    public void ALimitIsGivenInBytesOrLargerUnits(string text, long bytes) => Assert.Equal(bytes, CacheSource.Bytes(text));

    [Theory]
    [InlineData("-1")]
    [InlineData("G")]
    [InlineData("1T")]
    [InlineData("99999999999G")]
    public void OtherLimitsAreRefused(string text) => Assert.Throws<RequestException>(() => CacheSource.Bytes(text));

    private long Results() =>
        (long)JsonNode.Parse(Run("cache", "info", _repository.Path, "--format", "json").Output)!["all"]!["results"]!;

    private RunResult Run(params string[] args) => RunResult.Of(new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Root }, args);
}
