using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The <c>risk</c> of <see cref="AnalysisJson"/>.</summary>
/// <param name="history">Names people and modules.</param>
/// <param name="options">What may be shown.</param>
/// <param name="json">Stands inside an object.</param>
internal sealed class RiskJson(RepositoryHistory history, ReportOptions options, Utf8JsonWriter json)
{
    public void Write(RiskFigures risk, IReadOnlyDictionary<int, string> people)
    {
        json.WriteStartObject("risk");
        WriteBusFactor(risk, people);
        if (risk.Remaining is { } remaining)
            json.WriteNumber("remainingBusFactor", remaining.Value);
        else
            json.WriteNull("remainingBusFactor");
        json.WriteNumber("caf50", risk.Caf50);
        json.WriteNumber("caf80", risk.Caf80);
        json.Span("orphanedShare", risk.OrphanedShare);
        json.Time("leftSince", risk.LeftSince);
        json.WriteStartArray("modules");
        foreach (var module in risk.Modules)
        {
            json.WriteStartObject();
            json.WriteString("name", history.Modules[module.Module].Name);
            json.WriteNumber("lines", module.Holdings.Lines);
            json.Span("orphanedShare", module.Orphaned);
            json.WriteNumber("remainingBusFactor", module.Remaining);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A contributor by name; null for −1.</summary>
    public void Person(string name, int contributor) =>
        json.WriteString(name, contributor < 0 ? null : ContributorName.Of(history.Contributors[contributor], options.Emails));

    private void WriteBusFactor(RiskFigures risk, IReadOnlyDictionary<int, string> people)
    {
        if (risk.BusFactor is not { } busFactor)
        {
            json.WriteNull("busFactor");
            return;
        }

        json.WriteStartObject("busFactor");
        json.Label<BusFactorAlgorithm>("algorithm", busFactor.Algorithm);
        json.WriteNumber("value", busFactor.Value);
        json.WriteNumber("low", busFactor.Low);
        if (busFactor.High is { } high)
            json.WriteNumber("high", high);
        else
            json.WriteNull("high");
        json.WriteStartArray("people");
        foreach (var person in busFactor.People)
        {
            json.WriteStartObject();
            json.WriteString("id", people.GetValueOrDefault(person.Contributor));
            Person("name", person.Contributor);
            json.WriteBoolean("left", person.Contributor >= 0 && risk.HasLeft[person.Contributor]);
            json.WriteNumber("held", person.Held);
            json.Figure("share", person.Share);
            json.Strings("modules", person.Modules.Select(module => history.Modules[module].Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
