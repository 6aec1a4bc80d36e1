using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using RepoTopology.Analysis;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Graphs;

/// <summary>Graphs as files: their documented structure, what other programs read from them, and that no name can break them.</summary>
public sealed partial class GraphFormatTests
{
    private static readonly XNamespace GraphMl = "http://graphml.graphdrawing.org/xmlns", Gexf = "http://www.gexf.net/1.2draft";

    private const string Hostile =
        "A\"b'\\ ]]> <b>&lt;&#60;&amp; <!-- --> %%{init: {}}%% `x` #quot; \\N \\n \t\r\n \0\e[31m \u202E \uFFFE [x](javascript:alert) }; {| --> end \\";

    public static TheoryData<GraphFormat> Formats => [.. Enum.GetValues<GraphFormat>()];

    [Fact]
    public void GraphMlDeclaresTheFieldsThatItUses()
    {
        var graph = Parse(Contributors(), GraphFormat.GraphMl).Root!;
        Assert.Equal(GraphMl + "graphml", graph.Name);
        var keys = graph.Elements(GraphMl + "key").ToDictionary(key => (string)key.Attribute("id")!);
        var body = graph.Elements().Last();
        Assert.Equal(("graph", "directed"), (body.Name.LocalName, (string)body.Attribute("edgedefault")!));
        foreach (var data in body.Descendants(GraphMl + "data"))
        {
            var key = keys[(string)data.Attribute("key")!];
            Assert.Equal(data.Parent!.Name.LocalName, (string)key.Attribute("for")!);
            if ((string)key.Attribute("attr.type")! != "string")
                Assert.True(double.IsFinite(double.Parse(data.Value, System.Globalization.CultureInfo.InvariantCulture)));
        }

        var nodes = body.Elements(GraphMl + "node").Select(node => (string)node.Attribute("id")!).ToHashSet();
        foreach (var edge in body.Elements(GraphMl + "edge"))
            Assert.Subset(nodes, new HashSet<string> { (string)edge.Attribute("source")!, (string)edge.Attribute("target")! });
        string FieldOf(XElement element, string name) =>
            element.Elements(GraphMl + "data").Single(data => (string)keys[(string)data.Attribute("key")!].Attribute("attr.name")! == name).Value;
        var ann = body.Elements(GraphMl + "node").First();
        Assert.Equal(("Ann Author", "800", "core"), (FieldOf(ann, "label"), FieldOf(ann, "commits"), FieldOf(ann, "layer")));
        Assert.Equal(1, body.Elements(GraphMl + "node").Sum(node => double.Parse(FieldOf(node, "pageRank"), System.Globalization.CultureInfo.InvariantCulture)), 4);
        Assert.Equal("1", FieldOf(body, "centralisation"));
    }

    [Fact]
    public void GexfDeclaresTheFieldsThatItUses()
    {
        var root = Parse(Modules(), GraphFormat.Gexf).Root!;
        Assert.Equal((Gexf + "gexf", "1.2"), (root.Name, (string)root.Attribute("version")!));
        var graph = root.Element(Gexf + "graph")!;
        Assert.Equal("undirected", (string)graph.Attribute("defaultedgetype")!);
        foreach (string about in (string[])["node", "edge"])
        {
            var fields = graph.Elements(Gexf + "attributes").Single(fields => (string)fields.Attribute("class")! == about)
                .Elements().Select(field => (string)field.Attribute("id")!).ToHashSet();
            var used = graph.Descendants(Gexf + about).SelectMany(element => element.Descendants(Gexf + "attvalue")).Select(value => (string)value.Attribute("for")!).ToHashSet();
            Assert.NotEmpty(used);
            Assert.Subset(fields, used);
        }

        Assert.Equal(["Core", "Docs"], graph.Descendants(Gexf + "node").Select(node => (string)node.Attribute("label")!));
        var edge = graph.Descendants(Gexf + "edge").Single();
        Assert.Equal(("m1", "m2", "33"), ((string)edge.Attribute("source")!, (string)edge.Attribute("target")!, (string)edge.Attribute("weight")!));
    }

