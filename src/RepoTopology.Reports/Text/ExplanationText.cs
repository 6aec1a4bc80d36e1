using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>An explanation for people: what the figure is, how it comes about, from whom and which commits, what took no part, and how to get it again.</summary>
public sealed class ExplanationText
{
    private const int MostRows = 8;
    private const int MostCommits = 8;
    private const int MostMerged = 4;
    private const int MostNameWidth = 26;
    private const int LeastColumn = 8;

    // Names of modules and people may be longer, those of figures are not.
    private const int FigureNameWidth = 22;

    private readonly Explanation _explanation;
    private readonly EvidenceText _words;
    private readonly ReportOptions _options;
    private readonly TextPage _page;

    private ExplanationText(Explanation explanation, EvidenceText words, ReportOptions options, TextPage page) =>
        (_explanation, _words, _options, _page) = (explanation, words, options, page);

    /// <param name="history">The facts as they may be shown.</param>
    /// <param name="explanation">What to write.</param>
    /// <param name="retrace">How to get it again.</param>
    /// <param name="options">What may be shown.</param>
    /// <param name="style">What the terminal can show.</param>
    /// <param name="writer">Where to.</param>
    public static void Write(RepositoryHistory history, Explanation explanation, Retrace retrace, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var report = new ExplanationText(explanation, new EvidenceText(history, options), options, new TextPage(writer, style));
        report.WriteFigure();
        foreach (var table in explanation.Tables.Where(table => !table.Rows.IsEmpty))
            report.WriteTable(table);
        report.WriteCommits();
        report.WriteIdentities();
        report.WriteLeftOut();
        report.WriteRetrace(retrace);
    }

    /// <summary>Everything that can be explained, a line each.</summary>
    public static void WriteList(ExplanationIds ids, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        page.Paragraph("What can be explained, with 'repotopology explain ID':", tone: Tone.Heading);
        foreach (var id in ids.All)
        {
            // An id that is cut could not be copied.
            string name = Shown(id.Name);
            string lead = $"  {name}{new string(' ', Math.Max(0, FigureNameWidth - TerminalText.Width(name)))}  ";
            page.Line(lead + page.Cut(Shown(id.Title), Math.Max(LeastColumn, page.Width - TerminalText.Width(lead))));
        }

        string Shown(string text) => TerminalText.Clean(options.Emails ? text : EmailText.HideInName(text));
    }

