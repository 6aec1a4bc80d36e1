using System.Xml;

namespace RepoTopology.Reports;

/// <summary>
/// GEXF 1.2, Gephi's format. It has no fields for the graph as a whole: they stand in its description. https://gexf.net/primer.html
/// <code>
/// &lt;gexf version="1.2"&gt;&lt;meta&gt;&lt;creator/&gt;&lt;description/&gt;&lt;/meta&gt;
///   &lt;graph mode="static" defaultedgetype="undirected"&gt;&lt;attributes class="node"&gt;&lt;attribute id="0" title="commits" type="long"/&gt; …
///     &lt;nodes&gt;&lt;node id="p1" label="…"&gt;&lt;attvalues&gt;&lt;attvalue for="0" value="12"/&gt; … &lt;edges&gt;&lt;edge id="0" source="p1" target="p2" weight="3"&gt; …
/// </code>
/// </summary>
internal static class GexfWriter
{
    private const string Namespace = "http://www.gexf.net/1.2draft";

    private static readonly GraphField Kind = new("kind", GraphFieldType.Text);

    public static void Write(GraphDocument graph, Stream output)
    {
        using var xml = XmlWriter.Create(output, GraphMlWriter.Settings);
        xml.WriteStartElement("gexf", Namespace);
        xml.WriteAttributeString("version", "1.2");
        xml.WriteStartElement("meta", Namespace);
        xml.WriteElementString("creator", Namespace, "repotopology");
        xml.WriteElementString("description", Namespace, string.Join("; ", graph.Properties
            .Where(property => GraphDocument.TextOf(property.Value) is not null)
            .Select(property => $"{property.Field.Name} = {GraphDocument.TextOf(property.Value)}")));
        xml.WriteEndElement();

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("mode", "static");
        xml.WriteAttributeString("defaultedgetype", graph.IsDirected ? "directed" : "undirected");
        WriteFields(xml, "node", graph.NodeFields);
        WriteFields(xml, "edge", [Kind, .. graph.EdgeFields]);
        xml.WriteStartElement("nodes", Namespace);
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id);
            xml.WriteAttributeString("label", node.Label);
            WriteValues(xml, node.Values);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteStartElement("edges", Namespace);
        int number = 0;
        foreach (var edge in graph.Arcs())
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("id", $"{number++}");
            xml.WriteAttributeString("source", edge.Source);
            xml.WriteAttributeString("target", edge.Target);
            xml.WriteAttributeString("weight", GraphDocument.TextOf(edge.Weight));
            WriteValues(xml, [edge.Kind, .. edge.Values]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteWhitespace("\n");
    }

    private static void WriteFields(XmlWriter xml, string about, IEnumerable<GraphField> fields)
    {
        xml.WriteStartElement("attributes", Namespace);
        xml.WriteAttributeString("class", about);
        int number = 0;
        foreach (var field in fields)
        {
            xml.WriteStartElement("attribute", Namespace);
            xml.WriteAttributeString("id", $"{number++}");
            xml.WriteAttributeString("title", field.Name);
            xml.WriteAttributeString("type", field.Type switch { GraphFieldType.Text => "string", GraphFieldType.Integer => "long", _ => "double" });
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteValues(XmlWriter xml, IEnumerable<object?> values)
    {
        xml.WriteStartElement("attvalues", Namespace);
        int number = -1;
        foreach (object? value in values)
        {
            number++;
            if (GraphDocument.TextOf(value) is not { } text)
                continue;
            xml.WriteStartElement("attvalue", Namespace);
            xml.WriteAttributeString("for", $"{number}");
            xml.WriteAttributeString("value", text);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
