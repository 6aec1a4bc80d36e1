using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// GitLab's Code Quality report: an array of findings whose fingerprints are unique (of two alike one would vanish), with paths from the repository's root
/// and no <c>./</c>. https://docs.gitlab.com/ci/testing/code_quality/
/// </summary>
public static class GateGitLab
{
    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, GateInert.Json))
        {
            var words = new GateWords(result, options, GateInert.Unlinked, GateInert.Unlinked);
            json.WriteStartArray();
            foreach (var finding in words.Failures.AddRange(words.Warnings).AddRange(words.Accepted))
            {
                string wayOut = words.WayOut(finding) is { } sentence ? $". It {sentence}" : "";
                json.WriteStartObject();
                json.WriteString("description", $"{words.Sentence(finding)}{wayOut}.");
                json.WriteString("check_name", GateMeasures.NameOf(finding.Rule.Measure));
                json.WriteString("fingerprint", GateInert.Fingerprint(finding));
                json.WriteString("severity", finding.Verdict switch { GateVerdict.Fail => "major", GateVerdict.Warn => "minor", _ => "info" });
                json.WriteStartObject("location");
                json.WriteString("path", finding.Place?.Path ?? ".");
                json.WriteStartObject("lines");
                json.WriteNumber("begin", finding.Place?.FirstLine ?? 1);
                json.WriteNumber("end", finding.Place?.LastLine ?? 1);
                json.WriteEndObject();
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }
}
