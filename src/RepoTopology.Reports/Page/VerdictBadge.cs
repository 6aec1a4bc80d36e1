using System.Globalization;
using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>The verdict as a small drawing for a README: SVG without a script, a style sheet or anything from elsewhere. It names nobody.</summary>
public static class VerdictBadge
{
    private const string Title = "works like";
    private const int Height = 20, Margin = 6;

    // Of what DejaVu Sans and Verdana take at 11 pixels, on average; textLength makes it fit with any font.
    private const double LetterWidth = 6.6;

    public static void Write(RepositoryAnalysis analysis, Stream output)
    {
        // Okabe and Ito's blue, grey, green; white reads well on the three.
        var (word, color) = analysis.Verdict.Label switch
        {
            VerdictLabel.GroupLike => ("a group", "#0065a0"),
            VerdictLabel.NetworkLike => ("a network", "#00704f"),
            VerdictLabel.Mixed => ("group and network", "#6b5b00"),
            _ => ("too few commits", "#5c5c5c"),
        };
        string value = analysis.Verdict.Index is { } index ? $"{word} · {index.ToString("F2", CultureInfo.InvariantCulture)}" : word;
        int left = WidthOf(Title), right = WidthOf(value), width = left + right;
        using var svg = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        svg.WriteLine($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{Height}\" role=\"img\" aria-label=\"{Title} {value}\">");
        svg.WriteLine($"<title>{Title} {value}</title>");
        svg.WriteLine($"<clipPath id=\"r\"><rect width=\"{width}\" height=\"{Height}\" rx=\"3\"/></clipPath>");
        svg.WriteLine($"<g clip-path=\"url(#r)\"><rect width=\"{left}\" height=\"{Height}\" fill=\"#444\"/><rect x=\"{left}\" width=\"{right}\" height=\"{Height}\" fill=\"{color}\"/></g>");
        svg.WriteLine("<g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,DejaVu Sans,sans-serif\" font-size=\"11\">");
        Text(svg, Title, left / 2.0, left);
        Text(svg, value, left + right / 2.0, right);
        svg.WriteLine("</g>");
        svg.WriteLine("</svg>");
    }

    private static int WidthOf(string text) => (int)Math.Ceiling(text.Length * LetterWidth) + 2 * Margin;

    private static void Text(StreamWriter svg, string text, double middle, int room) =>
        svg.WriteLine($"<text x=\"{middle.ToString(CultureInfo.InvariantCulture)}\" y=\"14\" textLength=\"{room - 2 * Margin}\">{text}</text>");
}