    [Theory]
    [InlineData(GraphFormat.GraphMl)]
    [InlineData(GraphFormat.Gexf)]
    [InlineData(GraphFormat.Json)]
    public void NetworkXReadsWhatWasWritten(GraphFormat format)
    {
        foreach (var graph in (GraphDocument[])[Contributors(), Contributors(Hostile), Modules(), Ownership()])
        {
            var read = JsonNode.Parse(Read(graph, format, path => GraphReader.ReadWithNetworkX(format.ToString().ToLowerInvariant(), path)))!;
            Assert.Equal(graph.IsDirected, (bool)read["directed"]!);
            Assert.Equal(graph.Nodes.Select(node => node.Label), read["labels"]!.AsArray().Select(label => (string)label!));
            string[] Sorted(IEnumerable<string> edges) => [.. edges.Order(StringComparer.Ordinal)];
            Assert.Equal(
                Sorted(graph.Arcs().Select(edge => $"{edge.Source} {edge.Target} {edge.Kind} {edge.Weight:F4}")),
                Sorted(read["edges"]!.AsArray().Select(edge => $"{edge![0]} {edge[1]} {edge[2]} {(double)edge[3]!:F4}")));
        }
    }

    [Fact]
    public void GraphvizReadsWhatWasWritten()
    {
        foreach (var graph in (GraphDocument[])[Contributors(), Contributors(Hostile), Modules(), Ownership()])
        {
            string[] plain = Read(graph, GraphFormat.Dot, GraphReader.ReadWithGraphviz).Split('\n');
            Assert.Equal(graph.Nodes.Select(node => node.Id).Order(), plain.Where(line => line.StartsWith("node ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).Order());
            Assert.Equal(graph.Edges.Length, plain.Count(line => line.StartsWith("edge ", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void HostileNamesStayNames(GraphFormat format)
    {
        string plain = Write(Contributors(), format), hostile = Write(Contributors(Hostile), format);
        // Nothing that could act on a terminal, and as many lines as with a harmless name: a name is never a line, an element or a statement.
        Assert.DoesNotContain(hostile, c => (char.IsControl(c) && c != '\n') || c is '\u202E' or '\uFFFE');
        Assert.Equal(plain.Count(c => c == '\n'), hostile.Count(c => c == '\n'));
        switch (format)
        {
            case GraphFormat.GraphMl or GraphFormat.Gexf:
                Assert.DoesNotContain("<b>", hostile, StringComparison.Ordinal);
                Assert.DoesNotContain("]]>", hostile, StringComparison.Ordinal);
                Assert.Contains(GraphDocument.Clean(Hostile).Trim(), Texts(XDocument.Parse(hostile)));
                break;
            case GraphFormat.Json:
                Assert.DoesNotContain("<b>", hostile, StringComparison.Ordinal);
                Assert.Contains(GraphDocument.Clean(Hostile).Trim(), JsonNode.Parse(hostile)!["nodes"]!.AsArray().Select(node => (string)node!["label"]!));
                break;
            case GraphFormat.Dot:
                foreach (string line in hostile.Split('\n').Where(line => line.Contains("label=", StringComparison.Ordinal)))
                    Assert.Matches(DotNode(), line);
                break;
            default:
                foreach (string line in hostile.Split('\n').Where(line => line.Contains('[', StringComparison.Ordinal)))
                    Assert.Matches(MermaidNode(), line);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void TheSameAnalysisGivesTheSameBytesAndNoAddress(GraphFormat format)
    {
        foreach (var graph in (Func<GraphDocument>[])[() => Contributors(), Modules, Ownership])
        {
            Assert.Equal(Write(graph(), format), Write(graph(), format));
            Assert.DoesNotContain("@", Write(graph(), format), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AnUndirectedTieInADirectedGraphGoesBothWays()
    {
        var graph = Contributors();
        Assert.True(graph.IsDirected);
        Assert.Equal(2 * graph.Edges.Count(edge => !edge.IsDirected) + graph.Edges.Count(edge => edge.IsDirected), graph.Arcs().Count());
        var coEdits = GraphDocuments.Contributors(Analysis(), new ReportOptions(), ["co-edit"]);
        Assert.False(coEdits.IsDirected);
        Assert.Equal(coEdits.Edges.Length, coEdits.Arcs().Count());
    }

    [Fact]
    public void MermaidShowsTheStrongestEdgesOnly()
    {
        var edges = Enumerable.Range(0, 1000).Select(i => new GraphEdge($"p{i % 40}", $"p{40 + i % 37}", i % 2 == 0 ? "a" : "b", false, i, [])).ToImmutableArray();
        var graph = Modules() with { Nodes = [.. Enumerable.Range(0, 90).Select(i => new GraphNode($"p{i}", $"Person {i}", []))], Edges = edges };
        string text = Write(graph, GraphFormat.Mermaid);
        Assert.Contains("100 of 1000 edges", text, StringComparison.Ordinal);
        Assert.Contains("\"a 998\"", text, StringComparison.Ordinal);
        Assert.Contains("\"b 901\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"b 899\"", text, StringComparison.Ordinal);
        Assert.True(text.Length < 50_000);
    }

    [Fact]
    public void JsonIsValidAgainstThePublishedSchema()
    {
        const string Schema = "src/RepoTopology.Reports/Schemas/graph.schema.json";
        foreach (var graph in (GraphDocument[])[Contributors(Hostile), Modules(), Ownership()])
            Assert.Empty(JsonSchema.Complaints(Schema, Write(graph, GraphFormat.Json)));
        Assert.NotEmpty(JsonSchema.Complaints(Schema, Write(Modules() with { Name = "friends" }, GraphFormat.Json)));
    }

    [Fact]
    public void NamesOfAnAnalysisAreCleaned()
    {
        var graph = GraphDocuments.Contributors(Analysis("\e\"\\\u202E ]] %%{x}%% &lt;"), new ReportOptions(), GraphDocuments.ContributorEdges);
        Assert.Equal("\uFFFD\"\\\uFFFD ]] %%{x}%% &lt;", graph.Nodes[0].Label);
    }

    private static RepositoryAnalysis Analysis(string name = "Ann Author")
    {
        var analysis = SampleAnalysis.Mixed($"{name} <ann@example.org>");
        int[] people = [.. analysis.ContributorGraph.Nodes];
        return analysis with
        {
            ContributorGraph = analysis.ContributorGraph with
            {
                Ties = [new PersonTie(TieKind.LineRewrite, people[0], people[1], 340), new PersonTie(TieKind.CoAuthor, people[0], people[1], 2), new PersonTie(TieKind.Review, people[1], people[0], 5)],
            },
            ModuleGraph = analysis.ModuleGraph with { Commits = 760 },
        };
    }

    // A name with line ends or brackets cannot come from a commit, so it is put in behind the analysis: writers do not rely on that.
    private static GraphDocument Contributors(string? name = null)
    {
        var graph = GraphDocuments.Contributors(Analysis(), new ReportOptions(), GraphDocuments.ContributorEdges);
        return name is null ? graph : graph with { Nodes = graph.Nodes.SetItem(0, graph.Nodes[0] with { Label = GraphDocument.Clean(name).Trim() }) };
    }

    private static GraphDocument Modules() => GraphDocuments.Modules(Analysis(), new ReportOptions());

    private static GraphDocument Ownership() => GraphDocuments.Ownership(Analysis(), new ReportOptions());

    private static string Write(GraphDocument graph, GraphFormat format)
    {
        using var stream = new MemoryStream();
        graph.Write(format, stream);
        return new UTF8Encoding(false, true).GetString(stream.ToArray());
    }

    private static XDocument Parse(GraphDocument graph, GraphFormat format)
    {
        using var reader = XmlReader.Create(new StringReader(Write(graph, format)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader);
    }

    private static string Read(GraphDocument graph, GraphFormat format, Func<string, string> read)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "graph");
        File.WriteAllText(path, Write(graph, format));
        return read(path);
    }

    private static IEnumerable<string> Texts(XDocument document) =>
        document.Descendants().SelectMany(element => element.Attributes().Select(attribute => attribute.Value).Append(element.HasElements ? "" : element.Value));

    [GeneratedRegex("""^  [pm][0-9]+ \[label="([^"\\]|\\\\|\\")*"(, [a-zA-Z]+="[^"\\]*")*\];$""")]
    private static partial Regex DotNode();

    [GeneratedRegex("""^  [pm][0-9]+\["([\p{L}\p{N} .,\-_'/…]|#[0-9]+;)*"\]$""")]
    private static partial Regex MermaidNode();
}
