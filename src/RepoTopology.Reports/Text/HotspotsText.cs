using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Where work, size and concentration meet, for people.</summary>
public static class HotspotsText
{
    private const int Most = 20;

    // In narrower terminals there is room for names or for companions.
    private const int WidthForCompanions = 100;

    public static void Write(RepositoryAnalysis analysis, HotspotList hotspots, ReportOptions options, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        var risk = new RiskText(analysis.History, options, page);
        if (hotspots.Spots.IsEmpty)
        {
            page.Paragraph($"No {hotspots.Level.ToString().ToLowerInvariant()} that stands was changed in the window.");
            return;
        }

        bool companions = page.Width >= WidthForCompanions;
        int room = page.Width - 52, nameWidth = companions ? room * 3 / 5 : room, companionWidth = room - nameWidth;
        page.Line(page.Paint($"{page.Fit(hotspots.Level switch { HotspotLevel.File => "Hotspots", HotspotLevel.Module => "Hotspot modules", _ => "Hotspot types" }, nameWidth)} score commits  lines    age  most known to{(companions ? "       changes with" : "")}", Tone.Heading));
        foreach (var spot in hotspots.Spots.Take(Most))
        {
            string top = spot.TopContributor < 0 ? "nobody can be told" : $"{page.Fit(risk.Name(spot.TopContributor), 12)} {RiskText.Percent(spot.TopShare),5}";
            string companion = companions && spot.Companion is { } with ? $"{page.CutStart(Name(with.Index), companionWidth - 6)} {RiskText.Percent(with.Share)}" : "";
            page.Line($"{page.Fit(page.CutStart(Name(spot.Index), nameWidth), nameWidth)}  {spot.Score.ToString("0.00", CultureInfo.InvariantCulture)} {RiskText.Count(spot.Commits),7} "
                + $"{RiskText.Count(spot.Lines),6} {Age(spot.MedianAge),6}  {top}  {companion}");
        }

        if (hotspots.Spots.Length > Most)
            page.Line($"{RiskText.Count(hotspots.Spots.Length - Most)} more in --format json");
        page.Line();
        page.Paragraph("Score: how often it changes × how large it is × the share of its lines that one person wrote, each 0 to 1. Age: half of its lines are older.", tone: Tone.Faint);

        string Name(int index) => hotspots.Level == HotspotLevel.Module ? risk.Module(index) : TerminalText.Clean(hotspots.NameOf(index));
    }

    private static string Age(double? days) => days switch
    {
        null => "",
        < 60 => $"{days:0} d",
        < 730 => $"{days / 30.44:0} mo",
        _ => string.Create(CultureInfo.InvariantCulture, $"{days / 365.25:0.0} y"),
    };
}
