using System.Text;

namespace RepoTopology.Reports;

/// <summary>
/// A Mermaid flow chart for a page: the strongest edges and the nodes at their ends, since Mermaid draws 500 edges and 50,000 characters at
/// most. https://mermaid.js.org/syntax/flowchart.html
/// </summary>
internal static class MermaidWriter
{
    private const int MostEdges = 100;
    private const int LongestLabel = 40;

    public static void Write(GraphDocument graph, Stream output)
    {
        // Weights of different kinds do not compare: each kind gives its strongest in turn.
        var strongest = graph.Edges
            .GroupBy(edge => edge.Kind)
            .SelectMany(kind => kind.OrderByDescending(edge => edge.Weight).Select((edge, rank) => (Edge: edge, Rank: rank)))
            .OrderBy(edge => edge.Rank)
            .Take(MostEdges)
            .Select(edge => edge.Edge)
            .ToList();
        var ends = strongest.SelectMany(edge => new[] { edge.Source, edge.Target }).ToHashSet();
        using var text = GraphDocument.Open(output);
        text.WriteLine("flowchart LR");
        text.WriteLine($"%% {graph.Name}: {strongest.Count} of {graph.Edges.Length} edges, the strongest of each kind, and their {ends.Count} of {graph.Nodes.Length} nodes");
        foreach (var node in graph.Nodes)
            if (ends.Contains(node.Id))
                text.WriteLine($"  {node.Id}[\"{Escape(node.Label)}\"]");
        foreach (var edge in strongest)
            text.WriteLine($"  {edge.Source} {(edge.IsDirected ? "-->" : "---")}|\"{Escape($"{edge.Kind} {GraphDocument.TextOf(edge.Weight)}")}\"| {edge.Target}");
    }

    /// <summary>Everything but letters, digits and a few marks as a numbered entity: nothing is left that Mermaid or a page could read as its own.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        int length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++length > LongestLabel)
                return escaped.Append('…').ToString();
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ',' or '-' or '_' or '\'' or '/')
                escaped.Append(rune);
            else
                escaped.Append('#').Append(rune.Value).Append(';');
        }

        return escaped.ToString();
    }
}
