using System.Globalization;
using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>The configuration that holds, each value with where it comes from; as text and as JSON.</summary>
public static class ConfigReport
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    public static void WriteText(ShownConfig config, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        string commit = config.Commit.ToString()[..10];
        page.Paragraph(config.FileOrigin switch
        {
            ConfigOrigin.Commit => $"Configuration of {commit}, from its {config.File}:",
            ConfigOrigin.File => $"Configuration of {commit}, from {TerminalText.Clean(config.File!)} in place of its own:",
            _ => $"Configuration of {commit}, which has no {config.File ?? "file of its own"}:",
        });
        page.Line();
        page.Line(page.Paint($"{"from",-8} value", Tone.Heading));
        Value(config.OriginOf(config.Modules.Modules), "modules", "divided automatically", config.Modules.Modules.Select(module => $"{module.Name} ({string.Join(", ", module.Paths)})"));
        Value(config.OriginOf(config.People.People), "people", "joined by .mailmap and equal e-mails alone", config.People.People.Select(person =>
            person.Name + (person.Handle is { } handle ? $" @{handle.TrimStart('@')}" : "")
            + (options.Emails ? $" ({string.Join(", ", person.Emails)})" : $" ({Count(person.Emails.Count, "e-mail", "e-mails")})")));
        Value(config.OriginOf(config.People.Bots), "bots", "the built-in ones alone", config.People.Bots);
        Value(config.OriginOf(config.People.Agents), "agents", "the built-in ones alone", config.People.Agents);
        Value(config.OriginOf(config.People.NotBots), "notBots", "none", config.People.NotBots);
        Value(config.LeftAfter.Origin, "leftAfter", "", [Count(config.LeftAfter.Months, "month", "months")]);
        page.Line();
        page.Line(page.Paint($"{"from",-8} rule; of several about one part by one measure the first decides", Tone.Heading));
        foreach (var rule in config.Rules)
            page.Paragraph(Text(rule), Lead(rule.Origin));
        page.Line();
        page.Paragraph("A change is judged by the configuration of what it is compared with; --rev shows that one.", tone: Tone.Faint);

        void Value(ConfigOrigin origin, string name, string empty, IEnumerable<string> values)
        {
            string text = string.Join("; ", values);
            page.Paragraph(text.Length == 0 ? empty : TerminalText.Clean(options.Sentence(text)), $"{Lead(origin)}{name,-10} ");
        }
    }

    public static void WriteJson(ShownConfig config, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("commit", config.Commit.ToString());
            json.WriteString("file", config.FileOrigin == ConfigOrigin.Default ? null : config.File);
            WriteList("modules", config.Modules.Modules, module =>
            {
                json.WriteStartObject();
                json.WriteString("name", module.Name);
                json.Strings("paths", module.Paths);
                json.WriteEndObject();
            });
            WriteList("people", config.People.People, person =>
            {
                json.WriteStartObject();
                json.WriteString("name", options.Sentence(person.Name));
                json.WriteString("handle", person.Handle);
                if (options.Emails)
                    json.Strings("emails", person.Emails);
                json.WriteEndObject();
            });
            WriteList("bots", config.People.Bots, Text);
            WriteList("agents", config.People.Agents, Text);
            WriteList("notBots", config.People.NotBots, Text);
            json.WriteStartObject("leftAfter");
            json.Label<ConfigOrigin>("from", config.LeftAfter.Origin);
            json.WriteNumber("months", config.LeftAfter.Months);
            json.WriteEndObject();
            json.WriteStartArray("rules");
            foreach (var rule in config.Rules)
                Write(json, rule);
            json.WriteEndArray();
            json.WriteEndObject();

            void Text(string value) => json.WriteStringValue(options.Sentence(value));

            void WriteList<T>(string name, IReadOnlyList<T> values, Action<T> write)
            {
                json.WriteStartObject(name);
                json.Label<ConfigOrigin>("from", config.OriginOf(values));
                json.WriteStartArray("values");
                foreach (var value in values)
                    write(value);
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ShownRule shown)
    {
        json.WriteStartObject();
        json.Label<ConfigOrigin>("from", shown.Origin);
        json.WriteString("measure", GateMeasures.NameOf(shown.Rule.Measure));
        json.WriteString("scope", ScopeOf(shown.Rule).ToString());
        json.Figure("warn", shown.Rule.Warn);
        json.Figure("fail", shown.Rule.Fail);
        json.WriteBoolean("failsChangesOnly", shown.FailsChangesOnly);
        json.WriteNumber("minLines", shown.Rule.LeastLines);
        json.Figure("tolerance", shown.Rule.Tolerance);
        json.WriteEndObject();
    }

    /// <summary>E.g. "top-owner-share of modules: warns above 0.8, fails above 0.9, from 200 lines on, tolerance 0.01".</summary>
    private static string Text(ShownRule shown)
    {
        var rule = shown.Rule;
        string beyond = GateMeasures.LessIsWorse(rule.Measure) ? "below" : "above";
        string[] parts =
        [
            .. rule.Warn is { } warn ? [$"warns {beyond} {Figure(warn)}"] : (string[])[],
            .. rule.Fail is { } fail ? [$"fails {beyond} {Figure(fail)}{(shown.FailsChangesOnly ? " (changes only)" : "")}"] : (string[])[],
            .. GateMeasures.NeedsLinesOnly(rule.Measure) ? [$"from {Count(rule.LeastLines, "line", "lines")} on"] : (string[])[],
            $"tolerance {Figure(rule.Tolerance)}",
        ];
        return $"{GateMeasures.NameOf(rule.Measure)} of {TerminalText.Clean(ScopeOf(rule).ToString())}: {string.Join(", ", parts)}";
    }

    private static GateScope ScopeOf(GateRule rule) => GateMeasures.IsOfRepository(rule.Measure) ? GateScope.Repository : rule.Scope;

    private static string Lead(ConfigOrigin origin) => $"{origin.ToString().ToLowerInvariant(),-8} ";

    private static string Count(int count, string one, string many) => $"{RiskText.Count(count)} {(count == 1 ? one : many)}";

    private static string Figure(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
