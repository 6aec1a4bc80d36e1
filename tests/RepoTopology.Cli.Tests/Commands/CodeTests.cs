using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>Commands that join C# code with who wrote it.</summary>
public sealed class CodeTests
{
    private const string Ann = "Ann Author <ann@example.org>", Bob = "Bob Builder <bob@example.org>";

    [Fact]
    public void ATypeIsTheSumOfItsPartsAndAMemberItsOwnLines()
    {
        using var repository = Shop();
        Assert.Equal((12, 8), LinesOf(repository, "Order"));
        Assert.Equal((12, 8), LinesOf(repository, "Shop.Core.Order"));
        Assert.Equal(["src/Core/Order.Pay.cs", "src/Core/Order.cs"], Ask(repository, "who", "Order", repository.Path)["files"]!.AsArray().Select(file => (string?)file));
        Assert.Equal((0, 4), LinesOf(repository, "Order.Pay(int)"));
        Assert.Equal((0, 5), LinesOf(repository, "Order.Pay"));
        Assert.Equal((3, 0), LinesOf(repository, "Order.Line"));
        Assert.Equal((3, 0), LinesOf(repository, "Box"));
    }

    [Fact]
    public void ASymbolThatManyHaveOrNobodyHasIsOneSentence()
    {
        using var repository = Shop();
        Assert.Equal("'Helper' may be Shop.Core.Helper, Shop.Web.Helper; write more of the name", RunResult.Of("who", "Helper", repository.Path).Sentence());
        Assert.StartsWith("no file or symbol of", RunResult.Of("who", "Order.Refund", repository.Path).Sentence(), StringComparison.Ordinal);
        Assert.Equal(0, RunResult.Of("who", "Web.Helper", repository.Path).Code);
    }

    [Fact]
    public void ProjectsNamespacesAndTypesAreGraphsWithTheirLines()
    {
        using var repository = Shop();
        Assert.Equal(["Web references Core"], EdgesOf(repository, "project"));
        Assert.Equal(["Shop.Web uses Shop.Core"], EdgesOf(repository, "namespace"));
        var edges = EdgesOf(repository, "type");
        Assert.Contains("Shop.Web.Page uses Shop.Core.Order", edges);
        Assert.Contains("Shop.Web.Page inherits Shop.Web.View", edges);
        var order = Ask(repository, "graph", "modules", repository.Path, "--level", "type")["nodes"]!.AsArray().Single(node => (string?)node!["label"] == "Shop.Core.Order")!;
        Assert.Equal(17, (int)order["lines"]!); // The nested type's three are its own.
    }

