using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>README's tour: a newcomer sees both verdicts in the first minute.</summary>
public sealed class DemoTests
{
    [Fact]
    public void TheTourShowsBothVerdicts() => InDemo(demo =>
    {
        foreach (string style in (string[])["group-like", "network-like"])
            Assert.Equal(style, Ask(demo, "analyze", style)["verdict"]!["label"]!.GetValue<string>());
    });

    [Fact]
    public void TheShopsStructureIsHeldAgainstItsPeople() => InDemo(demo =>
    {
        // The web uses billing and changes with it, but those who know either have never touched the other's code.
        var structure = Ask(demo, "analyze", "shop")["structure"]!;
        var strangers = Assert.Single(structure["undercoordinated"]!.AsArray())!;
        Assert.Equal(("Shop.Web", "Shop.Billing"), ((string?)strangers["from"], (string?)strangers["to"]));
        Assert.Equal(["Cato Moe"], Names(strangers["fromKnowers"]!));
        Assert.Equal(["Bo Ek"], Names(strangers["toKnowers"]!));
        Assert.Equal([("Shop.Core", 2), ("Shop.Billing", 1)], structure["blastRadii"]!.AsArray().Select(blast => ((string?)blast!["module"], (int)blast["dependants"]!)).OrderByDescending(blast => blast.Item2));

        // Two types use one another.
        var types = Ask(demo, "graph", "modules", "shop", "--level", "type")["nodes"]!.AsArray();
        Assert.Equal(["Shop.Core.Customer", "Shop.Core.Order"], types.Where(type => type!["cycle"] is not null).Select(type => (string?)type!["label"]).Order(StringComparer.Ordinal));

        // Dag gave it a file of its own, Ann wrote it.
        var discount = Ask(demo, "who", "Discount", "shop");
        Assert.Equal(["Ann Lind"], discount["knowers"]!.AsArray().Where(knower => (int)knower!["lines"]! > 0).Select(knower => (string?)knower!["person"]));

        // Dag indented what others wrote.
        Assert.Contains("Indent Invoice as the others are", Tool.Run(demo, "ignore-revs", "shop").Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Ask(demo, "who", "src/Shop.Billing/Invoice.cs", "shop")["knowers"]!.AsArray(), knower => (string?)knower!["person"] == "Dag Holm" && (int)knower["lines"]! > 0);
    });

    internal static void InDemo(Action<string> look)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "samples/make-demo needs bash");
        string demo = Path.Combine(Directory.CreateTempSubdirectory("repotopology-demo-").FullName, "demo");
        try
        {
            var made = Tool.RunProcess(Path.Combine(SourceTree.Root, "samples", "make-demo"), Path.GetTempPath(), [demo]);
            Assert.True(made.ExitCode == 0, made.Error);
            look(demo);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(demo)!, recursive: true);
        }
    }

    private static JsonNode Ask(string demo, params string[] words)
    {
        var result = Tool.Run(demo, [.. words, "--format", "json"]);
        Assert.True(result.ExitCode == 0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    private static string[] Names(JsonNode names) => [.. names.AsArray().Select(name => (string)name!)];
}
