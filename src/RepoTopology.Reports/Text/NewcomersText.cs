using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>How many of those who came in each of the last years came back, how many became regulars, and after how many months (the median).</summary>
internal sealed class NewcomersText(TextPage page)
{
    private const int MostYears = 8;

    public void Write(NewcomersPath newcomers)
    {
        if (newcomers.Cohorts.IsEmpty)
            return;
        page.Line();
        page.Line(page.Paint($"{"Newcomers of",-13} {"people",7} {"came back",10} {"regulars",9}  {"months",6}", Tone.Heading));
        foreach (var cohort in newcomers.Cohorts.TakeLast(MostYears))
        {
            string months = cohort.MedianMonths is { } median ? median.ToString("0", CultureInfo.InvariantCulture) : page.Glyph('–', '-').ToString();
            page.Line($"  {cohort.Year,-11} {cohort.People,7:N0} {cohort.Returned,10:N0} {cohort.Regulars,9:N0}  {months,6}{(cohort.IsComplete ? "" : "  so far")}");
        }
    }
}
