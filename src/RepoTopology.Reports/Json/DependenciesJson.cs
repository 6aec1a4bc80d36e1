using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The <c>structure</c> of <see cref="AnalysisJson"/>: what the code says together with its history. Modules stand there by name.</summary>
/// <param name="history">Names people and modules.</param>
/// <param name="options">What may be shown.</param>
/// <param name="json">Stands inside an object.</param>
internal sealed class DependenciesJson(RepositoryHistory history, ReportOptions options, Utf8JsonWriter json)
{
    public void Write(DependencyFindings? found)
    {
        if (found is null)
        {
            json.WriteNull("structure");
            return;
        }

        json.WriteStartObject("structure");
        Array("dependencies", found.Dependencies.Edges, edge =>
        {
            Module("from", edge.From);
            Module("to", edge.To);
            json.WriteNumber("references", edge.References);
        });
        json.Strings("tests", found.Dependencies.Tests.Order().Select(NameOf));
        json.WriteStartArray("cycles");
        foreach (var circle in found.Cycles)
        {
            json.WriteStartArray();
            foreach (int module in circle)
                json.WriteStringValue(NameOf(module));
            json.WriteEndArray();
        }

        json.WriteEndArray();
        Array("blastRadii", found.BlastRadii, blast =>
        {
            Module("module", blast.Module);
            json.WriteNumber("dependants", blast.Dependants);
            json.Figure("reach", blast.Reach);
            Person("topContributor", blast.TopContributor);
            json.Figure("topShare", blast.TopShare);
            json.Figure("score", blast.Score);
        });
        Array("undercoordinated", found.Undercoordinated, pair =>
        {
            Module("from", pair.From);
            Module("to", pair.To);
            json.WriteNumber("together", pair.Together);
            json.Figure("lift", pair.Lift);
            json.Strings("fromKnowers", pair.FromKnowers.Select(PersonOf));
            json.Strings("toKnowers", pair.ToKnowers.Select(PersonOf));
        });
        Array("hiddenCoupling", found.Gaps.Hidden, pair =>
        {
            Module("a", pair.A);
            Module("b", pair.B);
            json.WriteNumber("together", pair.Together);
            json.Figure("lift", pair.Lift);
            json.Figure("qValue", pair.QValue);
        });
        Array("unusedCoupling", found.Gaps.Unused, edge =>
        {
            Module("from", edge.From);
            Module("to", edge.To);
        });
        json.WriteStartObject("congruence");
        json.WriteNumber("required", found.Congruence.Required);
        json.WriteNumber("seen", found.Congruence.Seen);
        json.Figure("share", found.Congruence.Share);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Module(string name, int module) => json.WriteString(name, NameOf(module));

    private void Person(string name, int person) => json.WriteString(name, person < 0 ? null : PersonOf(person));

    private string NameOf(int module) => history.Modules[module].Name;

    private string PersonOf(int person) => ContributorName.Of(history.Contributors[person], options.Emails);
}
