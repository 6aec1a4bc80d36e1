using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What would be left without some people, for people.</summary>
public static class WhatIfText
{
    private const int MostModules = 12;

    public static void Write(RepositoryAnalysis analysis, WhatIf loss, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var risk = new RiskText(analysis.History, options, page);
        string who = string.Join(", ", loss.Without.Select(risk.Name));
        page.Paragraph($"Without {who}", tone: Tone.Strong);
        page.Line();
        string theirs = loss.Lines == 0 ? "" : $" ({RiskText.Percent((double)loss.Theirs / loss.Lines)} of those that stand)";
        risk.Item($"{RiskText.Count(loss.Theirs)} living lines are theirs{theirs}, and {RiskText.Percent(loss.CommitShare)} of the window's commits");
        risk.Item($"lines without an author who is there: {RiskText.Share(loss.Before)} today, {RiskText.Share(loss.After)} then");
        risk.Item($"bus factor of those who stay: {RiskText.Value(loss.BusFactorBefore)} today, {RiskText.Value(loss.BusFactorAfter)} then"
            + (loss.BusFactorAfter is { Value: 0 } && loss.BusFactorBefore.Value > 0 ? ", for half of the code would have nobody" : ""));
        int lost = loss.Modules.Count(module => module.IsLost);
        if (lost > 0)
            risk.Item($"{(lost == 1 ? "one module loses" : $"{RiskText.Count(lost)} modules lose")} those who know most of it (marked {page.Glyph('●', '*')})");
        if (loss.Modules.IsEmpty)
            return;

        int nameWidth = page.Width - 62;
        page.Line();
        page.Line(page.Paint($"{page.Fit("Modules", nameWidth + 2)} {"lines",9} {"theirs",7}  {"orphaned then",-16}  who knows most then", Tone.Heading));
        foreach (var module in loss.Modules.Take(MostModules))
        {
            string name = page.CutStart(risk.Module(module.Module), nameWidth);
            string next = module.Next is { } heir
                ? $"{page.Cut(risk.Name(heir.Contributor), 15)} {RiskText.Percent((double)heir.Lines / module.Lines)}"
                : "nobody";
            page.Line($"{(module.IsLost ? page.Glyph('●', '*') : ' ')} {page.Fit(name, nameWidth)} {RiskText.Count(module.Lines),9} "
                + $"{RiskText.Percent((double)module.Theirs / module.Lines),7}  {RiskText.Share(module.After),-16}  {next}");
        }

        if (loss.Modules.Length > MostModules)
            page.Line($"  {RiskText.Count(loss.Modules.Length - MostModules)} more in --format json");
    }
}
