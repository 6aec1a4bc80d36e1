using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>The analysis on one screen, for people: the verdict, what decided it, the people, the modules at risk, the limits.</summary>
public sealed class AnalysisText
{
    private const int MostModules = 5;
    private const int MostLimits = 4;
    private const int MostDates = 3;
    private const int QuartersBetween = 8;

    private readonly RepositoryAnalysis _analysis;
    private readonly ReportOptions _options;
    private readonly TextPage _page;
    private readonly TextStyle _style;

    private AnalysisText(RepositoryAnalysis analysis, ReportOptions options, TextStyle style, TextWriter writer)
    {
        _analysis = analysis;
        _options = options;
        _style = style;
        _page = new TextPage(writer, style);
    }

    public static void Write(RepositoryAnalysis analysis, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var report = new AnalysisText(analysis, options, style, writer);
        report.WriteHeader();
        report.WriteVerdict();
        report.WriteDimensions();
        report.WriteLayers();
        report.WriteModules();
        report.WriteLines();
        var risk = new RiskText(analysis.History, options, report._page);
        risk.Write(analysis.Risk);
        new DependenciesText(analysis, risk, report._page).Write();
        report.WriteLimits();
    }

    private void WriteHeader()
    {
        var window = _analysis.Window;
        string name = TerminalText.Clean(RepositoryName.Of(_analysis.History));
        if (_analysis.History.Scope.Length > 0)
            name += "/" + TerminalText.Clean(_analysis.History.Scope);
        string separator = _style.Unicode ? " · " : ", ";
        string facts = string.Join(separator,
            _analysis.History.Head.ToString()[..10],
            $"{Months(window)} to {window.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            $"{Count(window.Commits, "commit")} by {Count(window.Authors, "person", "people")}");
        if (TerminalText.Width(name) + separator.Length + facts.Length <= _page.Width)
        {
            _page.Line(_page.Paint(name, Tone.Strong) + _page.Paint(separator + facts, Tone.Faint));
        }
        else
        {
            _page.Line(_page.Paint(_page.Cut(name, _page.Width), Tone.Strong));
            _page.Paragraph(facts, tone: Tone.Faint);
        }
    }

    private void WriteVerdict()
    {
        var verdict = _analysis.Verdict;
        _page.Line();
        _page.Paragraph(Sentence(verdict.Sentence), tone: Tone.Strong);
        if (verdict.Index is { } index)
            WriteAxis(index, verdict.Interval);
        foreach (string fact in verdict.Evidence)
            _page.Paragraph(Sentence(fact), $"  {_page.Bullet} ");
        foreach (string split in verdict.Split)
            _page.Paragraph(Sentence(split), $"  {_page.Glyph('◇', '*')} ");
        if (verdict.Flip is { } flip)
            _page.Paragraph(Sentence(flip), $"  {_page.Glyph('↔', '~')} ", Tone.Faint);
    }

    /// <summary><c>  group ├──────────────────────━━●━━━───────┤ network  0.63 (0.58 to 0.69)</c>.</summary>
    private void WriteAxis(double index, Interval? interval)
    {
        string figure = interval is { } i ? $"{Figure(index)} ({Figure(i.Low)} to {Figure(i.High)})" : Figure(index);
        const string Left = "  group ", Right = " network  ";
        var axis = new char[_page.Width - Left.Length - Right.Length - figure.Length];
        Array.Fill(axis, _page.Glyph('─', '-'));
        int At(double value) => (int)Math.Round(Math.Clamp(value, 0, 1) * (axis.Length - 3)) + 1;
        if (interval is { } span)
            Array.Fill(axis, _page.Glyph('━', '='), At(span.Low), Math.Max(0, At(span.High) - At(span.Low)) + 1);
        axis[0] = _page.Glyph('├', '|');
        axis[^1] = _page.Glyph('┤', '|');
        axis[At(index)] = _page.Glyph('●', 'O');
        _page.Line($"{Left}{_page.Paint(new string(axis), Tone.Heading)}{Right}{figure}");
    }

    /// <summary>A line a dimension, with a figure that the verdict's evidence has not told yet. Without a verdict there are no scores.</summary>
    private void WriteDimensions()
    {
        if (_analysis.Dimensions.All(dimension => dimension.Index is null))
            return;
        bool judged = _analysis.Verdict.Index is not null;
        _page.Line();
        if (!judged)
            _page.Line(_page.Paint("What can already be said", Tone.Heading));
        foreach (var dimension in _analysis.Dimensions)
        {
            string figure = dimension.Index is { } index ? Figure(index) : $"  {_page.Glyph('–', '-')} ";
            string lead = judged ? $"  {dimension.Name,-13} {figure} {Bar(dimension.Index)}  " : $"  {dimension.Name,-13}  ";
            _page.Paragraph(Telling(dimension) is { } telling ? Sentence(telling.Phrase) : "could not be measured", lead);
        }
    }

    /// <summary>The indicator that pulls hardest to the side on which the dimension came out, one that is news if there is any.</summary>
    private Indicator? Telling(Dimension dimension)
    {
        bool networkLike = dimension.Index >= 0.5;
        return dimension.Indicators
            .Where(indicator => indicator.Score is not null && indicator.Coverage > 0)
            .OrderByDescending(indicator => indicator.Score >= 0.5 == networkLike)
            .ThenBy(indicator => _analysis.Verdict.Evidence.Any(fact => Says(indicator, fact)))
            .ThenByDescending(indicator => indicator.Coverage * Math.Abs(indicator.Score!.Value - 0.5))
            .FirstOrDefault();
    }

    private static bool Says(Indicator indicator, string fact) =>
        string.Equals(indicator.Phrase, fact.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private void WriteLayers()
    {
        var layers = _analysis.Layers.Where(layer => layer.People > 0).ToList();
        if (layers.Count == 0)
            return;
        _page.Line();
        _page.Line(_page.Paint("People", Tone.Heading));
        foreach (var layer in layers)
        {
            string lead = $"  {layer.Layer,-11} {_page.Fit(Count(layer.People, "person", "people"), 13)} {Percent(layer.Share),5} of commits  ";
            int room = _page.Width - TerminalText.Width(lead);
            _page.Line(lead + NamesOf(layer, room));
        }
    }

    private string NamesOf(LayerSummary layer, int room)
    {
        var names = new List<string>();
        int used = 0;
        foreach (var standing in _analysis.Contributors.Where(standing => standing.Layer == layer.Layer))
        {
            string name = _page.Cut(NameOf(standing.Contributor), 26);
            string rest = layer.People > names.Count + 1 ? $", +{layer.People - names.Count - 1:N0}" : "";
            int needed = used + TerminalText.Width(name) + (names.Count > 0 ? 2 : 0);
            if (needed + rest.Length > room)
                break;
            names.Add(name);
            used = needed;
        }

        int others = layer.People - names.Count;
        return string.Join(", ", names) + (others > 0 && names.Count > 0 ? $", +{others.ToString("N0", CultureInfo.InvariantCulture)}" : "");
    }

    private void WriteModules()
    {
        var atRisk = _analysis.Modules.Where(IsAtRisk).Take(MostModules).ToList();
        if (atRisk.Count == 0)
            return;
        int nameWidth = _page.Width - 55;
        _page.Line();
        _page.Line(_page.Paint(
            $"{_page.Fit("Modules most at risk", nameWidth + 2)} {"commits",7} {"people",6}  {"most by one person",-25} {"bus factor",10}", Tone.Heading));
        foreach (var module in atRisk)
        {
            string name = TerminalText.Clean(_analysis.History.Modules[module.Module].Name);
            name = _page.CutStart(name == "." ? "(top directory)" : name, nameWidth);
            string top = $"{Percent(module.TopShare),5} {_page.Fit(NameOf(module.TopContributor), 19)}";
            _page.Line($"  {_page.Fit(name, nameWidth)} {module.Commits,7:N0} {module.Authors,6:N0}  {top} {module.BusFactor,10:N0}");
        }
    }

    // Enough commits to say something, and few people who know it.
    private static bool IsAtRisk(ModuleStanding module) => module.Commits >= 3 && module.BusFactor <= 2;

    private void WriteLines()
    {
        if (_analysis.Lines is not { Lines: > 0 } lines)
            return;
        _page.Line();
        _page.Line(_page.Paint("Living lines", Tone.Heading));
        string unknown = lines.Unknown > 0 ? $"; of {Percent((double)lines.Unknown / lines.Lines)} nobody can tell who wrote them" : "";
        _page.Paragraph(
            $"{lines.Lines.ToString("N0", CultureInfo.InvariantCulture)} lines stand, half of them written by {lines.HalfHeldBy:N0} of {Count(lines.People, "person", "people")}{unknown}",
            $"  {_page.Bullet} ");
        var before = lines.OverTime.SkipLast(1).Where((_, i) => (lines.OverTime.Length - 1 - i) % QuartersBetween == 0).TakeLast(MostDates).ToList();
        if (before.Count > 0)
            _page.Paragraph(
                "half of what stood was by " + string.Join(", ", before.Select(date => $"{date.HalfHeldBy:N0} of {date.People:N0} at the end of {Quarter(date.Date)}")),
                $"  {_page.Bullet} ");
        if (lines.Rewrites.OthersShare is { } others)
            _page.Paragraph(
                $"the window's commits replaced {lines.Rewrites.Replaced.ToString("N0", CultureInfo.InvariantCulture)} lines, {Share(others)} of them another person's",
                $"  {_page.Bullet} ");
    }

    private static string Quarter(DateTimeOffset end) => $"{end.Year}-Q{(end.Month + 2) / 3}";

    private static string Share(Interval share) =>
        share.High - share.Low < 0.005 ? Percent(share.Low) : $"{Percent(share.Low)} to {Percent(share.High)}";

    private void WriteLimits()
    {
        if (_analysis.Limits.IsEmpty)
            return;
        _page.Line();
        _page.Line(_page.Paint("What the data could not show", Tone.Heading));
        foreach (string limit in _analysis.Limits.Take(MostLimits))
            _page.Paragraph(Sentence(limit), $"  {_page.Bullet} ");
        int more = _analysis.Limits.Length - MostLimits;
        if (more > 0)
            _page.Line($"  {_page.Bullet} {more} more in --format json");
    }

    private string Bar(double? index)
    {
        const int Cells = 10;
        int filled = index is { } value ? (int)Math.Round(Math.Clamp(value, 0, 1) * Cells) : 0;
        string bar = new string(_page.Glyph('█', '#'), filled) + new string(_page.Glyph('░', '.'), Cells - filled);
        return _page.Paint(bar, Tone.Heading);
    }

    private string Sentence(string text) => TerminalText.Clean(_options.Sentence(text));

    private string NameOf(int contributor) =>
        TerminalText.Clean(ContributorName.Of(_analysis.History.Contributors[contributor], _options.Emails));

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Months(AnalysisWindow window) => window.Months > window.RequestedMonths
        ? $"{window.Months} (not {window.RequestedMonths}) months"
        : Count(window.Months, "month");

    private static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";
}
