using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Configuration;

public sealed class ConfigFileTests
{
    [Fact]
    public void TheAnalysedCommitsConfigurationCountsAndNotTheWorkTrees()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "1").Write(".repotopology/config.json", """{"modules": [{"name": "Everything", "paths": ["**"]}]}""").Commit("first");
        repository.Write(".repotopology/config.json", "not committed, not read");
        Assert.Contains("\nEverything\t", RunResult.Of("facts", "modules", repository.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileOnTheCommandLineReplacesIt()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "1").Write(".repotopology/config.json", "broken").Commit("first");
        string other = Path.Combine(repository.Root, "other.json");
        File.WriteAllText(other, """{"modules": [{"name": "Other", "paths": ["**"]}]}""");
        Assert.StartsWith(".repotopology/config.json, line 1: this is no valid JSON", RunResult.Of("facts", "modules", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("\nOther\t", RunResult.Of("facts", "modules", repository.Path, "--config", other).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsMissingOrFarTooLargeIsOneSentence()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "1").Commit("first");
        Assert.Contains("cannot be read", RunResult.Of("facts", "modules", repository.Path, "--config", "no-such.json").Sentence(), StringComparison.Ordinal);
        string large = Path.Combine(repository.Root, "large.json");
        File.WriteAllText(large, new string(' ', (1 << 20) + 1));
        Assert.Contains("larger than 1 MiB", RunResult.Of("facts", "modules", repository.Path, "--config", large).Sentence(), StringComparison.Ordinal);
    }
}
