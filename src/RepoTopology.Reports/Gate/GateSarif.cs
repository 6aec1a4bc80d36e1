using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// SARIF 2.1.0 as GitHub's code scanning reads it: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
/// GitHub adds its own <c>primaryLocationLineHash</c> and would take <c>security-severity</c> for a vulnerability: both are left out.
/// </summary>
public static class GateSarif
{
    /// <summary>GitHub keeps so many results of a run.</summary>
    public const int MostResults = 5_000;

    private const string Home = "https://github.com/repotopology/repotopology";

    private static readonly GateMeasure[] Rules = Enum.GetValues<GateMeasure>();

    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, GateInert.Json))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json);
            json.WriteStartObject("automationDetails");
            json.WriteString("id", "repotopology/");
            json.WriteEndObject();
            WriteProvenance(json, result, options);
            WriteResults(json, result, options);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "RepoTopology");
        json.WriteString("version", ReportOptions.ToolVersion);
        json.WriteString("semanticVersion", ReportOptions.ToolVersion);
        json.WriteString("informationUri", Home);
        json.WriteStartArray("rules");
        foreach (var measure in Rules)
        {
            var text = GateMeasureText.Of(measure);
            json.WriteStartObject();
            json.WriteString("id", GateMeasures.NameOf(measure));
            json.WriteString("name", measure.ToString());
            Message("shortDescription", text.Summary);
            Message("fullDescription", $"What is counted: {text.Title}. {text.Formula}");
            Message("help", $"{text.Formula} What helps: {text.Help}", text.Markdown);
            json.WriteString("helpUri", Home);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", "warning");
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.Strings("tags", ["maintainability", "knowledge"]);
            json.WriteString("precision", "high");
            json.WriteString("problem.severity", "warning");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();

        void Message(string name, string words, string? markdown = null)
        {
            json.WriteStartObject(name);
            json.WriteString("text", words);
            if (markdown is not null)
                json.WriteString("markdown", markdown);
            json.WriteEndObject();
        }
    }

    // The format asks for the repository's address beside its revision; without one the revision stands among the run's properties alone.
    private static void WriteProvenance(Utf8JsonWriter json, GateResult result, ReportOptions options)
    {
        if (options.RepositoryUri is { IsAbsoluteUri: true } uri)
        {
            json.WriteStartArray("versionControlProvenance");
            json.WriteStartObject();
            json.WriteString("repositoryUri", uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
            json.WriteString("revisionId", result.History.Head.ToString());
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        json.Label<GateVerdict>("verdict", result.Verdict);
        json.WriteString("revision", result.History.Head.ToString());
        json.WriteString("base", result.Base?.ToString());
        json.Time("now", result.Now);
        json.WriteEndObject();
    }

    private static void WriteResults(Utf8JsonWriter json, GateResult result, ReportOptions options)
    {
        var words = new GateWords(result, options, GateInert.Unlinked, GateInert.Unlinked);
        var told = words.Failures.AddRange(words.Warnings).AddRange(words.Accepted);
        var placed = told.Where(finding => finding.Place is not null).ToList();

        // What has no place in a file would make GitHub refuse the whole; it is told with the notes.
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var finding in told.Where(finding => finding.Place is null))
            Notify(LevelOf(finding), $"{words.Sentence(finding)}.");
        foreach (string note in words.Notes)
            Notify("note", note);
        if (placed.Count > MostResults)
            Notify("note", $"{GateWords.Count(placed.Count - MostResults, "result is", "results are")} left out, the mildest ones: GitHub keeps {RiskText.Count(MostResults)} of a run.");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("results");
        foreach (var finding in placed.Take(MostResults))
            Write(json, result, finding, words);
        json.WriteEndArray();

        void Notify(string level, string text)
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            json.WriteStartObject("message");
            json.WriteString("text", text);
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, GateResult result, GateFinding finding, GateWords words)
    {
        var place = finding.Place!;
        json.WriteStartObject();
        json.WriteString("ruleId", GateMeasures.NameOf(finding.Rule.Measure));
        json.WriteNumber("ruleIndex", Array.IndexOf(Rules, finding.Rule.Measure));
        json.WriteString("level", LevelOf(finding));
        json.WriteStartObject("message");
        json.WriteString("text", words.WayOut(finding) is { } wayOut ? $"{words.Sentence(finding)}. It {wayOut}." : $"{words.Sentence(finding)}.");
        json.WriteEndObject();
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", GateInert.Uri(place.Path));
        json.WriteEndObject();
        // How long a line is, is not known here, and lines are what is shown: the last one's first column stands for all of it.
        json.WriteStartObject("region");
        json.WriteNumber("startLine", place.FirstLine);
        json.WriteNumber("startColumn", 1);
        json.WriteNumber("endLine", place.LastLine);
        json.WriteNumber("endColumn", 2);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("repoTopology/v1", GateInert.Fingerprint(finding));
        json.WriteEndObject();
        if (BaselineStateOf(result, finding) is { } state)
            json.WriteString("baselineState", state);
        if (finding.IsAccepted)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("justification", finding.Before is null ? "The baseline accepts it." : "It was so before, and did not get worse.");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string LevelOf(GateFinding finding) => finding.Verdict switch
    {
        GateVerdict.Fail => "error",
        GateVerdict.Warn => "warning",
        _ => "note",
    };

    /// <summary>Null when there is nothing to compare with.</summary>
    private static string? BaselineStateOf(GateResult result, GateFinding finding)
    {
        if (finding.IsAccepted)
            return "unchanged";
        if (finding.Before is { } before)
            return finding.Rule.Judge(before) == GateVerdict.Pass ? "new" : "updated";
        return finding.Baseline is not null ? "updated" : result.Base is not null ? "new" : null;
    }
}
