using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Layers of people, and who-counts between two windows.</summary>
internal static class LayersJson
{
    public static void WriteSummaries(Utf8JsonWriter json, IEnumerable<LayerSummary> layers)
    {
        json.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            json.WriteStartObject();
            json.Label<Layer>("name", layer.Layer);
            json.WriteNumber("people", layer.People);
            json.WriteNumber("commits", layer.Commits);
            json.Figure("share", layer.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteDrift(Utf8JsonWriter json, LayerDrift? drift)
    {
        if (drift is null)
        {
            json.WriteNull("layerDrift");
            return;
        }

        json.WriteStartObject("layerDrift");
        json.Time("before", drift.Before);
        json.WriteStartArray("moves");
        foreach (var move in drift.Moves)
        {
            json.WriteStartObject();
            json.Label("from", move.From);
            json.Label("to", move.To);
            json.WriteNumber("people", move.People);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
