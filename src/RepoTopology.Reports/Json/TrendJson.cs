using System.Text.Json;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>
/// The trend as JSON; <c>Schemas/trend.schema.json</c> says what every property means. The same commit, options and version give the same bytes. It
/// holds no names: of people it counts only.
/// </summary>
public sealed class TrendJson
{
    /// <summary>Raised in its first part when a property changes its meaning or goes, in its second when one is added.</summary>
    public const string SchemaVersion = "1.0";

    private readonly TrendAnalysis _trend;
    private readonly ReportOptions _options;
    private readonly Utf8JsonWriter _json;

    private TrendJson(TrendAnalysis trend, ReportOptions options, Utf8JsonWriter json)
    {
        _trend = trend;
        _options = options;
        _json = json;
    }

    public static void Write(TrendAnalysis trend, ReportOptions options, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            new TrendJson(trend, options, json).WriteAll();
        output.WriteByte((byte)'\n');
    }

    private void WriteAll()
    {
        _json.WriteStartObject();
        _json.WriteString("schemaVersion", SchemaVersion);
        _json.WriteStartObject("tool");
        _json.WriteString("name", "repotopology");
        _json.WriteString("version", ReportOptions.ToolVersion);
        _json.WriteEndObject();
        WriteOptions();
        _json.WriteStartObject("repository");
        _json.WriteString("path", RepositoryName.Of(_trend.History));
        _json.WriteString("head", _trend.History.Head.ToString());
        _json.WriteNumber("commits", _trend.History.Commits.Length);
        _json.WriteBoolean("complete", _trend.History.Completeness.IsComplete);
        _json.WriteEndObject();
        WriteTransitions();
        WriteBreaks();
        WriteWindows();
        NewcomersJson.Write(_json, _trend.Newcomers);
        _json.Strings("limits", _trend.Limits.Select(_options.Sentence));
        _json.WriteEndObject();
    }

    private void WriteOptions()
    {
        _json.WriteStartObject("options");
        _json.WriteString("revision", _trend.History.Revision);
        _json.WriteString("scope", _trend.History.Scope);
        _json.Strings("exclude", _options.Asked.Exclude);
        _json.WriteNumber("windowMonths", _trend.Options.WindowMonths);
        if (_trend.Options.Since is { } since)
            _json.Time("since", since);
        else
            _json.WriteNull("since");
        _json.WriteEndObject();
    }

    private void WriteTransitions()
    {
        _json.WriteStartArray("transitions");
        foreach (var transition in _trend.Transitions)
        {
            _json.WriteStartObject();
            _json.Time("date", transition.Date);
            _json.Time("from", transition.From);
            _json.Time("to", transition.To);
            _json.Label<TransitionDirection>("direction", transition.Direction);
            WriteSide("before", transition.Before, transition.LabelBefore);
            WriteSide("after", transition.After, transition.LabelAfter);
            _json.Time("afterEnd", transition.AfterEnd);
            _json.WriteStartArray("indicators");
            foreach (var moved in transition.Moved)
            {
                _json.WriteStartObject();
                _json.WriteString("name", moved.Name);
                _json.WriteString("title", moved.Title);
                _json.Label<IndicatorKind>("kind", moved.Kind);
                _json.Figure("before", moved.Before);
                _json.Figure("after", moved.After);
                _json.Figure("scoreChange", moved.ScoreChange);
                _json.WriteEndObject();
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteSide(string name, double index, VerdictLabel label)
    {
        _json.WriteStartObject(name);
        _json.Figure("index", index);
        _json.Label<VerdictLabel>("label", label);
        _json.WriteEndObject();
    }

    private void WriteBreaks()
    {
        _json.WriteStartArray("breaks");
        foreach (var found in _trend.Breaks)
        {
            _json.WriteStartObject();
            _json.Time("date", found.Date);
            _json.Label<RecordBreakKind>("kind", found.Kind);
            _json.WriteString("sentence", _options.Sentence(found.Sentence));
            _json.Figure("indexBefore", found.IndexBefore);
            _json.Figure("indexAfter", found.IndexAfter);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteWindows()
    {
        _json.WriteStartArray("windows");
        foreach (var window in _trend.Windows)
        {
            _json.WriteStartObject();
            _json.Time("from", window.Window.From);
            _json.Time("to", window.Window.To);
            _json.WriteNumber("months", window.Window.Months);
            _json.WriteNumber("commits", window.Window.Commits);
            _json.WriteNumber("authors", window.Window.Authors);
            _json.Label<VerdictLabel>("label", window.Label);
            _json.Figure("index", window.Index);
            _json.Interval("interval", window.Interval);
            _json.WriteStartArray("dimensions");
            foreach (var dimension in window.Dimensions)
                WriteDimension(dimension);
            _json.WriteEndArray();
            LayersJson.WriteSummaries(_json, window.Layers);
            LayersJson.WriteDrift(_json, window.Drift);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteDimension(Dimension dimension)
    {
        _json.WriteStartObject();
        _json.Label<DimensionName>("name", dimension.Name);
        _json.Figure("index", dimension.Index);
        _json.Interval("interval", dimension.Interval);
        _json.WriteStartArray("indicators");
        foreach (var indicator in dimension.Indicators)
        {
            _json.WriteStartObject();
            _json.WriteString("name", indicator.Name);
            _json.Figure("value", indicator.Value);
            _json.Figure("score", indicator.Score);
            _json.Figure("coverage", indicator.Coverage);
            _json.Interval("interval", indicator.Interval);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }
}
