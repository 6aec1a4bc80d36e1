using System.Text;
using System.Text.Json.Nodes;
using RepoTopology.Analysis;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Json;

public sealed class AnalysisJsonTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/analysis.schema.json";

    [Fact]
    public void OutputsAreValidAgainstThePublishedSchema()
    {
        // First the validator itself: it must not accept everything.
        var broken = JsonNode.Parse(Write(SampleAnalysis.Mixed()))!;
        broken["verdict"]!["label"] = "excellent";
        broken["verdict"]!["mood"] = "good";
        broken["window"]!["from"] = "yesterday";
        broken.AsObject().Remove("limits");
        string complaints = JsonSchema.Complaints(Schema, broken.ToJsonString());
        Assert.Contains("/verdict/label", complaints, StringComparison.Ordinal);
        Assert.Contains("mood", complaints, StringComparison.Ordinal);
        Assert.Contains("/window/from", complaints, StringComparison.Ordinal);
        Assert.Contains("limits", complaints, StringComparison.Ordinal);

        Assert.Empty(JsonSchema.Complaints(Schema, Write(SampleAnalysis.Mixed())));
        Assert.Empty(JsonSchema.Complaints(Schema, Write(SampleAnalysis.Insufficient())));
        Assert.Empty(JsonSchema.Complaints(Schema, Write(SampleAnalysis.Mixed("\e\"\\\u202E <ann@example.org>"), new ReportOptions { Emails = true, Asked = new AskedOptions { Exclude = ["docs/**"], Configuration = new("config.json", null) } })));
    }

    [Theory]
    [InlineData("analysis.schema.json")]
    [InlineData("trend.schema.json")]
    [InlineData("gate.schema.json")]
    public void EveryPropertyOfTheSchemaIsDescribed(string schema)
    {
        string path = Path.Combine(AppContext.BaseDirectory, schema);
        var undescribed = new List<string>();
        void Visit(JsonNode? node, string at)
        {
            if (node is JsonObject { } found && found["properties"] is JsonObject properties)
                foreach (var (name, property) in properties)
                    if (property is JsonObject && property["description"] is null && property["$ref"] is null)
                        undescribed.Add($"{at}/{name}");
            if (node is JsonObject children)
                foreach (var (name, child) in children)
                    Visit(child, $"{at}/{name}");
        }

        Visit(JsonNode.Parse(File.ReadAllText(path)), "");
        Assert.Empty(undescribed);
    }

    [Fact]
    public void TheVerdictTheWindowAndTheRepositoryHaveTheirStableNames()
    {
        var json = JsonNode.Parse(Write(SampleAnalysis.Mixed()))!;
        Assert.Equal("1.5", (string?)json["schemaVersion"]);
        Assert.Equal("invented", (string?)json["repository"]!["path"]);
        Assert.Equal(5, (int)json["repository"]!["commits"]!);
        Assert.Equal(3, (int)json["repository"]!["authors"]!);
        Assert.Equal("2024-05-31T16:30:00Z", (string?)json["window"]!["to"]);
        Assert.Equal("mixed", (string?)json["verdict"]!["label"]);
        Assert.Equal("[0.4871,0.6002]", json["verdict"]!["interval"]!.ToJsonString());
        Assert.Equal(["autonomy", "diversity", "openness", "interactivity"], json["dimensions"]!.AsArray().Select(d => (string?)d!["name"]));
        Assert.Equal(["p1", "p2", "p3", "p4"], json["contributors"]!.AsArray().Select(c => (string?)c!["id"]));
        Assert.Equal("p1", (string?)json["modules"]![0]!["topContributor"]);
    }

    [Fact]
    public void FiguresHaveAtMostSixDecimals()
    {
        string json = Write(SampleAnalysis.Mixed());
        Assert.Contains("\"index\": 0.543211", json, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9]\\.[0-9]{7}", json);
    }

    [Fact]
    public void FiguresThatAreNotFiniteAreNull()
    {
        var mixed = SampleAnalysis.Mixed();
        var json = JsonNode.Parse(Write(mixed with
        {
            Verdict = mixed.Verdict with { Index = double.NaN, Interval = new Interval(0, double.PositiveInfinity) },
        }))!;
        Assert.Null(json["verdict"]!["index"]);
        Assert.Null(json["verdict"]!["interval"]);
    }

    [Fact]
    public void EachTieOfAGraphIsThereOnce()
    {
        var graphs = JsonNode.Parse(Write(SampleAnalysis.Mixed()))!["graphs"]!;
        Assert.Equal(
            ["""{"source":"p1","target":"p2","weight":17}""", """{"source":"p2","target":"p3","weight":2}"""],
            graphs["contributors"]!["edges"]!.AsArray().Select(edge => edge!.ToJsonString()));
        Assert.Equal(
            """{"source":"p1","target":"m1","weight":569,"share":0.812346}""",
            graphs["ownership"]!["edges"]![0]!.ToJsonString());
        Assert.Equal("""["p1","p2","m1","m2"]""", graphs["ownership"]!["nodes"]!.ToJsonString());
    }

    [Fact]
    public void NoEmailAddressIsWrittenUnlessAskedFor()
    {
        var analysis = SampleAnalysis.Mixed("ann@example.org <ann@example.org>");
        analysis = analysis with
        {
            Verdict = analysis.Verdict with { Sentence = "ann@example.org leads.", Evidence = ["ann@example.org"], Flip = "without ann@example.org" },
            Limits = ["ann@example.org is two people"],
        };
        Assert.DoesNotContain("@example", Write(analysis), StringComparison.Ordinal);
        var shown = JsonNode.Parse(Write(analysis, new ReportOptions { Emails = true }))!;
        Assert.Equal("ann@example.org", (string?)shown["contributors"]![0]!["emails"]![0]);
    }

    [Fact]
    public void TheSameAnalysisGivesTheSameBytes() => Assert.Equal(Write(SampleAnalysis.Mixed()), Write(SampleAnalysis.Mixed()));

    private static string Write(RepositoryAnalysis analysis, ReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        AnalysisJson.Write(analysis, options ?? new ReportOptions(), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

}
