namespace RepoTopology.Reports;

/// <summary>
/// Graphviz's DOT. Of an edge's fields, the weight is called <c>amount</c>: a large <c>weight</c> would bend dot's layout.
/// https://graphviz.org/doc/info/lang.html
/// </summary>
internal static class DotWriter
{
    public static void Write(GraphDocument graph, Stream output)
    {
        using var text = GraphDocument.Open(output);
        bool directed = graph.IsDirected;
        text.WriteLine($"{(directed ? "digraph" : "graph")} {Quote(graph.Name)} {{");
        text.WriteLine($"  graph [{Fields(graph.Properties)}];");
        text.WriteLine("  node [shape=box, style=rounded];");
        foreach (var node in graph.Nodes)
            text.WriteLine($"  {node.Id} [label={QuoteLabel(node.Label)}{Rest(graph.NodeFields.Zip(node.Values))}];");
        foreach (var edge in graph.Edges)
        {
            string amount = $"amount={Quote(GraphDocument.TextOf(edge.Weight)!)}{Rest(graph.EdgeFields.Zip(edge.Values))}";
            text.WriteLine($"  {edge.Source} {(directed ? "->" : "--")} {edge.Target} [kind={Quote(edge.Kind)}, {amount}{(directed && !edge.IsDirected ? ", dir=none" : "")}];");
        }

        text.WriteLine("}");
    }

    private static string Rest(IEnumerable<(GraphField Field, object? Value)> fields) => Fields(fields) is { Length: > 0 } known ? ", " + known : "";

    private static string Fields(IEnumerable<(GraphField Field, object? Value)> fields) => string.Join(", ", fields
        .Where(field => GraphDocument.TextOf(field.Value) is not null)
        .Select(field => $"{field.Field.Name}={Quote(GraphDocument.TextOf(field.Value)!)}"));

    // A backslash escapes only a quote and, in labels, letters; doubled it is never taken together with what follows.
    private static string Quote(string text) =>
        $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>A label knows HTML's entities too; none is meant here.</summary>
    private static string QuoteLabel(string text) => Quote(text.Replace("&", "&amp;", StringComparison.Ordinal));
}
