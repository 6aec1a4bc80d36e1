using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>The formats of the gate by name.</summary>
public static class GateFormats
{
    /// <summary>What <c>-o FORMAT=FILE</c> may name; the first is for people at a terminal.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "json", "sarif", "github", "github-summary", "gitlab", "azure", "junit", "markdown"];

    /// <summary>Writes a result in one of the formats: a pure function of it.</summary>
    /// <param name="format">One of <see cref="Names"/>.</param>
    /// <param name="result">What the gate says.</param>
    /// <param name="options">What may be shown.</param>
    /// <param name="style">How text looks; the other formats don't care.</param>
    /// <param name="encoding">Of text, with its mark if it has one; the other formats are UTF-8 without.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such format.</exception>
    public static void Write(string format, GateResult result, ReportOptions options, TextStyle style, Encoding encoding, Stream output)
    {
        switch (format)
        {
            case "text":
                using (var writer = new StreamWriter(output, encoding, leaveOpen: true))
                    GateText.Write(result, options, style, writer);
                break;
            case "json":
                GateJson.Write(result, options, output);
                break;
            case "sarif":
                GateSarif.Write(result, options, output);
                break;
            case "github":
                GateAnnotations.Write(result, options, output);
                break;
            case "github-summary":
                GateMarkdown.WriteSummary(result, options, output);
                break;
            case "gitlab":
                GateGitLab.Write(result, options, output);
                break;
            case "azure":
                GateAzure.Write(result, options, output);
                break;
            case "junit":
                GateJUnit.Write(result, options, output);
                break;
            case "markdown":
                GateMarkdown.WriteComment(result, options, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
        }
    }
}
