using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace RepoTopology.Analyzers.Tests;

/// <summary>Text in which <c>{|RT1001:A|}</c> marks where a diagnostic is expected; marks may stand in each other.</summary>
internal sealed record Markup(string Text, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string marked)
    {
        var text = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        for (int at = 0; at < marked.Length; at++)
            if (string.CompareOrdinal(marked, at, "{|", 0, 2) == 0)
            {
                int colon = marked.IndexOf(':', at);
                open.Push((marked[(at + 2)..colon], text.Length));
                at = colon;
            }
            else if (string.CompareOrdinal(marked, at, "|}", 0, 2) == 0)
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, text.Length)));
                at++;
            }
            else
            {
                text.Append(marked[at]);
            }

        return new Markup(text.ToString(), expected);
    }
}
