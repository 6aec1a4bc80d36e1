using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>Who works here, who came, and how that changed: sections of <see cref="AnalysisMarkdown"/>.</summary>
internal sealed class PeopleMarkdown(RepositoryAnalysis analysis, ReportOptions options, MarkdownText page)
{
    private const int MostYears = 5, MostShifts = 5;

    public void WritePeople()
    {
        page.Heading("People");
        page.Table(["layer", "#people", "#of the commits"], analysis.Layers.Select(layer =>
            (string[])[layer.Layer.ToString(), MarkdownText.Number(layer.People), MarkdownText.Share(layer.Share)]));
        if (!analysis.Newcomers.Cohorts.IsEmpty)
        {
            page.Line();
            page.Table(["newcomers of", "#people", "#came back", "#became regulars", "#after months"], analysis.Newcomers.Cohorts.TakeLast(MostYears).Select(cohort => (string[])
            [
                $"{cohort.Year}{(cohort.IsComplete ? "" : ", so far")}", MarkdownText.Number(cohort.People), MarkdownText.Number(cohort.Returned), MarkdownText.Number(cohort.Regulars),
                cohort.MedianMonths is { } months ? MarkdownText.Number((long)Math.Round(months)) : "–",
            ]));
        }

        page.Drawing("Who edits the same files", GraphDocuments.Contributors(analysis, options, ["co-edit"]));
        page.More("explain layers", "explain newcomers");
    }

    public void WriteTime(TrendAnalysis trend)
    {
        page.Heading("Over time");
        foreach (string shift in TrendText.Shifts(trend).TakeLast(MostShifts))
            page.Item(page.Sentence(shift));
        foreach (var found in trend.Breaks.TakeLast(MostShifts))
            page.Item(page.Sentence(found.Sentence));
        var years = TrendText.Yearly(trend).Where(window => window.Index is not null).TakeLast(MostYears).ToList();
        if (years.Count > 1)
        {
            page.Line();
            page.Table(["window to", "#commits", "#people", "#index", "interval"], years.Select(window => (string[])
            [
                MarkdownText.Day(window.Window.To), MarkdownText.Number(window.Window.Commits), MarkdownText.Number(window.Window.Authors), MarkdownText.Figure(window.Index), MarkdownText.Between(window.Interval),
            ]));
        }

        page.More("trend");
    }
}
