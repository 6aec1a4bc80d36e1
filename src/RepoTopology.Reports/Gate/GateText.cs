using System.Collections.Immutable;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What the gate says, for people at a terminal: the verdict, what fails and warns with the smallest way out, what is accepted, notes.</summary>
public static class GateText
{
    private const int MostFindings = 20;

    public static void Write(GateResult result, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var words = new GateWords(result, options);
        page.Paragraph(words.Headline(), tone: Tone.Strong);
        page.Paragraph(words.Circumstances(), tone: Tone.Faint);
        WriteFindings(page, words, "Fails", words.Failures);
        WriteFindings(page, words, "Warns", words.Warnings);
        foreach (string accepted in new[] { words.AcceptedLine(), words.AcceptedConcentrationsLine() }.OfType<string>())
        {
            page.Line();
            page.Paragraph(accepted);
        }

        if (words.Notes.Count > 0)
            page.Line();
        foreach (string note in words.Notes)
            page.Paragraph(note, $"  {page.Bullet} ", Tone.Faint);
    }

    private static void WriteFindings(TextPage page, GateWords words, string heading, ImmutableArray<GateFinding> findings)
    {
        if (findings.IsEmpty)
            return;
        string arrow = page.Glyph('→', '>') == '→' ? "→" : "->";
        page.Line();
        page.Line(page.Paint(heading, Tone.Heading));
        foreach (var finding in findings.Take(MostFindings))
        {
            string bar = GateWords.Bar(finding) is { } at ? $" (the bar is {at})" : "";
            string who = finding.Person >= 0 && finding.Rule.Measure == GateMeasure.TopOwnerShare ? $"; that is {page.Cut(words.Person(finding.Person), 40)}" : "";
            page.Paragraph($"{page.CutStart(words.Part(finding), page.Width - 4)}: {GateWords.Measure(finding)}, {GateWords.Change(finding, arrow)}{bar}{who}", $"  {page.Bullet} ");
            page.Paragraph(words.WayOut(finding) ?? GateMeasureText.Of(finding.Rule.Measure).Help, "    ");
            if (words.Place(finding) is { } place)
                page.Paragraph(place, "    ", Tone.Faint);
        }

        if (findings.Length > MostFindings)
            page.Line($"  {RiskText.Count(findings.Length - MostFindings)} more in --format json");
    }
}
