using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class WhatIfTests
{
    [Fact]
    public void TextSaysWhatWouldHaveNobodyAndFits()
    {
        using var repository = TwoPeople();
        var result = RunResult.Of("what-if", repository.Path, "--without", "Ann Author");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith("Without Ann Author\n", result.Output, StringComparison.Ordinal);
        string flat = string.Join(' ', result.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("30 living lines are theirs (75 % of those that stand), and 50 % of the window's commits", flat, StringComparison.Ordinal);
        Assert.Contains("lines without an author who is there: 0 % today, 75 % then", result.Output, StringComparison.Ordinal);
        Assert.Contains("bus factor of those who stay: 1 today, 0 then", result.Output, StringComparison.Ordinal);
        Assert.Contains("● one", result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void JsonTellsEveryModule()
    {
        using var repository = TwoPeople();
        var json = JsonNode.Parse(RunResult.Of("what-if", repository.Path, "--without", "ann@example.org", "--format", "json").Output)!;
        Assert.Equal("Ann Author", (string?)json["without"]![0]);
        Assert.Equal((40, 30), ((int)json["lines"]!, (int)json["theirs"]!));
        Assert.Equal((1, 0), ((int)json["before"]!["busFactor"]!, (int)json["after"]!["busFactor"]!));
        Assert.Equal(0.75, (double)json["after"]!["orphanedShare"]!["low"]!);
        var module = Assert.Single(json["modules"]!.AsArray())!;
        Assert.Equal(("one", true, null), ((string?)module["name"], (bool)module["lost"]!, (string?)module["next"]));
    }

    [Fact]
    public void SeveralPeopleMayBeNamedBehindOneOption()
    {
        using var repository = TwoPeople();
        var json = JsonNode.Parse(RunResult.Of("what-if", repository.Path, "--format", "json", "--without", "ann", "BUILDER").Output)!;
        Assert.Equal(["Ann Author", "Bob Builder"], json["without"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(40, (int)json["theirs"]!);
    }

    [Fact]
    public void AnAmbiguousNameListsTheCandidatesAndTheirPseudonymsChoose()
    {
        using var repository = TwoPeople();
        repository.Write("one/b.c", "1\n").Commit("third", "Ann Author <other@example.org>");
        string sentence = RunResult.Of("what-if", repository.Path, "--without", "Ann Author").Sentence();
        Assert.Matches(@"^'Ann Author' may be Ann Author \(Person [0-9a-f]+\), Ann Author \(Person [0-9a-f]+\); give an e-mail, or one of these$", sentence);
        string pseudonym = sentence[sentence.IndexOf("Person", StringComparison.Ordinal)..sentence.IndexOf(')', StringComparison.Ordinal)];
        Assert.Equal(0, RunResult.Of("what-if", repository.Path, "--without", pseudonym).Code);
        Assert.DoesNotContain("Author (", RunResult.Of("what-if", repository.Path, "--without", "Author", "--anonymous").Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongRequestsAreOneSentence()
    {
        using var repository = TwoPeople();
        Assert.Equal("there is no person 'Ann Auther' in this history; did you mean 'Ann Author'?", RunResult.Of("what-if", repository.Path, "--without", "Ann Auther").Sentence());
        Assert.EndsWith("write PATH before --without", RunResult.Of("what-if", "--without", "Ann", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("--without", RunResult.Of("what-if", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Contains("range", RunResult.Of("what-if", repository.Path, "--rev", "HEAD~1..HEAD", "--without", "Ann").Sentence(), StringComparison.Ordinal);
        Assert.Contains("--anonymous", RunResult.Of("what-if", repository.Path, "--without", "Ann", "--anonymous", "--emails").Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonIsAsItsSchemaSays() => SchemaCheck.Holds("what-if", "after", TwoPeople, "what-if", "--without", "Ann Author");

    /// <summary>Ann wrote 30 of the lines of one, Bob the other 10 and what is in two: nothing that counts as a line.</summary>
    internal static GitTestRepository TwoPeople()
    {
        var repository = GitTestRepository.Create();
        repository.Write("one/a.c", string.Concat(Enumerable.Range(0, 30).Select(i => $"ann {i}\n"))).Commit("first", "Ann Author <ann@example.org>");
        repository.Write("two/b.c", string.Concat(Enumerable.Range(0, 10).Select(i => $"bob {i}\n"))).Commit("second", "Bob Builder <bob@example.org>");
        return repository;
    }
}
