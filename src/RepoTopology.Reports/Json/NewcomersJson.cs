using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>How people who came fared, by the year of their first commit.</summary>
internal static class NewcomersJson
{
    public static void Write(Utf8JsonWriter json, NewcomersPath newcomers)
    {
        json.WriteStartArray("newcomers");
        foreach (var cohort in newcomers.Cohorts)
        {
            json.WriteStartObject();
            json.WriteNumber("year", cohort.Year);
            json.WriteNumber("people", cohort.People);
            json.WriteNumber("returned", cohort.Returned);
            json.WriteNumber("regulars", cohort.Regulars);
            json.Figure("medianMonths", cohort.MedianMonths);
            json.WriteBoolean("complete", cohort.IsComplete);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