    private void WriteFigure()
    {
        bool person = _explanation.Id.StartsWith("person:", StringComparison.Ordinal);
        string title = person && !_options.Emails ? EmailText.HideInName(_explanation.Title) : Clean(_explanation.Title);
        string id = person || _explanation.Id.StartsWith("module:", StringComparison.Ordinal) ? "" : _explanation.Id + ": ";
        _page.Paragraph(id + TerminalText.Clean(title), tone: Tone.Strong);
        _page.Paragraph(Clean(_explanation.Sentence));
        _page.Line();
        if (_explanation.Figure is { } figure)
        {
            Item("value", figure.Text);
            Item("interval", figure.IntervalText);
            Item("by chance", figure.ChanceText);
            if (figure is { Coverage: { } coverage, Value: not null })
                Item("coverage", $"{RiskText.Percent(coverage)} of the window{(coverage < 1 ? ": what it cannot see, or too few cases to be steady, lowers its weight" : "")}");
            if (figure.Score is { } score)
                Item("score", $"{Figure(score)} on the scale 0 group to 1 network; {RiskText.Percent(figure.Weight ?? 0)} of {figure.Dimension?.ToString().ToLowerInvariant()}");
            else if (figure.Dimension is not null && figure.Value is not null)
                Item("score", "shown and not scored");
            if (!figure.Anchors.IsEmpty)
                Item("curve", string.Join(", ", figure.Anchors.Select(anchor => $"{anchor.Text} {_page.Glyph('→', '=')} {anchor.Score.ToString("0.##", CultureInfo.InvariantCulture)}")));
            Item(figure.Anchors.IsEmpty ? "why not" : "anchors", figure.Score is null && figure.Value is null ? null : figure.AnchorSource);
        }

        Item("formula", _explanation.Formula);
        Item("here", _explanation.Calculation);
        Item("source", _explanation.Source);

        void Item(string name, string? text)
        {
            if (text is not null)
                _page.Paragraph(Clean(text), $"  {name,-9} ");
        }
    }

    private void WriteTable(EvidenceTable table)
    {
        WriteHeading($"{table.Title} ({RiskText.Count(table.Rows.Length)})");
        var shown = table.Rows.Take(MostRows).ToList();
        var texts = shown.Select(row => row.Cells.Select(cell => TerminalText.Clean(_words.Of(cell))).ToArray()).ToList();
        bool[] right = [.. table.Columns.Select((_, column) => shown.All(row => EvidenceText.IsNumber(row.Cells[column])))];
        int[] widths = WidthsOf(table, shown, texts);
        bool hasCommits = shown.Any(row => !row.Commits.IsEmpty);
        int room = _page.Width - widths.Sum(width => width + 2) - 2;

        _page.Line(_page.Paint("  " + string.Join("  ", table.Columns.Select((heading, column) => Fit(heading, column))) + (hasCommits && room >= 10 ? "  which" : ""), Tone.Faint));
        for (int row = 0; row < shown.Count; row++)
        {
            string line = "  " + string.Join("  ", texts[row].Select((text, column) => Fit(text, column, shown[row].Cells[column] is PathCell or ModuleCell)));
            _page.Line(line + (hasCommits ? "  " + Ids(shown[row].Commits, room) : ""));
        }

        WriteMore(table.Rows.Length - shown.Count);

        string Fit(string text, int column, bool isPath = false) => right[column]
            ? TextPage.FitRight(_page.Cut(text, widths[column]), widths[column])
            : _page.Fit(isPath ? _page.CutStart(text, widths[column]) : text, widths[column]);
    }

    /// <summary>What the cells need; where that is too much, the widest texts give way.</summary>
    private int[] WidthsOf(EvidenceTable table, List<EvidenceRow> rows, List<string[]> texts)
    {
        int[] widths = [.. table.Columns.Select((heading, column) => Math.Max(heading.Length, texts.Max(row => TerminalText.Width(row[column]))))];
        for (int column = 0; column < widths.Length; column++)
            if (rows.Any(row => row.Cells[column] is PersonCell))
                widths[column] = Math.Min(widths[column], MostNameWidth);
        while (2 + widths.Sum(width => width + 2) - 2 > _page.Width && widths.Max() > LeastColumn)
            widths[Array.IndexOf(widths, widths.Max())]--;
        return widths;
    }

    /// <summary>As many short ids as fit.</summary>
    private string Ids(IReadOnlyList<int> commits, int room)
    {
        const int IdWidth = 10;
        for (int count = Math.Min(commits.Count, (room + 1) / (IdWidth + 1)); count > 0; count--)
        {
            string more = commits.Count > count ? $" +{RiskText.Count(commits.Count - count)}" : "";
            if (count * (IdWidth + 1) - 1 + more.Length <= room)
                return string.Join(' ', commits.Take(count).Select(_words.ShortId)) + more;
        }

        return "";
    }

    private void WriteCommits()
    {
        var commits = _explanation.Commits;
        if (commits.Items.IsEmpty)
            return;
        WriteHeading($"{commits.Title} ({RiskText.Count(commits.Items.Length)})");
        var shown = commits.Items.Take(MostCommits).ToList();
        int weightWidth = commits.Unit is null ? 0 : Math.Max(commits.Unit.Length, shown.Max(item => RiskText.Count(item.Weight).Length)) + 2;
        string heading = commits.Unit is { } unit ? TextPage.FitRight(unit, weightWidth - 2) + "  " : "";
        int authorWidth = Math.Min(MostNameWidth - 6, shown.Max(item => TerminalText.Width(TerminalText.Clean(_words.Author(item.Commit)))));
        _page.Line(_page.Paint($"  {heading}{"commit",-10}  {"date",-10}  {_page.Fit("author", authorWidth)}{(shown.Any(item => _words.Subject(item.Commit).Length > 0) ? "  subject" : "")}", Tone.Faint));
        foreach (var item in shown)
        {
            string weight = commits.Unit is null ? "" : TextPage.FitRight(RiskText.Count(item.Weight), weightWidth - 2) + "  ";
            string line = $"  {weight}{_words.ShortId(item.Commit)}  {_words.Date(item.Commit),-10}  {_page.Fit(TerminalText.Clean(_words.Author(item.Commit)), authorWidth)}  ";
            _page.Line(line + _page.Cut(TerminalText.Clean(_words.Subject(item.Commit)), Math.Max(LeastColumn, _page.Width - TerminalText.Width(line))));
        }

        WriteMore(commits.Items.Length - shown.Count);
    }

    /// <summary>Identities of people who have several.</summary>
    private void WriteIdentities()
    {
        var merged = _explanation.People.Where(person => _words.Contributor(person).Identities.Length > 1).ToList();
        if (merged.Count == 0)
            return;
        WriteHeading($"Identities that were joined ({RiskText.Count(merged.Count)})");
        foreach (int person in merged.Take(MostMerged))
        {
            var identities = _words.Contributor(person).Identities.Select(identity =>
            {
                string name = _options.Emails ? $"{identity.Name} <{identity.Email}>" : ContributorName.Of(new Contributor { Name = identity.Name, Email = "", Kind = default, Identities = [] }, false);
                return $"{name} ({EvidenceText.JoinText(identity.Join)}, {RiskText.Count(identity.Commits)})";
            });
            _page.Paragraph($"{TerminalText.Clean(_words.Person(person))} = {TerminalText.Clean(string.Join(", ", identities))}", $"  {_page.Bullet} ");
        }

        WriteMore(merged.Count - MostMerged);
        _page.Paragraph("in brackets: what joined it, and its commits ever", "  ", Tone.Faint);
    }

    private void WriteLeftOut()
    {
        if (_explanation.LeftOut.IsEmpty)
            return;
        WriteHeading("Left out");
        foreach (var left in _explanation.LeftOut)
            _page.Paragraph($"{RiskText.Count(left.Count)} {Clean(left.What)}", $"  {_page.Bullet} ");
    }

    // Commands are not filled into lines: they are to be copied.
    private void WriteRetrace(Retrace retrace)
    {
        WriteHeading("To get it again");
        _page.Line("  " + TerminalText.Clean(retrace.Command));
        if (retrace.GitCommand(_explanation) is not { } command)
            return;
        _page.Line("  " + TerminalText.Clean(command));
        string prints = _explanation.Git!.CountOf is null ? $"prints {RiskText.Count(_explanation.Git.Lines)} {(_explanation.Git.Lines == 1 ? "line" : "lines")}" : $"prints {_explanation.Git.Lines}";
        _page.Paragraph($"{prints}: {Clean(_explanation.Git.Shows)}", "    ", Tone.Faint);
    }

    private void WriteHeading(string title)
    {
        _page.Line();
        _page.Paragraph(Clean(title), tone: Tone.Heading);
    }

    private void WriteMore(int more)
    {
        if (more > 0)
            _page.Line(_page.Paint($"  {RiskText.Count(more)} more: --format json", Tone.Faint));
    }

    private string Clean(string text) => TerminalText.Clean(_words.Sentence(text));

    private static string Figure(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
