using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// Whose lines stand where, as the report's page draws it; <c>Schemas/holdings.schema.json</c> says what every property means. People are
/// numbers: places in <c>people</c>. Many small numbers, so it is written without white space.
/// </summary>
public static class HoldingsJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "2.0";

    private const int MostFiles = 3000, MostHoldersOfFile = 4;

    public static void Write(RepositoryAnalysis analysis, CodeMap map, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
            new Writer(analysis, map, options, json).WriteAll();
        output.WriteByte((byte)'\n');
    }

    private sealed class Writer(RepositoryAnalysis analysis, CodeMap map, ReportOptions options, Utf8JsonWriter json)
    {
        private readonly RepositoryHistory _history = analysis.History;
        private readonly Dictionary<int, int> _people = [];

        public void WriteAll()
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", _history.Head.ToString());
            json.Time("leftSince", analysis.Risk.LeftSince);
            WritePeople();
            WriteModules();
            WriteFiles();
            WriteOverTime();
            json.WriteEndObject();
        }

        private void WritePeople()
        {
            var ids = analysis.Contributors.Select((standing, i) => (standing.Contributor, Id: $"p{i + 1}")).ToDictionary(person => person.Contributor, person => person.Id);
            var all = analysis.Risk.Modules.SelectMany(module => module.Holdings.Held).GroupBy(held => held.Contributor)
                .Select(person => new PersonLines(person.Key, person.Sum(held => held.Lines)))
                .OrderByDescending(person => person.Lines).ThenBy(person => person.Contributor).ToList();
            // Those who once held much, and hold nothing now.
            all.AddRange(map.Owners.Select(owner => owner.Key).Except(all.Select(person => person.Contributor)).Select(owner => new PersonLines(owner, 0)));
            var names = new PersonNames(_history);
            json.WriteStartArray("people");
            foreach (var person in all)
            {
                _people[person.Contributor] = _people.Count;
                json.WriteStartObject();
                json.WriteString("id", ids.GetValueOrDefault(person.Contributor));
                json.WriteString("name", ContributorName.Of(_history.Contributors[person.Contributor], options.Emails));
                json.WriteString("pseudonym", names.Pseudonym(person.Contributor, options.Emails));
                json.WriteBoolean("left", analysis.Risk.HasLeft[person.Contributor]);
                json.WriteNumber("lines", person.Lines);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void WriteModules()
        {
            json.WriteStartArray("modules");
            foreach (var (holdings, _, _) in analysis.Risk.Modules)
            {
                json.WriteStartObject();
                json.WriteString("name", _history.Modules[holdings.Module].Name);
                json.WriteString("directory", _history.Modules[holdings.Module].Directory);
                json.WriteNumber("lines", holdings.Lines);
                json.WriteNumber("unknown", holdings.Unknown);
                json.Figure("medianAgeDays", Days(map.Ages.GetValueOrDefault(holdings.Module)));
                WriteHeld(holdings.Held);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private void WriteFiles()
        {
            var places = analysis.Risk.Modules.Select((module, i) => (module.Module, Place: i)).ToDictionary(module => module.Module, module => module.Place);
            json.WriteStartArray("files");
            foreach (var file in map.Files.Take(MostFiles))
            {
                json.WriteStartObject();
                json.WriteString("path", _history.Paths[file.Path].Text);
                json.WriteNumber("module", places.GetValueOrDefault(_history.Paths[file.Path].Module, -1));
                json.WriteNumber("lines", file.Holding.Lines);
                json.WriteNumber("unknown", file.Holding.Unknown);
                json.Figure("medianAgeDays", Days(file.MedianAge));
                json.Figure("orphanedShare", file.Holding.Orphaned);
                WriteHeld(file.Holding.Held.Take(MostHoldersOfFile));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("filesLeftOut", Math.Max(0, map.Files.Length - MostFiles));
        }

        private void WriteOverTime()
        {
            json.WriteStartObject("overTime");
            json.Strings("dates", map.Dates.Select(JsonFields.TimeText));
            json.WriteStartArray("owners");
            foreach (var owner in map.Owners)
            {
                json.WriteStartObject();
                json.WriteNumber("person", _people[owner.Key]);
                Numbers("lines", owner.Lines);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Numbers("others", map.Others);
            Numbers("machines", map.Machines);
            Numbers("unknown", map.Unknown);
            json.WriteStartArray("cohorts");
            foreach (var cohort in map.Cohorts)
            {
                json.WriteStartObject();
                json.WriteNumber("year", cohort.Key);
                Numbers("lines", cohort.Lines);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        private void WriteHeld(IEnumerable<PersonLines> held)
        {
            json.WriteStartArray("held");
            foreach (var (contributor, lines) in held)
                if (_people.TryGetValue(contributor, out int person))
                    Numbers(null, [person, lines]);
            json.WriteEndArray();
        }

        private void Numbers(string? name, IEnumerable<long> numbers)
        {
            if (name is null)
                json.WriteStartArray();
            else
                json.WriteStartArray(name);
            foreach (long number in numbers)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        private static double? Days(double? age) => age is { } days ? Math.Round(days) : null;
    }
}
