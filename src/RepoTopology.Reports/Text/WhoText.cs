using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>Who knows some code, and who should review a change, for people.</summary>
public static class WhoText
{
    private const int MostPeople = 8;
    private const int MostLeft = 4;
    private const int NameWidth = 22;

    public static void Write(RepositoryAnalysis analysis, Knowledge knowledge, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var risk = new RiskText(analysis.History, options, page);
        var history = analysis.History;
        page.Line(page.Paint(page.CutStart(TerminalText.Clean(knowledge.Subject.Text), page.Width), Tone.Strong));
        page.Paragraph(Facts(knowledge, analysis), tone: Tone.Faint);
        if (knowledge.Line is { } line)
        {
            var commit = history.Commits[line.Commit];
            string elsewhere = line.OriginalPath >= 0 && line.OriginalPath != knowledge.Subject.Files[0].Path
                ? $", in {TerminalText.Clean(history.Paths[line.OriginalPath].Text)}" : "";
            page.Line();
            page.Paragraph($"{risk.Name(commit.Author)} wrote this line on {RiskText.Date(DateTimeOffset.FromUnixTimeSeconds(commit.AuthorTime))} in "
                + $"{commit.Id.ToString()[..10]}{elsewhere}: {TerminalText.Clean(options.Sentence(history.SubjectOf(line.Commit)))}");
        }

        var there = knowledge.Knowers.Where(knower => !knower.HasLeft && knower.Familiarity >= Knowledge.KnowingShare).ToList();
        page.Line();
        page.Line(page.Paint("Who knows it", Tone.Heading));
        if (there.Count == 0)
            risk.Item(knowledge.Knowers.IsEmpty ? "nobody can be told" : "nobody who is still there wrote or changed much of it");
        foreach (var knower in there.Take(MostPeople))
            page.Paragraph(Evidence(knower, knowledge), $"  {page.Fit(risk.Name(knower.Contributor), NameWidth)} ");
        More(there.Count, MostPeople);
        var left = knowledge.Knowers.Where(knower => knower.HasLeft && knower.Familiarity >= Knowledge.KnowingShare).ToList();
        if (left.Count > 0)
        {
            page.Line();
            page.Line(page.Paint($"Knew it, no commit since {RiskText.Date(analysis.Risk.LeftSince)}", Tone.Heading));
            foreach (var knower in left.Take(MostLeft))
                page.Paragraph(Evidence(knower, knowledge), $"  {page.Fit(risk.Name(knower.Contributor), NameWidth)} ");
            More(left.Count, MostLeft);
        }

        if (!knowledge.Others.IsEmpty)
        {
            page.Line();
            page.Line(page.Paint("Who else could", Tone.Heading));
            foreach (var pairing in knowledge.Others)
                page.Paragraph(PlanText.Reason(pairing, risk, "on this module"), $"  {page.Fit(risk.Name(pairing.Contributor), NameWidth)} ");
        }

        void More(int count, int shown)
        {
            if (count > shown)
                page.Line($"  {RiskText.Count(count - shown)} more in --format json");
        }
    }

    public static void Write(RepositoryAnalysis analysis, ReviewAdvice advice, string range, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var risk = new RiskText(analysis.History, options, page);
        page.Paragraph($"{TerminalText.Clean(range)}: {Count(advice.Commits, "commit")} to {Count(advice.Files.Length, "file")} by "
            + string.Join(", ", advice.Authors.Take(MostLeft).Select(risk.Name)) + (advice.Authors.Length > MostLeft ? $", +{advice.Authors.Length - MostLeft}" : ""), tone: Tone.Strong);
        page.Line();
        page.Line(page.Paint("Who knows the code it changes", Tone.Heading));
        if (advice.Reviewers.IsEmpty)
            risk.Item(advice.Left.IsEmpty ? "nobody beside its authors: the code is new or theirs alone" : "nobody who is still there, beside its authors");
        foreach (var reviewer in advice.Reviewers.Take(MostLeft))
            page.Paragraph(Evidence(reviewer, advice), $"  {page.Fit(risk.Name(reviewer.Contributor), NameWidth)} ");
        if (!advice.Left.IsEmpty)
            risk.Item("gone: " + string.Join(", ", advice.Left.Take(MostLeft).Select(reviewer => $"{risk.Name(reviewer.Contributor)} ({Evidence(reviewer, advice)})")));
        if (advice.Learner is { } learner)
        {
            page.Line();
            page.Line(page.Paint("Whom the review would teach", Tone.Heading));
            page.Paragraph($"{PlanText.Reason(learner, risk, "on this module")}; learns {risk.Module(learner.Module)}", $"  {page.Fit(risk.Name(learner.Contributor), NameWidth)} ");
        }
    }

    private static string Facts(Knowledge knowledge, RepositoryAnalysis analysis)
    {
        string files = knowledge.Subject.Files.Length > 1 ? $"{Count(knowledge.Subject.Files.Length, "file")}, " : "";
        string unknown = knowledge.Unknown > 0 ? $" ({RiskText.Count(knowledge.Unknown)} of unknown origin)" : "";
        string whole = knowledge.Subject.IsPart ? " to the whole file" : "";
        return $"{files}{Count(knowledge.Lines, "living line")}{unknown}, {Count(knowledge.Commits, "commit")}{whole} in {Count(analysis.Window.Months, "month")} to {RiskText.Date(analysis.Window.To)}";
    }

    private static string Evidence(Knower knower, Knowledge knowledge)
    {
        var parts = new List<string>();
        if (knower.Lines > 0)
            parts.Add($"wrote {RiskText.Percent(knower.LineShare)} of the lines");
        if (knower.Commits > 0)
            parts.Add($"{RiskText.Count(knower.Commits)} of {Count(knowledge.Commits, "commit")}");
        if (knower.LastCommit is { } last)
            parts.Add($"last on {RiskText.Date(last)}");
        return string.Join(", ", parts);
    }

    private static string Evidence(Reviewer reviewer, ReviewAdvice advice)
    {
        var parts = new List<string>();
        if (reviewer.Replaced > 0)
            parts.Add($"wrote {RiskText.Count(reviewer.Replaced)} of the {Count(advice.Replaced, "line")} it replaces");
        if (reviewer.Lines > 0)
            parts.Add($"{Count(reviewer.Lines, "line")} beside them");
        if (reviewer.Commits > 0)
            parts.Add($"{Count(reviewer.Commits, "commit")} to its files");
        return string.Join(", ", parts);
    }

    private static string Count(long count, string one) => $"{RiskText.Count(count)} {one}{(count == 1 ? "" : "s")}";
}
