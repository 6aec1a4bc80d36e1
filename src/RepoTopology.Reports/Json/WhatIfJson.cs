using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// What would be left without some people. Lines are living lines; shares are 0 to 1, as <c>{low, high}</c> where unknown lines make them uncertain.
/// <c>orphanedShare</c> is the share of lines whose authors have left, before and after.
/// </summary>
public static class WhatIfJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void Write(RepositoryAnalysis analysis, WhatIf loss, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            var risk = new RiskJson(analysis.History, options, json);
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", analysis.History.Head.ToString());
            json.Strings("without", loss.Without.Select(person => ContributorName.Of(analysis.History.Contributors[person], options.Emails)));
            json.WriteNumber("lines", loss.Lines);
            json.WriteNumber("theirs", loss.Theirs);
            json.Figure("commitShare", loss.CommitShare);
            json.Time("leftSince", analysis.Risk.LeftSince);
            WriteState(json, "before", loss.Before, loss.BusFactorBefore);
            WriteState(json, "after", loss.After, loss.BusFactorAfter);
            json.WriteStartArray("modules");
            foreach (var module in loss.Modules)
            {
                json.WriteStartObject();
                json.WriteString("name", analysis.History.Modules[module.Module].Name);
                json.WriteNumber("lines", module.Lines);
                json.WriteNumber("theirs", module.Theirs);
                json.Span("orphanedBefore", module.Before);
                json.Span("orphanedAfter", module.After);
                json.WriteBoolean("lost", module.IsLost);
                risk.Person("next", module.Next?.Contributor ?? -1);
                json.WriteNumber("nextLines", module.Next?.Lines ?? 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteState(Utf8JsonWriter json, string name, Interval orphaned, BusFactor busFactor)
    {
        json.WriteStartObject(name);
        json.Span("orphanedShare", orphaned);
        json.WriteNumber("busFactor", busFactor.Value);
        json.WriteEndObject();
    }
}
