using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// Everything that the gate judged; <c>Schemas/gate.schema.json</c> says what every property means. Names and paths stand in full, escaped by the format. The
/// same result gives the same bytes.
/// </summary>
public static class GateJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void Write(GateResult result, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, GateInert.Json))
        {
            var words = new GateWords(result, options);
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteStartObject("tool");
            json.WriteString("name", "repotopology");
            json.WriteString("version", ReportOptions.ToolVersion);
            json.WriteEndObject();
            json.Label<GateVerdict>("verdict", result.Verdict);
            json.WriteString("sentence", words.Headline());
            json.WriteString("repository", RepositoryName.Of(result.History));
            json.WriteString("head", result.History.Head.ToString());
            json.WriteString("base", result.Base?.ToString());
            json.WriteString("baseName", result.BaseName);
            json.WriteString("uncommitted", result.Uncommitted);
            json.Time("now", result.Now);
            json.WriteNumber("commits", result.Commits);
            json.WriteNumber("files", result.Files);
            WriteRules(json, result);
            json.WriteStartArray("findings");
            foreach (var finding in result.Findings)
                Write(json, result, finding, options, words);
            json.WriteEndArray();
            json.WriteStartArray("acceptedConcentrations");
            foreach (var entry in result.AcceptedConcentrations)
            {
                json.WriteStartObject();
                json.WriteString("key", entry.Key);
                json.WriteString("reason", options.Sentence(entry.Reason));
                json.WriteBoolean("new", entry.IsNew);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.Strings("notes", result.Notes.Select(options.Sentence));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteRules(Utf8JsonWriter json, GateResult result)
    {
        json.WriteStartArray("rules");
        foreach (var measure in result.Findings.Select(finding => finding.Rule.Measure).Distinct().Order())
        {
            var text = GateMeasureText.Of(measure);
            json.WriteStartObject();
            json.WriteString("id", GateMeasures.NameOf(measure));
            json.WriteString("title", text.Title);
            json.WriteString("summary", text.Summary);
            json.WriteString("formula", text.Formula);
            json.WriteString("help", text.Help);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GateResult result, GateFinding finding, ReportOptions options, GateWords words)
    {
        json.WriteStartObject();
        json.WriteString("rule", GateMeasures.NameOf(finding.Rule.Measure));
        json.WriteString("scope", finding.Rule.Scope.ToString());
        json.WriteString("symbol", finding.Symbol);
        json.WriteString("fingerprint", GateInert.Fingerprint(finding));
        json.Label<GateVerdict>("verdict", finding.Verdict);
        json.WriteBoolean("accepted", finding.IsAccepted);
        json.Span("before", finding.Before);
        json.Span("after", finding.After);
        json.Figure("bar", finding.Bar);
        json.Figure("warn", finding.Rule.Warn);
        json.Figure("fail", finding.Rule.Fail);
        json.Figure("tolerance", finding.Rule.Tolerance);
        json.Figure("baseline", finding.Baseline);
        json.WriteString("person", NameOf(finding.Person));
        json.WriteString("message", words.Sentence(finding));
        if (finding.Place is { } place)
        {
            json.WriteStartObject("place");
            json.WriteString("path", place.Path);
            json.WriteNumber("firstLine", place.FirstLine);
            json.WriteNumber("lastLine", place.LastLine);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("place");
        }

        if (finding.WayOut is { } wayOut)
        {
            json.WriteStartObject("wayOut");
            json.WriteString("sentence", words.WayOut(finding));
            json.Strings("people", wayOut.People.Select(person => NameOf(person)!));
            json.WriteNumber("lines", wayOut.Lines);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("wayOut");
        }

        json.WriteEndObject();

        string? NameOf(int person) => person < 0 ? null : ContributorName.Of(result.History.Contributors[person], options.Emails);
    }
}
