using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// Commands that GitHub's runner turns into annotations: <c>::error file=a.cs,line=3,endLine=9,title=top-owner-share::message</c>.
/// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
/// </summary>
public static class GateAnnotations
{
    /// <summary>A step may give ten of each kind, and drops further ones without a word.</summary>
    public const int Most = 9;

    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        var words = new GateWords(result, options);
        var findings = words.Failures.AddRange(words.Warnings);
        var lines = new StringBuilder();
        foreach (var finding in findings.Take(Most))
        {
            string place = finding.Place is { } at ? $"file={Property(GateInert.Whole(at.Path))},line={at.FirstLine},endLine={at.LastLine}," : "";
            string wayOut = words.WayOut(finding) is { } sentence ? $"\nIt {sentence}." : "";
            lines.Append($"::{(finding.Verdict == GateVerdict.Fail ? "error" : "warning")} {place}title={Property(GateMeasures.NameOf(finding.Rule.Measure))}::{Data($"{words.Sentence(finding)}.{wayOut}")}\n");
        }

        if (findings.Length > Most)
            lines.Append($"::notice title=RepoTopology::{Data($"{RiskText.Count(findings.Length - Most)} more in the step's summary (-o github-summary=FILE).")}\n");
        output.Write(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
