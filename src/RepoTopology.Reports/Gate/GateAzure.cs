using System.Text;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// Logging commands of Azure Pipelines: <c>##vso[task.logissue type=error;sourcepath=a.cs;linenumber=3;columnnumber=1;code=top-owner-share;]message</c>, then the
/// task's result. https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
/// </summary>
public static class GateAzure
{
    /// <summary>The service shows a few; the log needs no more than these.</summary>
    public const int Most = 100;

    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        var words = new GateWords(result, options);
        var findings = words.Failures.AddRange(words.Warnings);
        var lines = new StringBuilder();
        foreach (var finding in findings.Take(Most))
        {
            string place = finding.Place is { } at ? $"sourcepath={Property(GateInert.Whole(at.Path))};linenumber={at.FirstLine};columnnumber=1;" : "";
            string wayOut = words.WayOut(finding) is { } sentence ? $" It {sentence}." : "";
            lines.Append($"##vso[task.logissue type={(finding.Verdict == GateVerdict.Fail ? "error" : "warning")};{place}code={GateMeasures.NameOf(finding.Rule.Measure)};]{Data($"{words.Sentence(finding)}.{wayOut}")}\n");
        }

        if (findings.Length > Most)
            lines.Append($"{RiskText.Count(findings.Length - Most)} more are in the JSON output.\n");
        string outcome = result.Verdict switch { GateVerdict.Fail => "Failed", GateVerdict.Warn => "SucceededWithIssues", _ => "Succeeded" };
        lines.Append($"##vso[task.complete result={outcome};]{Data(words.Headline())}\n");
        output.Write(Encoding.UTF8.GetBytes(lines.ToString()));
    }

    // %AZP25 is what the agent's own library writes for a percent sign.
    private static string Data(string text) =>
        text.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);
}
