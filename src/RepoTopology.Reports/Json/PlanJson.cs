using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Who should learn what. <c>gaps</c> are modules with fewer people than the bar: who knows them, and how many are missing even after the pairings.
/// <c>nearness</c> is what the choice went by, 0 and up; <c>with</c> is the person or module that the reason names.
/// </summary>
public static class PlanJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void Write(RepositoryAnalysis analysis, CrossTraining plan, ReportOptions options, Stream output)
    {
        var history = analysis.History;
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            var risk = new RiskJson(history, options, json);
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", history.Head.ToString());
            json.WriteNumber("bar", plan.Bar);
            json.WriteNumber("leastLines", plan.LeastLines);
            json.WriteNumber("modules", plan.Modules);
            json.Time("leftSince", analysis.Risk.LeftSince);
            json.WriteStartArray("gaps");
            foreach (var gap in plan.Gaps)
            {
                json.WriteStartObject();
                json.WriteString("module", history.Modules[gap.Module].Name);
                json.WriteNumber("lines", gap.Lines);
                json.Strings("knowers", gap.Knowers.Select(person => ContributorName.Of(history.Contributors[person], options.Emails)));
                json.WriteNumber("stillMissing", gap.StillMissing);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("pairings");
            foreach (var pairing in plan.Pairings)
                Write(json, history, risk, pairing);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    internal static void Write(Utf8JsonWriter json, RepositoryHistory history, RiskJson risk, Pairing pairing)
    {
        json.WriteStartObject();
        risk.Person("person", pairing.Contributor);
        json.WriteString("module", history.Modules[pairing.Module].Name);
        json.Figure("nearness", pairing.Nearness);
        json.Label<PairingReason>("reason", pairing.Reason);
        if (pairing.Reason == PairingReason.WorksNearby)
            json.WriteString("with", history.Modules[pairing.Other].Name);
        else
            risk.Person("with", pairing.Other);
        json.WriteEndObject();
    }
}
