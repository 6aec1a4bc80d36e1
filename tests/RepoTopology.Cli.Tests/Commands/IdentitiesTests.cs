using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class IdentitiesTests
{
    private const string Line = "Ann Author <ann@example.org> Ann Author <home@example.org>";

    [Fact]
    public void ProposalsAreNumberedWithTheirEvidence()
    {
        using var repository = TwoAnns();
        Assert.Contains("1  90 %  Ann Author (2 commits) = Ann Author (1 commit): same full name", RunResult.Of("identities", repository.Path).Output, StringComparison.Ordinal);
        Assert.Contains("<home@example.org>", RunResult.Of("identities", repository.Path, "--emails").Output, StringComparison.Ordinal);
        var json = JsonNode.Parse(RunResult.Of("identities", repository.Path, "--format", "json").Output)!;
        var proposal = Assert.Single(json["proposals"]!.AsArray())!;
        Assert.Equal((1, "same full name", 2, 1), ((int)proposal["number"]!, (string?)proposal["evidence"], (int)proposal["first"]!["commits"]!, (int)proposal["second"]!["commits"]!));
    }

    [Theory]
    [InlineData("--emails")]
    [InlineData("--anonymous")]
    public void TheJsonIsAsItsSchemaSays(string names) => SchemaCheck.Holds("identities", "proposals", TwoAnns, "identities", names);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Some One <one@example.org> <two@example.org>\n")]
    [InlineData("# 1\n# 2\n# 3\n# 4\nSome One <one@example.org> <two@example.org>")]
    public void AcceptedProposalsAreAPatchThatGitAppliesAndThatJoins(string? mailmap)
    {
        using var repository = TwoAnns();
        if (mailmap is not null)
        {
            repository.Write(".mailmap", mailmap);
            repository.Commit("a mailmap");
        }

        string patch = Path.Combine(repository.Root, "a.patch");
        Assert.Equal(0, RunResult.Of("identities", repository.Path, "--accept", "1", "-o", patch).Code);
        repository.Run("apply", patch);
        string applied = File.ReadAllText(Path.Combine(repository.Path, ".mailmap"));
        Assert.Equal((string.IsNullOrEmpty(mailmap) ? "" : mailmap.TrimEnd('\n') + "\n") + Line + "\n", applied);
        repository.Commit("accepted");
        Assert.Equal("No two identities look like one person.\n", RunResult.Of("identities", repository.Path).Output);
        Assert.Contains("Ann Author <ann@example.org>\n", repository.Run("log", "--format=%aN <%aE>"), StringComparison.Ordinal);
        Assert.DoesNotContain("home@", repository.Run("log", "--format=%aN <%aE>"), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteGivesTheFileThatThePatchGives()
    {
        using var repository = TwoAnns();
        string file = Path.Combine(repository.Path, ".mailmap");
        var result = RunResult.Of("identities", repository.Path, "--accept", "all", "--write");
        Assert.Equal((0, ""), (result.Code, result.Output));
        Assert.Equal(Line + "\n", File.ReadAllText(file));
    }

    [Fact]
    public void ALinkIsNotWrittenThrough()
    {
        using var repository = TwoAnns();
        string target = Path.Combine(repository.Root, "elsewhere");
        File.CreateSymbolicLink(Path.Combine(repository.Path, ".mailmap"), target);
        Assert.Contains("is a link", RunResult.Of("identities", repository.Path, "--accept", "all", "--write").Sentence(), StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void WhoeverIsJoinedThroughOthersBecomesTheMostActiveOfAll()
    {
        using var repository = TwoAnns();
        repository.Write("c", "1").Commit("third", "ann author <123+anna@users.noreply.github.com>");
        repository.Write("c", "2").Commit("fourth", "anna <123+anna2@users.noreply.github.com>");
        string patch = RunResult.Of("identities", repository.Path, "--accept", "all").Output;
        Assert.Contains("+Ann Author <ann@example.org> anna <123+anna2@users.noreply.github.com>\n", patch, StringComparison.Ordinal);
        Assert.Equal(3, patch.Split('\n').Count(line => line.StartsWith("+Ann Author <ann@example.org> ", StringComparison.Ordinal)));
    }

    [Fact]
    public void WrongRequestsAreOneSentence()
    {
        using var repository = TwoAnns();
        Assert.Equal("--accept 2 is no proposal; give numbers from 1 to 1, or all", RunResult.Of("identities", repository.Path, "--accept", "2").Sentence());
        Assert.Contains("--accept", RunResult.Of("identities", repository.Path, "--write").Sentence(), StringComparison.Ordinal);
        Assert.Contains("--anonymous", RunResult.Of("identities", repository.Path, "--accept", "1", "--anonymous").Sentence(), StringComparison.Ordinal);
    }

    private static GitTestRepository TwoAnns()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        repository.Write("a", "2").Commit("second");
        repository.Write("a", "3").Commit("at home", "Ann Author <home@example.org>");
        return repository;
    }
}
