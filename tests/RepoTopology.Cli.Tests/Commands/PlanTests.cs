using System.Text.Json.Nodes;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class PlanTests
{
    [Fact]
    public void EveryModuleGetsASecondPerson()
    {
        using var repository = WhatIfTests.TwoPeople();
        var text = RunResult.Of("plan", repository.Path);
        Assert.Equal((0, ""), (text.Code, text.Error));
        Assert.StartsWith("2 of 2 modules lack 2 people who know it and are there; 2 pairings lift all of", text.Output, StringComparison.Ordinal);
        Assert.All(text.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));

        var json = JsonNode.Parse(RunResult.Of("plan", repository.Path, "--format", "json").Output)!;
        Assert.Equal(["Ann Author/two", "Bob Builder/one"], json["pairings"]!.AsArray().Select(p => $"{p!["person"]}/{p["module"]}").Order(StringComparer.Ordinal));
        Assert.Equal(["Ann Author"], json["gaps"]!.AsArray().Single(gap => (string?)gap!["module"] == "one")!["knowers"]!.AsArray().Select(name => (string?)name));
    }

    [Fact]
    public void WhereThereAreTooFewPeopleItSaysSo()
    {
        using var repository = WhatIfTests.TwoPeople();
        Assert.Contains("There are not enough people for one, two.", RunResult.Of("plan", repository.Path, "--bar", "3").Output, StringComparison.Ordinal);
        Assert.Equal("Every module has one person who knows it and is there.\n", RunResult.Of("plan", repository.Path, "--bar", "1").Output);
    }

    [Fact]
    public void TheBarIsAtLeastOne()
    {
        using var repository = WhatIfTests.TwoPeople();
        Assert.StartsWith("--bar must be 1 to", RunResult.Of("plan", repository.Path, "--bar", "0").Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void SmallModulesCanBeLeftOut()
    {
        using var repository = WhatIfTests.TwoPeople();
        Assert.StartsWith("1 of 1 modules of 20 lines and more lack 2 people", RunResult.Of("plan", repository.Path, "--min-lines", "20").Output, StringComparison.Ordinal);
        Assert.Equal("No module has 31 living lines to plan for.\n", RunResult.Of("plan", repository.Path, "--min-lines", "31").Output);
        Assert.Equal("--min-lines must be 0 or more", RunResult.Of("plan", repository.Path, "--min-lines", "-1").Sentence());
    }

    [Fact]
    public void TheJsonIsAsItsSchemaSays() => SchemaCheck.Holds("plan", "pairings", WhatIfTests.TwoPeople, "plan", "--bar", "3");
}
