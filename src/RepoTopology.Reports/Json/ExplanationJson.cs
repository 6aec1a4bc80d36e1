using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>An explanation with all of its rows and commits; <c>Schemas/explanation.schema.json</c> says what every property means.</summary>
public sealed class ExplanationJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    private readonly RepositoryHistory _history;
    private readonly EvidenceText _words;
    private readonly ReportOptions _options;
    private readonly Utf8JsonWriter _json;

    private ExplanationJson(RepositoryHistory history, ReportOptions options, Utf8JsonWriter json)
    {
        _history = history;
        _options = options;
        _words = new EvidenceText(history, options);
        _json = json;
    }

    /// <inheritdoc cref="ExplanationText.Write"/>
    public static void Write(RepositoryHistory history, Explanation explanation, Retrace retrace, ReportOptions options, Stream output) =>
        Write(history, options, output, json => json.WriteExplanation(explanation, retrace));

    /// <summary>The ids of everything that can be explained.</summary>
    public static void WriteList(RepositoryHistory history, ExplanationIds ids, ReportOptions options, Stream output) =>
        Write(history, options, output, json => json.WriteIds(ids));

    private static void Write(RepositoryHistory history, ReportOptions options, Stream output, Action<ExplanationJson> write)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", SchemaVersion);
            json.WriteString("head", history.Head.ToString());
            write(new ExplanationJson(history, options, json));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private void WriteIds(ExplanationIds ids)
    {
        _json.WriteStartArray("ids");
        foreach (var id in ids.All)
        {
            _json.WriteStartObject();
            _json.WriteString("id", Name(id.Name));
            _json.WriteString("title", Name(id.Title));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteExplanation(Explanation explanation, Retrace retrace)
    {
        _json.WriteString("id", Name(explanation.Id));
        _json.WriteString("title", Name(explanation.Title));
        _json.WriteString("sentence", _words.Sentence(explanation.Sentence));
        WriteFigure(explanation.Figure);
        _json.WriteString("formula", explanation.Formula);
        _json.WriteString("calculation", explanation.Calculation);
        _json.WriteString("source", explanation.Source);
        _json.WriteStartArray("tables");
        foreach (var table in explanation.Tables)
            WriteTable(table);
        _json.WriteEndArray();
        WriteCommits(explanation.Commits);
        WriteIdentities(explanation.People);
        WriteLeftOut(explanation.LeftOut);
        WriteRetrace(explanation, retrace);
    }

    private void WriteFigure(ExplainedFigure? figure)
    {
        if (figure is null)
        {
            _json.WriteNull("figure");
            return;
        }

        _json.WriteStartObject("figure");
        _json.Figure("value", figure.Value);
        _json.WriteString("text", figure.Text);
        _json.Interval("interval", figure.Interval);
        _json.Figure("coverage", figure.Coverage);
        _json.Figure("chance", figure.Chance);
        _json.Figure("score", figure.Score);
        _json.Figure("weight", figure.Weight);
        _json.Label("dimension", figure.Dimension);
        _json.WriteStartArray("anchors");
        foreach (var anchor in figure.Anchors)
        {
            _json.WriteStartObject();
            _json.Figure("value", anchor.Value);
            _json.Figure("score", anchor.Score);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("anchorSource", figure.AnchorSource);
        _json.WriteEndObject();
    }

    private void WriteTable(EvidenceTable table)
    {
        _json.WriteStartObject();
        _json.WriteString("title", table.Title);
        _json.Strings("columns", table.Columns);
        _json.WriteStartArray("rows");
        foreach (var row in table.Rows)
        {
            _json.WriteStartObject();
            _json.WriteStartArray("values");
            foreach (var cell in row.Cells)
                WriteCell(cell);
            _json.WriteEndArray();
            WriteIds("commits", row.Commits);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteCell(Cell cell)
    {
        switch (cell)
        {
            case CountCell count:
                _json.WriteNumberValue(count.Value);
                break;
            case ShareCell share:
                _json.WriteNumberValue(JsonFields.Round(share.Value));
                break;
            case FigureCell { Value: { } value } when double.IsFinite(value):
                _json.WriteNumberValue(JsonFields.Round(value));
                break;
            case FigureCell:
                _json.WriteNullValue();
                break;
            case DateCell date:
                _json.WriteStringValue(JsonFields.TimeText(date.Value));
                break;
            case ModuleCell module:
                _json.WriteStringValue(_history.Modules[module.Index].Name);
                break;
            default:
                _json.WriteStringValue(_words.Of(cell));
                break;
        }
    }

    private void WriteCommits(WeighedCommits commits)
    {
        _json.WriteStartObject("commits");
        _json.WriteString("title", commits.Title);
        _json.WriteString("unit", commits.Unit);
        _json.WriteStartArray("items");
        foreach (var item in commits.Items)
        {
            _json.WriteStartObject();
            _json.WriteString("id", _words.Id(item.Commit).ToString());
            _json.WriteString("date", _words.TimeOf(item.Commit) is { } time ? JsonFields.TimeText(time) : null);
            _json.WriteString("author", _words.Author(item.Commit));
            _json.WriteNumber("weight", item.Weight);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void WriteIdentities(IEnumerable<int> people)
    {
        _json.WriteStartArray("identities");
        foreach (int person in people.Where(person => _words.Contributor(person).Identities.Length > 1))
        {
            _json.WriteStartObject();
            _json.WriteString("person", _words.Person(person));
            _json.WriteStartArray("joined");
            foreach (var identity in _words.Contributor(person).Identities)
            {
                _json.WriteStartObject();
                _json.WriteString("name", Name(identity.Name));
                if (_options.Emails)
                    _json.WriteString("email", identity.Email);
                _json.WriteString("by", EvidenceText.JoinText(identity.Join));
                _json.WriteNumber("commits", identity.Commits);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteLeftOut(IEnumerable<LeftOut> parts)
    {
        _json.WriteStartArray("leftOut");
        foreach (var left in parts)
        {
            _json.WriteStartObject();
            _json.WriteNumber("count", left.Count);
            _json.WriteString("what", left.What);
            WriteIds("commits", left.Commits);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteRetrace(Explanation explanation, Retrace retrace)
    {
        _json.WriteStartObject("again");
        _json.WriteString("command", retrace.Command);
        _json.WriteString("git", retrace.GitCommand(explanation));
        if (explanation.Git is { } git)
            _json.WriteNumber("gitLines", git.Lines);
        else
            _json.WriteNull("gitLines");
        _json.WriteString("gitShows", explanation.Git?.Shows);
        _json.WriteEndObject();
    }

    // Many to a row: one line for all of them.
    private void WriteIds(string name, IEnumerable<int> commits)
    {
        _json.WritePropertyName(name);
        _json.WriteRawValue($"[{string.Join(", ", commits.Select(commit => $"\"{_words.Id(commit)}\""))}]", skipInputValidation: true);
    }

    private string Name(string text) => _options.Emails ? text : EmailText.HideInName(text);
}