    [Fact]
    public void NodesAndMembersTellHowOldTheirLinesAreAndWhoseAuthorsHaveLeft()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""")
            .Write("A/a.cs", "namespace N;\n\nclass A\n{\n    int Old()\n    {\n        return 1;\n    }\n}\n").Commit("old", Ann, date: DateTimeOffset.FromUnixTimeSeconds(1_600_000_000));
        repository.Write("A/a.cs", "namespace N;\n\nclass A\n{\n    int Old()\n    {\n        return 1;\n    }\n    int New() => 2;\n    int Newer() => 3;\n}\n").Write("A/b.cs", "namespace N;\n\nclass B\n{\n}\n")
            .Commit("new", Bob, date: DateTimeOffset.FromUnixTimeSeconds(1_600_000_000).AddDays(1000));
        // Seven lines of A are Ann's, who left; five of A and B are Bob's.
        Assert.Equal((9, 7 / 9.0, "Ann Author", 1000, 7 / 9.0), Figures(Node("type", "N.A")));
        Assert.Equal((3, 1, "Bob Builder", 0, 0), Figures(Node("type", "N.B")));
        Assert.Equal((12, 7 / 12.0, "Ann Author", 1000, 7 / 12.0), Figures(Node("namespace", "N")));
        Assert.Equal((12, 7 / 12.0, "Ann Author", 1000, 7 / 12.0), Figures(Node("project", "A")));
        var members = Node("type", "N.A")["members"]!.AsArray().ToDictionary(member => (string)member!["key"]!, member => Figures(member!));
        Assert.Equal(["New()", "Newer()", "Old()"], members.Keys);
        Assert.Equal((4, 1, "Ann Author", 1000, 1), members["Old()"]);
        Assert.Equal((1, 1, "Bob Builder", 0, 0), members["New()"]);
        Assert.Null(Node("namespace", "N")["members"]);
        Assert.Contains("medianAgeDays=\"1000\", orphanedShare=\"0.583333\"", RunResult.Of("graph", "modules", repository.Path, "--level", "project", "--format", "dot").Output, StringComparison.Ordinal);

        JsonNode Node(string level, string label) =>
            Ask(repository, "graph", "modules", repository.Path, "--level", level)["nodes"]!.AsArray().Single(node => (string?)node!["label"] == label)!;

        static (int Lines, double Share, string? Top, double Age, double Orphaned) Figures(JsonNode node) =>
            ((int)node["lines"]!, Near((double)node["topShare"]!), (string?)node["topContributor"], (double)node["medianAgeDays"]!, Near((double)node["orphanedShare"]!));

        // Written with six digits.
        static double Near(double share) => new[] { 7 / 9.0, 7 / 12.0 }.FirstOrDefault(exact => Math.Abs(exact - share) < 1e-6, share);
    }

    [Theory]
    [InlineData("project")]
    [InlineData("namespace")]
    [InlineData("type")]
    public void CodeGraphsAreAsTheirSchemaSays(string level) =>
        SchemaCheck.Holds("code-graph", "links", Shop, path => ["graph", "modules", path, "--level", level]);

    [Fact]
    public void TypesAreRankedAsFilesAre()
    {
        using var repository = Shop();
        var spots = Ask(repository, "hotspots", repository.Path, "--level", "type")["hotspots"]!.AsArray();
        var order = spots.Single(spot => (string?)spot!["name"] == "Shop.Core.Order")!;
        Assert.Equal((2, 17, "Ann Author"), ((int)order["commits"]!, (int)order["lines"]!, (string?)order["topContributor"]));
        SchemaCheck.Holds("hotspots", "hotspots", Shop, "hotspots", "--level", "type");
    }

    [Fact]
    public void WithoutCodeThereIsNothingToRankOrDraw()
    {
        using var repository = WhatIfTests.TwoPeople();
        Assert.StartsWith("this commit has no C# code", RunResult.Of("hotspots", repository.Path, "--level", "type").Sentence(), StringComparison.Ordinal);
        Assert.StartsWith("this commit has no C# code", RunResult.Of("graph", "modules", repository.Path, "--level", "type").Sentence(), StringComparison.Ordinal);
        Assert.Null(Ask(repository, "analyze", repository.Path)["structure"]);
    }

    [Fact]
    public void AnalyzeTellsWhatTheCodeSays()
    {
        using var repository = Shop();
        var structure = Ask(repository, "analyze", repository.Path)["structure"]!;
        Assert.Equal(("Web", "Core", 1), Edge(structure));
        var deeper = Ask(repository, "analyze", repository.Path, "--depth", "bound")["structure"]!;
        Assert.True(Edge(deeper).Item3 > 1, "references between types are counted");
        Assert.Equal("--budget must be 0 or more CPU seconds", RunResult.Of("analyze", repository.Path, "--budget", "-1").Sentence());

        static (string?, string?, int) Edge(JsonNode structure)
        {
            var edge = Assert.Single(structure["dependencies"]!.AsArray())!;
            return ((string?)edge["from"], (string?)edge["to"], (int)edge["references"]!);
        }
    }

    [Fact]
    public void AFormattingCommitIsFoundPassedOverAndWrittenDown()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.cs", Methods(200, "  ")).Commit("code", Ann);
        repository.Write("a.cs", Methods(200, "      ")).Write(".editorconfig", "root = true\n").Commit("Indent it @everywhere", Bob);
        repository.Write("a.cs", Methods(200, "      ") + "// more\n").Commit("no formatting", Bob);
        string commit = repository.Run("rev-parse", "HEAD~1").Trim();
        string text = RunResult.Of("ignore-revs", repository.Path).Output;
        Assert.StartsWith("1 commit only laid out C# code anew", text, StringComparison.Ordinal);
        Assert.Contains($"{commit[..10]}  2", text, StringComparison.Ordinal);

        var json = Ask(repository, "analyze", repository.Path);
        Assert.Equal("Ann Author", (string?)json["lines"]!["modules"]![0]!["topContributor"]);
        Assert.Contains(json["limits"]!.AsArray(), limit => ((string?)limit)!.StartsWith("One commit that only lays out C# code anew is passed over", StringComparison.Ordinal));
        // blame without it says otherwise.
        Assert.True(repository.Run("blame", "--line-porcelain", "a.cs").Split('\n').Count(line => line == "author Bob Builder") > 300);

        string patch = Path.Combine(repository.Root, "a.patch");
        Assert.Equal(0, RunResult.Of("ignore-revs", repository.Path, "--format", "patch", "-o", patch).Code);
        repository.Run("apply", patch);
        string applied = File.ReadAllText(Path.Combine(repository.Path, ".git-blame-ignore-revs"));
        Assert.Equal(commit, applied.Split('\n')[1]);
        Assert.True(repository.Run("blame", "--ignore-revs-file", ".git-blame-ignore-revs", "--line-porcelain", "a.cs").Split('\n').Count(line => line == "author Ann Author") > 300);
        File.Delete(Path.Combine(repository.Path, ".git-blame-ignore-revs"));
        Assert.Equal(0, RunResult.Of("ignore-revs", repository.Path, "--write").Code);
        Assert.Equal(applied, File.ReadAllText(Path.Combine(repository.Path, ".git-blame-ignore-revs")));
        repository.Commit("listed", Ann);
        Assert.StartsWith("No commit only laid out C# code anew beside the 1", RunResult.Of("ignore-revs", repository.Path).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("b.txt", "other")]
    [InlineData("b.cs", "class B { }")]
    public void ACommitThatDoesAnythingElseIsNoFormatting(string path, string text)
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.cs", Methods(200, "  ")).Commit("code", Ann);
        repository.Write("a.cs", Methods(200, "      ")).Write(path, text).Commit("indent and more", Bob);
        Assert.Equal("No commit only laid out C# code anew.\n", RunResult.Of("ignore-revs", repository.Path).Output);
    }

    private static string Methods(int count, string indent) =>
        "class A\n{\n" + string.Concat(Enumerable.Range(0, count).Select(i => $"{indent}int Method{i}(int value)\n{indent}    => value + {i};\n")) + "}\n";

    /// <summary>Ann wrote Order and what is nested in it, Bob its other part; Web's page uses it.</summary>
    private static GitTestRepository Shop()
    {
        const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n";
        const string Web = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include=\"../Core/Core.csproj\" /></ItemGroup></Project>\n";
        var repository = GitTestRepository.Create();
        repository.Write("src/Core/Core.csproj", Project).Write("src/Web/Web.csproj", Web);
        repository.Write("src/Core/Order.cs", """
            namespace Shop.Core;

