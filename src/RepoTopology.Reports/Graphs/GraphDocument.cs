using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace RepoTopology.Reports;

/// <summary>Formats of a graph.</summary>
public enum GraphFormat
{
    GraphMl,
    Gexf,
    Dot,
    Json,
    Mermaid,
}

/// <summary>What a value of a graph's, node's or edge's field is.</summary>
public enum GraphFieldType
{
    Text,
    Integer,
    Number,
}

/// <param name="Name">A word in camel case, the same in every format.</param>
/// <param name="Type">Of its values.</param>
public sealed record GraphField(string Name, GraphFieldType Type);

/// <param name="Id"><c>p1</c>, <c>p2</c> … for people and <c>m1</c>, <c>m2</c> … for modules, as in the JSON of <c>analyze</c>.</param>
/// <param name="Label">A name for people, without control characters; not yet escaped for a format.</param>
/// <param name="Values">In the order of <see cref="GraphDocument.NodeFields"/>; null where absent.</param>
public sealed record GraphNode(string Id, string Label, ImmutableArray<object?> Values)
{
    /// <summary>What the node consists of, each in the order of <see cref="GraphDocument.MemberFields"/>.</summary>
    public ImmutableArray<ImmutableArray<object?>> Members { get; init; } = [];
}

/// <param name="Source">A node's id.</param>
/// <param name="Target">A node's id.</param>
/// <param name="Kind">A word of ours, such as <c>co-edit</c>.</param>
/// <param name="IsDirected">Whether it leads from source to target, or just ties them.</param>
/// <param name="Weight">What it counts follows from its kind.</param>
/// <param name="Values">In the order of <see cref="GraphDocument.EdgeFields"/>; null where absent.</param>
public sealed record GraphEdge(string Source, string Target, string Kind, bool IsDirected, double Weight, ImmutableArray<object?> Values);

/// <summary>A graph with named nodes, as every format writes it.</summary>
public sealed record GraphDocument
{
    /// <summary>contributors, modules or ownership.</summary>
    public required string Name { get; init; }

    /// <summary>About the graph as a whole.</summary>
    public required ImmutableArray<(GraphField Field, object? Value)> Properties { get; init; }

    public required ImmutableArray<GraphField> NodeFields { get; init; }

    /// <summary>Of the nodes' members, which only JSON shows; empty where they have none.</summary>
    public ImmutableArray<GraphField> MemberFields { get; init; } = [];

    /// <summary>Besides kind and weight.</summary>
    public required ImmutableArray<GraphField> EdgeFields { get; init; }

    public required ImmutableArray<GraphNode> Nodes { get; init; }

    public required ImmutableArray<GraphEdge> Edges { get; init; }

    /// <summary>Whether any edge has a direction.</summary>
    public bool IsDirected => Edges.Any(edge => edge.IsDirected);

    /// <summary>The nodes with most other nodes at the ends of their edges, without members, and a property that tells how many are left out.</summary>
    public GraphDocument Strongest(int count)
    {
        var neighbours = Nodes.ToDictionary(node => node.Id, _ => new HashSet<string>());
        foreach (var edge in Edges)
        {
            neighbours[edge.Source].Add(edge.Target);
            neighbours[edge.Target].Add(edge.Source);
        }

        var kept = Nodes.Select((node, i) => (node.Id, Place: i)).OrderByDescending(node => neighbours[node.Id].Count).ThenBy(node => node.Place)
            .Take(count).Select(node => node.Id).ToHashSet();
        return this with
        {
            Properties = [.. Properties, (new GraphField("leftOut", GraphFieldType.Integer), (long)(Nodes.Length - kept.Count))],
            MemberFields = [],
            Nodes = [.. Nodes.Where(node => kept.Contains(node.Id))],
            Edges = [.. Edges.Where(edge => kept.Contains(edge.Source) && kept.Contains(edge.Target))],
        };
    }

    /// <summary>Writes it, UTF-8 without a byte order mark.</summary>
    public void Write(GraphFormat format, Stream output)
    {
        switch (format)
        {
            case GraphFormat.GraphMl: GraphMlWriter.Write(this, output); break;
            case GraphFormat.Gexf: GexfWriter.Write(this, output); break;
            case GraphFormat.Dot: DotWriter.Write(this, output); break;
            case GraphFormat.Json: GraphJsonWriter.Write(this, output); break;
            default: MermaidWriter.Write(this, output); break;
        }
    }

    /// <summary>
    /// Edges for formats whose readers want all of one kind: in a graph with directions, an edge without one is written both ways, which is
    /// the same to every algorithm on directed graphs.
    /// </summary>
    internal IEnumerable<GraphEdge> Arcs()
    {
        bool directed = IsDirected;
        foreach (var edge in Edges)
        {
            yield return edge;
            if (directed && !edge.IsDirected)
                yield return edge with { Source = edge.Target, Target = edge.Source };
        }
    }

    /// <summary>Six digits, or all of a whole number; null for what is absent or not finite.</summary>
    internal static string? TextOf(object? value) => value switch
    {
        double number when !double.IsFinite(number) => null,
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => (number + 0.0).ToString("F0", CultureInfo.InvariantCulture),
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => (string?)value,
    };

    /// <summary>Text of a repository without what could act on a terminal or mislead a reader, nor characters that XML lacks.</summary>
    internal static string Clean(string text) => TerminalText.Clean(text).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');

    internal static StreamWriter Open(Stream output) => new(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
}
