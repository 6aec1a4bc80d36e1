using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>The part of the analysis' JSON that says what was asked for, and how to get the same again.</summary>
internal static class AskedJson
{
    public static void Write(Utf8JsonWriter json, RepositoryAnalysis analysis, ReportOptions options)
    {
        var asked = options.Asked;
        json.WriteStartObject("options");
        json.WriteString("revision", analysis.History.Revision);
        json.WriteString("scope", analysis.History.Scope);
        json.Strings("exclude", asked.Exclude);
        json.WriteNumber("windowMonths", analysis.Window.RequestedMonths);
        json.WriteBoolean("emails", options.Emails);
        json.WriteBoolean("anonymous", asked.Anonymous);
        json.WriteString("asOf", asked.Analysis.AsOf is { } end ? JsonFields.TimeText(end) : null);
        json.WriteNumber("leftAfterMonths", asked.Analysis.LeftAfterMonths);
        json.WriteString("busFactor", asked.BusFactor.ToString().ToLowerInvariant());
        json.WriteString("depth", asked.Depth.ToString().ToLowerInvariant());
        json.Figure("budgetSeconds", asked.BudgetSeconds);
        json.WriteString("loader", asked.Loader.ToString().ToLowerInvariant());
        json.WriteNumber("memoryMebibytes", asked.MemoryMebibytes);
        WriteConfiguration(json, asked.Configuration);
        json.WriteStartObject("again");
        json.Strings("words", asked.Words());
        json.Strings("notes", asked.Notes(analysis.History).Select(options.Sentence));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter json, AskedConfiguration? configuration)
    {
        if (configuration is null)
        {
            json.WriteNull("configuration");
            return;
        }

        json.WriteStartObject("configuration");
        json.WriteString("name", configuration.Name);
        json.WriteString("sha256", configuration.Sha256);
        json.WriteEndObject();
    }
}
