using System.Text;
using System.Text.Json.Nodes;
using RepoTopology.Analysis;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Json;

public sealed class TrendJsonTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/trend.schema.json";

    [Fact]
    public void OutputsAreValidAgainstThePublishedSchema()
    {
        // First the validator itself: it must not accept everything.
        var broken = JsonNode.Parse(Write(SampleTrend.Shifted()))!;
        broken["windows"]![0]!["label"] = "excellent";
        broken["transitions"]![0]!.AsObject().Remove("direction");
        string complaints = JsonSchema.Complaints(Schema, broken.ToJsonString());
        Assert.Contains("/windows/0/label", complaints, StringComparison.Ordinal);
        Assert.Contains("direction", complaints, StringComparison.Ordinal);

        Assert.Empty(JsonSchema.Complaints(Schema, Write(SampleTrend.Shifted())));
        Assert.Empty(JsonSchema.Complaints(Schema, Write(SampleTrend.Insufficient())));
    }

    [Fact]
    public void TheNumberOfWorkersChangesNoByte() => Assert.Equal(Write(SampleTrend.Shifted(jobs: 1)), Write(SampleTrend.Shifted(jobs: 7)));

    [Fact]
    public void ShiftsAndBreaksHaveTheirStableNames()
    {
        var json = JsonNode.Parse(Write(SampleTrend.Shifted()))!;
        Assert.Equal("1.0", (string?)json["schemaVersion"]);
        var transition = Assert.Single(json["transitions"]!.AsArray())!;
        Assert.Equal(("towards-group", "network-like"), ((string?)transition["direction"], (string?)transition["before"]!["label"]));
        Assert.Equal("merge-policy", (string?)Assert.Single(json["breaks"]!.AsArray())!["kind"]);
        Assert.Equal("2010-03-31T23:59:59Z", (string?)json["windows"]![0]!["to"]);
        Assert.Equal(2010, (int)json["newcomers"]![0]!["year"]!);
        Assert.Null(json["windows"]![0]!["index"]);
        Assert.NotNull(json["windows"]!.AsArray()[^1]!["layerDrift"]);
    }

    [Fact]
    public void NobodyIsNamed() => Assert.DoesNotContain("Zebedee", Write(SampleTrend.Shifted()), StringComparison.Ordinal);

    private static string Write(TrendAnalysis trend)
    {
        using var stream = new MemoryStream();
        TrendJson.Write(trend, new ReportOptions(), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
