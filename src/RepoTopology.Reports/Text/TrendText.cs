using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>The trend for people: one curve over the whole history, the shifts and breaks in it, a table by year, layers and newcomers.</summary>
public sealed class TrendText
{
    private const int MostIndicators = 3;
    private const int WideEnough = 100;

    // Date, commits, people and index before the axis, the label after it.
    private const int Columns = 45;

    private static readonly int[] DimensionColumns = [10, 10, 9, 10];

    private readonly TrendAnalysis _trend;
    private readonly ReportOptions _options;
    private readonly TextPage _page;
    private readonly TextStyle _style;

    private TrendText(TrendAnalysis trend, ReportOptions options, TextStyle style, TextWriter writer)
    {
        _trend = trend;
        _options = options;
        _style = style;
        _page = new TextPage(writer, style);
    }

    public static void Write(TrendAnalysis trend, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var report = new TrendText(trend, options, style, writer);
        report.WriteHeader();
        report.WriteShifts();
        report.WriteTable();
        new LayersText(report._page).Write(trend.Windows);
        new NewcomersText(report._page).Write(trend.Newcomers);
        report.WriteLimits();
    }

    private void WriteHeader()
    {
        string name = TerminalText.Clean(RepositoryName.Of(_trend.History));
        string separator = _style.Unicode ? " · " : ", ";
        string facts = string.Join(separator, _trend.History.Head.ToString()[..10], $"windows of {_trend.Options.WindowMonths} months, one at each quarter's end");
        if (TerminalText.Width(name) + separator.Length + facts.Length <= _page.Width)
        {
            _page.Line(_page.Paint(name, Tone.Strong) + _page.Paint(separator + facts, Tone.Faint));
            return;
        }

        _page.Line(_page.Paint(_page.Cut(name, _page.Width), Tone.Strong));
        _page.Paragraph(facts, tone: Tone.Faint);
    }

    private void WriteShifts()
    {
        _page.Line();
        foreach (string shift in _trend.Transitions.IsEmpty ? Shifts(_trend) : [])
            _page.Paragraph(shift, tone: Tone.Strong);
        foreach (var transition in _trend.Transitions)
        {
            _page.Paragraph(Sentence(transition), tone: Tone.Strong);
            foreach (var moved in transition.Moved.DistinctBy(moved => moved.Kind).Take(MostIndicators))
                _page.Paragraph($"{_options.Sentence(moved.Title)}: from {Value(moved.Before)} to {Value(moved.After)}", $"  {_page.Bullet} ");
        }

        foreach (var found in _trend.Breaks)
            _page.Paragraph(
                _options.Sentence(found.Sentence) + (found.IndexBefore is { } before && found.IndexAfter is { } after
                    ? $" The index moves from {Figure(before)} to {Figure(after)} across it; that is no shift of the people's."
                    : ""),
                $"  {_page.Glyph('↔', '~')} ", Tone.Faint);
    }

    /// <summary>A line a year, the newest window's last: the index with its interval on an axis, the dimensions where there is room.</summary>
    private void WriteTable()
    {
        bool wide = _page.Width >= WideEnough;
        string dimensions = wide ? "  autonomy diversity openness interact." : "";
        int axis = _page.Width - Columns - dimensions.Length;
        _page.Line();
        _page.Line(_page.Paint($"{"Window to",-10} {"commits",8} {"people",7}  index  {_page.Fit("group" + new string(' ', Math.Max(1, axis - 12)) + "network", axis)}{dimensions}", Tone.Heading));
        foreach (var window in Yearly(_trend))
        {
            string counts = $"{window.Window.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),-10} {window.Window.Commits,8:N0} {window.Window.Authors,7:N0}";
            if (window.Index is not { } index)
            {
                _page.Line($"{counts}  {_page.Glyph('–', '-')}      too few commits");
                continue;
            }

            string years = wide ? string.Concat(window.Dimensions.Select((dimension, i) => (dimension.Index is { } value ? Figure(value) : _page.Glyph('–', '-').ToString()).PadLeft(DimensionColumns[i]))) : "";
            _page.Line($"{counts}  {Figure(index),5}  {Axis(index, window.Interval, axis)}{years}  {Short(window.Label)}");
        }
    }

    /// <summary>The windows that end with a year, and the newest.</summary>
    internal static IEnumerable<TrendWindow> Yearly(TrendAnalysis trend)
    {
        int last = trend.Windows.Length - 1;
        return trend.Windows.Where((window, i) => i == last || window.Window.To.UtcDateTime.Month == 12);
    }

    /// <summary>A sentence for each lasting shift, or one that says that there is none.</summary>
    internal static IEnumerable<string> Shifts(TrendAnalysis trend) => trend switch
    {
        { Transitions.IsEmpty: false } => trend.Transitions.Select(Sentence),
        _ when trend.Windows.All(window => window.Index is null) => ["No window has enough commits for a verdict."],
        _ => ["No lasting shift between group and network is seen."],
    };

    private static string Sentence(Transition transition) =>
        $"Around {Quarter(transition.Date)} it shifted towards {(transition.Direction == TransitionDirection.TowardsGroup ? "a group" : "a network")}: "
        + $"from {Word(transition.LabelBefore)} ({Figure(transition.Before)}) to {Word(transition.LabelAfter)} ({Figure(transition.After)} by {Quarter(transition.AfterEnd)}).";

    private string Axis(double index, Interval? interval, int width)
    {
        var axis = new char[width];
        Array.Fill(axis, _page.Glyph('·', '.'));
        int At(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * (width - 1));
        if (interval is { } span)
            Array.Fill(axis, _page.Glyph('━', '='), At(span.Low), At(span.High) - At(span.Low) + 1);
        axis[At(index)] = _page.Glyph('●', 'O');
        return _page.Paint(new string(axis), Tone.Heading);
    }

    private void WriteLimits()
    {
        if (_trend.Limits.IsEmpty)
            return;
        _page.Line();
        _page.Line(_page.Paint("What the data could not show", Tone.Heading));
        foreach (string limit in _trend.Limits)
            _page.Paragraph(TerminalText.Clean(_options.Sentence(limit)), $"  {_page.Bullet} ");
    }

    internal static string Quarter(DateTimeOffset end) => $"{end.UtcDateTime.Year}-Q{(end.UtcDateTime.Month + 2) / 3}";

    private static string Word(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "group-like",
        VerdictLabel.NetworkLike => "network-like",
        VerdictLabel.Mixed => "mixed",
        _ => "unknown",
    };

    private static string Short(VerdictLabel label) => label switch
    {
        VerdictLabel.GroupLike => "group",
        VerdictLabel.NetworkLike => "network",
        _ => "mixed",
    };

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Value(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);
}
