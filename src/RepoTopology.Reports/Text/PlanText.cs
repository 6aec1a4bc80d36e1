using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Who should learn what, for people.</summary>
public static class PlanText
{
    private const int MostPairings = 20;

    public static void Write(RepositoryAnalysis analysis, CrossTraining plan, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var risk = new RiskText(analysis.History, options, page);
        string bar = plan.Bar == 1 ? "one person who knows it and is there" : $"{RiskText.Count(plan.Bar)} people who know it and are there";
        if (plan.Gaps.IsEmpty)
        {
            page.Paragraph(plan.Modules == 0 ? $"No module has {(plan.LeastLines > 1 ? $"{RiskText.Count(plan.LeastLines)} " : "")}living lines to plan for." : $"Every module has {bar}.", tone: Tone.Strong);
            return;
        }

        string large = plan.LeastLines > 1 ? $" of {RiskText.Count(plan.LeastLines)} lines and more" : "";
        page.Paragraph($"{RiskText.Count(plan.Gaps.Length)} of {RiskText.Count(plan.Modules)} modules{large} lack {bar}; "
            + $"{(plan.Pairings.Length == 1 ? "one pairing lifts" : $"{RiskText.Count(plan.Pairings.Length)} pairings lift")} "
            + (plan.Gaps.Any(gap => gap.StillMissing > 0) ? "those that can be lifted." : "all of them, and fewer cannot."), tone: Tone.Strong);
        page.Line();
        int moduleWidth = (page.Width - 30) / 2 - 4;
        int reasonWidth = page.Width - 30 - moduleWidth;
        page.Line(page.Paint($"  {page.Fit("Who", 22)} {page.Fit("learns", moduleWidth)}   because", Tone.Heading));
        foreach (var pairing in plan.Pairings.Take(MostPairings))
            page.Line($"  {page.Fit(risk.Name(pairing.Contributor), 22)} {page.Fit(page.CutStart(risk.Module(pairing.Module), moduleWidth), moduleWidth)}   "
                + page.Cut(Reason(pairing, risk), reasonWidth));
        if (plan.Pairings.Length > MostPairings)
            page.Line($"  {RiskText.Count(plan.Pairings.Length - MostPairings)} more in --format json; --min-lines N leaves small modules out");
        var unreachable = plan.Gaps.Where(gap => gap.StillMissing > 0).ToList();
        if (unreachable.Count > 0)
        {
            page.Line();
            page.Paragraph($"There are not enough people for {string.Join(", ", unreachable.Take(5).Select(gap => risk.Module(gap.Module)))}"
                + (unreachable.Count > 5 ? $" and {RiskText.Count(unreachable.Count - 5)} more." : "."));
        }

        page.Line();
        page.Paragraph("To know a module is to have written a tenth of its living lines, or made a tenth (and three) of the window's commits to it. "
            + "Each pairing is chosen for whoever is nearest at that point; the number of pairings is the least there can be.", tone: Tone.Faint);
    }

    /// <param name="pairing">Who, and why.</param>
    /// <param name="risk">Names people and modules.</param>
    /// <param name="what">What somebody has worked "on".</param>
    internal static string Reason(Pairing pairing, RiskText risk, string what = "on it") => pairing.Reason switch
    {
        PairingReason.KnowsSome => $"has worked {what}",
        PairingReason.WorksWith => $"edits files with {risk.Name(pairing.Other)}",
        PairingReason.WorksNearby => $"works on {risk.Module(pairing.Other)}",
        _ => "is active",
    };
}