            public partial class Order
            {
                public int Total { get; set; }

                public int Count { get; set; }

                public class Line
                {
                }

                public int Sum() => Total;
            }

            """).Write("src/Core/Helper.cs", "namespace Shop.Core;\n\nclass Helper { }\n").Write("src/Core/Box.cs", "namespace Shop.Core;\n\npublic class Box<T>\n{\n}\n").Commit("core", Ann);
        repository.Write("src/Core/Order.Pay.cs", """
            namespace Shop.Core;

            public partial class Order
            {
                public int Pay(int amount)
                {
                    return Total - amount;
                }
                public int Pay() => Pay(Total);
            }

            """).Commit("pay", Bob);
        repository.Write("src/Web/Page.cs", """
            using Shop.Core;

            namespace Shop.Web;

            class View
            {
            }

            class Page : View
            {
                public Order? Order { get; set; }

                public int Show() => Order!.Pay(1);
            }

            class Helper
            {
            }

            """).Commit("web", Bob);
        return repository;
    }

    private static (int Ann, int Bob) LinesOf(GitTestRepository repository, string symbol)
    {
        var knowers = Ask(repository, "who", symbol, repository.Path)["knowers"]!.AsArray();
        return (Of("Ann Author"), Of("Bob Builder"));

        int Of(string name) => knowers.Where(knower => (string?)knower!["person"] == name).Sum(knower => (int)knower!["lines"]!);
    }

    private static string[] EdgesOf(GitTestRepository repository, string level)
    {
        var graph = Ask(repository, "graph", "modules", repository.Path, "--level", level);
        var names = graph["nodes"]!.AsArray().ToDictionary(node => (string)node!["id"]!, node => (string)node!["label"]!);
        return [.. graph["links"]!.AsArray().Select(edge => $"{names[(string)edge!["source"]!]} {edge["kind"]} {names[(string)edge["target"]!]}").Order(StringComparer.Ordinal)];
    }

    private static JsonNode Ask(GitTestRepository repository, params string[] words)
    {
        var result = RunResult.Of([.. words, "--format", "json"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.NotEmpty(repository.Path);
        return JsonNode.Parse(result.Output)!;
    }
}
