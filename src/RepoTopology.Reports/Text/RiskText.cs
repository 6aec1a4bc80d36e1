using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>What would be lost if people left: a section of <see cref="AnalysisText"/>, and the words that other reports of risk share.</summary>
internal sealed class RiskText(RepositoryHistory history, ReportOptions options, TextPage page)
{
    private const int MostPeople = 4;
    private const int MostModules = 3;

    public void Write(RiskFigures risk)
    {
        if (risk.BusFactor is not { Value: > 0 } busFactor)
            return;
        page.Line();
        page.Line(page.Paint("If people leave", Tone.Heading));
        Item($"bus factor {Value(busFactor)} {Basis(busFactor.Algorithm)}: half is held by {People(risk, busFactor)}");
        if (risk is { OrphanedShare: { } orphaned, Remaining: { } remaining })
        {
            string rest = remaining.Value == 0
                ? "half has nobody left to ask"
                : $"{(remaining.Value == 1 ? "one more person" : $"{Count(remaining.Value)} more people")} leaving would make it half";
            Item($"{Share(orphaned)} of living lines are by people who have left (no commit since {Date(risk.LeftSince)}); {rest}");
        }

        var modules = risk.Modules.Where(module => module.Orphaned.Low >= 0.5).OrderByDescending(module => module.Orphaned.Low * module.Holdings.Lines).ThenBy(module => module.Module).ToList();
        if (modules.Count > 0)
            Item("mostly by people who have left: "
                + string.Join(", ", modules.Take(MostModules).Select(module => $"{Module(module.Module)} ({Share(module.Orphaned)} of {Count(module.Holdings.Lines)} lines)"))
                + (modules.Count > MostModules ? $", +{Count(modules.Count - MostModules)}" : ""));
    }

    public string Name(int contributor) =>
        contributor < 0 ? "(unknown)" : TerminalText.Clean(ContributorName.Of(history.Contributors[contributor], options.Emails));

    public string Module(int module) => TerminalText.Clean(history.Modules[module].Name is "." ? "(top directory)" : history.Modules[module].Name);

    /// <summary><c>9</c>, or <c>9 (7 to 12)</c> where lines are unknown.</summary>
    public static string Value(BusFactor busFactor) => busFactor.Low == busFactor.High
        ? Count(busFactor.Value)
        : $"{Count(busFactor.Value)} ({(busFactor.High is { } high ? $"{Count(busFactor.Low)} to {Count(high)}" : $"at least {Count(busFactor.Low)}")})";

    public static string Share(Interval share) =>
        share.High - share.Low < 0.005 ? Percent(share.Low) : $"{Percent(share.Low)} to {Percent(share.High)}";

    public static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Date(DateTimeOffset date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Item(string text) => page.Paragraph(text, $"  {page.Bullet} ");

    private static string Basis(BusFactorAlgorithm algorithm) => algorithm switch
    {
        BusFactorAlgorithm.Avelino => "by files as Avelino et al. count",
        BusFactorAlgorithm.Jetbrains => "by files as JetBrains counts (last 547 days)",
        _ => "by living lines",
    };

    private string People(RiskFigures risk, BusFactor busFactor)
    {
        var names = busFactor.People.Take(MostPeople)
            .Select(person => $"{page.Cut(Name(person.Contributor), 30)} ({Percent(person.Share)}{(person.Contributor >= 0 && risk.HasLeft[person.Contributor] ? ", left" : "")})");
        int others = busFactor.People.Length - MostPeople;
        return string.Join(", ", names) + (others > 0 ? $", +{Count(others)}" : "");
    }
}
