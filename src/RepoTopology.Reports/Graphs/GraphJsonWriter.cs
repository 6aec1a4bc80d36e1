using System.Collections.Immutable;
using System.Text.Json;

namespace RepoTopology.Reports;

/// <summary>
/// Node-link JSON, as D3 and NetworkX read it: <c>{"directed", "multigraph", "graph": {…}, "nodes": [{"id", …}], "links": [{"source", "target", …}]}</c>.
/// <c>Schemas/graph.schema.json</c> describes it.
/// </summary>
internal static class GraphJsonWriter
{
    public static void Write(GraphDocument graph, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteBoolean("directed", graph.IsDirected);
            json.WriteBoolean("multigraph", true);
            json.WriteStartObject("graph");
            json.WriteString("name", graph.Name);
            WriteFields(json, graph.Properties);
            json.WriteEndObject();
            json.WriteStartArray("nodes");
            foreach (var node in graph.Nodes)
            {
                json.WriteStartObject();
                json.WriteString("id", node.Id);
                json.WriteString("label", node.Label);
                WriteFields(json, graph.NodeFields.Zip(node.Values));
                if (!graph.MemberFields.IsEmpty)
                    WriteMembers(json, graph.MemberFields, node.Members);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("links");
            foreach (var edge in graph.Arcs())
            {
                json.WriteStartObject();
                json.WriteString("source", edge.Source);
                json.WriteString("target", edge.Target);
                json.WriteString("key", edge.Kind);
                json.WriteString("kind", edge.Kind);
                WriteField(json, "weight", edge.Weight);
                WriteFields(json, graph.EdgeFields.Zip(edge.Values));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteMembers(Utf8JsonWriter json, ImmutableArray<GraphField> fields, ImmutableArray<ImmutableArray<object?>> members)
    {
        json.WriteStartArray("members");
        foreach (var member in members)
        {
            json.WriteStartObject();
            WriteFields(json, fields.Zip(member));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, IEnumerable<(GraphField Field, object? Value)> fields)
    {
        foreach (var (field, value) in fields)
            WriteField(json, field.Name, value);
    }

    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        if (GraphDocument.TextOf(value) is not { } text)
            json.WriteNullValue();
        else if (value is string)
            json.WriteStringValue(text);
        else
            json.WriteRawValue(text);
    }
}
