using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>People of one name are told apart by pseudonyms, in reports as in commands.</summary>
public sealed class NamesakeTests
{
    [Fact]
    public void OnlyWhomANameDoesNotSingleOutHasAPseudonym()
    {
        using var repository = Namesakes();
        var people = Documents(repository)["analysis"]!["contributors"]!.AsArray();
        Assert.Equal(["Ann Author", "Bo Builder", "Cid Coder", "ann author"], people.Select(person => (string)person!["name"]!).Order(StringComparer.Ordinal));
        Assert.All(people, person => Assert.Equal(string.Equals((string)person!["name"]!, "Ann Author", StringComparison.OrdinalIgnoreCase), person["pseudonym"] is not null));
        Assert.All(people.Select(person => (string?)person!["pseudonym"]).OfType<string>(), pseudonym => Assert.Matches("^Person [0-9a-f]{4,}$", pseudonym));
    }

    /// <summary>Whoever is shown can be typed: by the pseudonym where there is one, else by the name.</summary>
    [Fact]
    public void WhatReportsCallSomebodyFindsThemAgain()
    {
        using var repository = Namesakes();
        var documents = Documents(repository);
        var people = documents["holdings"]!["people"]!.AsArray();
        Assert.Equal(4, people.Count);
        Assert.All(people, person =>
        {
            string typed = (string?)person!["pseudonym"] ?? (string)person["name"]!;
            var loss = JsonNode.Parse(RunResult.Of("what-if", repository.Path, "--format", "json", "--without", typed).Output)!;
            Assert.Equal(((string?)person["name"], (long)person["lines"]!), ((string?)loss["without"]![0], (long)loss["theirs"]!));
            var known = documents["analysis"]!["contributors"]!.AsArray().Single(one => (string?)one!["id"] == (string?)person["id"])!;
            Assert.Equal((string?)known["pseudonym"], (string?)person["pseudonym"]);
            string explained = RunResult.Of("explain", $"person:{typed}", repository.Path).Output;
            Assert.Contains($"{known["commits"]} commit{((int)known["commits"]! == 1 ? "" : "s")}", explained, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void PseudonymsNeedNoSecondOnes()
    {
        using var repository = Namesakes();
        var documents = Documents(repository, "--anonymous");
        Assert.All(documents["analysis"]!["contributors"]!.AsArray(), person => Assert.Null(person!["pseudonym"]));
        Assert.All(documents["holdings"]!["people"]!.AsArray(), person => Assert.Null(person!["pseudonym"]));
    }

    [Fact]
    public void MarkdownTellsNamesakesApartAndNobodyElse()
    {
        using var repository = Namesakes();
        repository.Write("one/large.c", string.Concat(Enumerable.Range(0, 90).Select(line => $"large {line}\n"))).Commit("large", "ann author <other@example.org>");
        string text = RunResult.Of("report", repository.Path, "--format", "markdown").Output;
        Assert.Matches(@"\| ann author \(Person [0-9a-f]{4,}\), 100 % \|", text);
        Assert.DoesNotContain("Builder (Person", text, StringComparison.Ordinal);
    }

    private static JsonNode Documents(GitTestRepository repository, params string[] options) =>
        JsonNode.Parse(RunResult.Of(["report", repository.Path, "--format", "json", "-o", "-", .. options]).Output)!["documents"]!;

    /// <summary>Two are called Ann, but for case.</summary>
    private static GitTestRepository Namesakes()
    {
        var repository = GitTestRepository.Create();
        string[] people = ["Ann Author <ann@example.org>", "ann author <other@example.org>", "Bo Builder <bo@example.org>", "Cid Coder <cid@example.org>"];
        for (int i = 0; i < people.Length; i++)
            for (int commit = 0; commit <= i; commit++)
                repository.Write($"one/{i}{commit}.c", string.Concat(Enumerable.Range(0, 3 + i).Select(line => $"{people[i]} {commit} {line}\n"))).Commit("more", people[i]);
        return repository;
    }
}
