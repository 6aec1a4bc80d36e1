using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class HotspotsTests
{
    private const string Ann = "Ann Author <ann@example.org>", Bob = "Bob Builder <bob@example.org>";

    [Fact]
    public void BusyLargeAndOnePersonsComesFirst()
    {
        using var repository = Project();
        var spots = Ask(repository)["hotspots"]!.AsArray();
        Assert.Equal(["core/engine.c", "core/shared.c", "ui/small.c"], spots.Select(spot => (string?)spot!["name"]));
        var engine = spots[0]!;
        Assert.Equal((5, 40, "Ann Author", 1.0), ((int)engine["commits"]!, (int)engine["lines"]!, (string?)engine["topContributor"], (double)engine["topShare"]!));
        Assert.Equal(1.0, (double)engine["score"]!);
        Assert.Equal(0.5, (double)spots[1]!["topShare"]!);
        Assert.Equal(Math.Log(1 + 4) / Math.Log(1 + 5) * (Math.Log(1 + 40) / Math.Log(1 + 40)) * 0.5, (double)spots[1]!["score"]!, 5);
    }

    [Fact]
    public void LinesThatCameAndWentAreChurn()
    {
        using var repository = Project();
        // 40 added, then four times one line for another.
        Assert.Equal(40 + 4 * 2, (int)Ask(repository)["hotspots"]![0]!["changedLines"]!);
    }

    [Fact]
    public void WhatChangesWithItIsNamed()
    {
        using var repository = Project();
        var companion = Ask(repository)["hotspots"]![0]!["changesWith"]!;
        Assert.Equal(("core/shared.c", 3, 0.6), ((string?)companion["name"], (int)companion["together"]!, (double)companion["share"]!));
        Assert.Null(Ask(repository)["hotspots"]![2]!["changesWith"]);
    }

    [Fact]
    public void ARenameTakesItsChurnAlong()
    {
        using var repository = Project();
        repository.Run("mv", "core/engine.c", "core/motor.c");
        repository.Commit("renamed", Ann);
        Assert.Equal(("core/motor.c", 6), Ask(repository)["hotspots"]!.AsArray().Select(spot => ((string?)spot!["name"], (int)spot["commits"]!)).First());
    }

    [Fact]
    public void ModulesAreTheSumOfTheirFiles()
    {
        using var repository = Project();
        var spots = Ask(repository, "--level", "module")["hotspots"]!.AsArray();
        Assert.Equal([("core", 80), ("ui", 2)], spots.Select(spot => ((string?)spot!["name"], (int)spot["lines"]!)));
    }

    [Fact]
    public void TextFitsItsWidth()
    {
        using var repository = Project();
        var result = RunResult.Of("hotspots", repository.Path, "--anonymous");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain("Author", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheJsonIsAsItsSchemaSays() => SchemaCheck.Holds("hotspots", "hotspots", Project, "hotspots");

    /// <summary>Ann's engine changes five times, three of them with a file that is half Bob's; a small one is made once.</summary>
    private static GitTestRepository Project()
    {
        var repository = GitTestRepository.Create();
        string Lines(string who, int count, int edit = 0) => string.Concat(Enumerable.Range(0, count).Select(i => $"{who} {i} {(i == 0 ? edit : 0)}\n"));
        repository.Write("core/engine.c", Lines("engine", 40)).Write("core/shared.c", Lines("ann", 20)).Commit("both", Ann);
        for (int edit = 1; edit <= 2; edit++)
            repository.Write("core/engine.c", Lines("engine", 40, edit)).Write("core/shared.c", Lines("ann", 20, edit)).Commit($"edit {edit}", Ann);
        repository.Write("core/shared.c", Lines("ann", 20, 2) + Lines("bob", 20)).Commit("Bob's half", Bob);
        for (int edit = 3; edit <= 4; edit++)
            repository.Write("core/engine.c", Lines("engine", 40, edit)).Commit($"edit {edit}", Ann);
        repository.Write("ui/small.c", Lines("small", 2)).Commit("small", Bob);
        return repository;
    }

    private static JsonNode Ask(GitTestRepository repository, params string[] options)
    {
        var result = RunResult.Of(["hotspots", repository.Path, .. options, "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonNode.Parse(result.Output)!;
    }
}
