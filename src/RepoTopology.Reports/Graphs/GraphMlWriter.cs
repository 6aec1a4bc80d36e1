using System.Text;
using System.Xml;

namespace RepoTopology.Reports;

/// <summary>
/// GraphML: keys declare fields, data elements hold values. http://graphml.graphdrawing.org/specification.html
/// <code>
/// &lt;graphml&gt;&lt;key id="n0" for="node" attr.name="label" attr.type="string"/&gt; …
///   &lt;graph edgedefault="undirected"&gt;&lt;data key="g0"&gt;…&lt;/data&gt;
///     &lt;node id="p1"&gt;&lt;data key="n0"&gt;…&lt;/data&gt;&lt;/node&gt; … &lt;edge id="e0" source="p1" target="p2"&gt; …
/// </code>
/// </summary>
internal static class GraphMlWriter
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly GraphField Label = new("label", GraphFieldType.Text), Kind = new("kind", GraphFieldType.Text), Weight = new("weight", GraphFieldType.Number);

    public static XmlWriterSettings Settings { get; } = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };

    public static void Write(GraphDocument graph, Stream output)
    {
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("graphml", Namespace);
        WriteKeys(xml, "graph", "g", graph.Properties.Select(property => property.Field));
        WriteKeys(xml, "node", "n", [Label, .. graph.NodeFields]);
        WriteKeys(xml, "edge", "e", [Kind, Weight, .. graph.EdgeFields]);

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", graph.Name);
        xml.WriteAttributeString("edgedefault", graph.IsDirected ? "directed" : "undirected");
        WriteValues(xml, "g", graph.Properties.Select(property => property.Value));
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id);
            WriteValues(xml, "n", [node.Label, .. node.Values]);
            xml.WriteEndElement();
        }

        int number = 0;
        foreach (var edge in graph.Arcs())
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", $"e{number++}");
            xml.WriteAttributeString("source", edge.Source);
            xml.WriteAttributeString("target", edge.Target);
            WriteValues(xml, "e", [edge.Kind, edge.Weight, .. edge.Values]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    private static void WriteKeys(XmlWriter xml, string domain, string prefix, IEnumerable<GraphField> fields)
    {
        int number = 0;
        foreach (var field in fields)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", $"{prefix}{number++}");
            xml.WriteAttributeString("for", domain);
            xml.WriteAttributeString("attr.name", field.Name);
            xml.WriteAttributeString("attr.type", field.Type switch { GraphFieldType.Text => "string", GraphFieldType.Integer => "long", _ => "double" });
            xml.WriteEndElement();
        }
    }

    private static void WriteValues(XmlWriter xml, string prefix, IEnumerable<object?> values)
    {
        int number = -1;
        foreach (object? value in values)
        {
            number++;
            if (GraphDocument.TextOf(value) is not { } text)
                continue;
            xml.WriteStartElement("data", Namespace);
            xml.WriteAttributeString("key", $"{prefix}{number}");
            xml.WriteString(text);
            xml.WriteEndElement();
        }
    }
}
