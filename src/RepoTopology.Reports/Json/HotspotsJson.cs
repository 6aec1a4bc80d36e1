using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Where work, size and concentration meet.</summary>
public static class HotspotsJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void Write(RepositoryAnalysis analysis, HotspotList hotspots, ReportOptions options, Stream output)
    {
        var history = analysis.History;
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            var risk = new RiskJson(history, options, json);
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", history.Head.ToString());
            json.Label<HotspotLevel>("level", hotspots.Level);
            json.Time("from", analysis.Window.From);
            json.Time("to", analysis.Window.To);
            json.WriteStartArray("hotspots");
            foreach (var spot in hotspots.Spots)
            {
                json.WriteStartObject();
                json.WriteString("name", hotspots.NameOf(spot.Index));
                json.Figure("score", spot.Score);
                json.WriteNumber("commits", spot.Commits);
                json.WriteNumber("changedLines", spot.ChangedLines);
                json.WriteNumber("lines", spot.Lines);
                risk.Person("topContributor", spot.TopContributor);
                json.Figure("topShare", spot.TopShare);
                json.Figure("medianAgeDays", spot.MedianAge);
                if (spot.Companion is { } companion)
                {
                    json.WriteStartObject("changesWith");
                    json.WriteString("name", hotspots.NameOf(companion.Index));
                    json.WriteNumber("together", companion.Together);
                    json.Figure("share", companion.Share);
                    json.WriteEndObject();
                }
                else
                {
                    json.WriteNull("changesWith");
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
