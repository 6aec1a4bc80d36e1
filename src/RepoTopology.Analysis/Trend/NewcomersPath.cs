using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// From the first commit to being a regular, by the year of the first commit. Somebody is a regular once they were active in
/// <see cref="ActiveQuarters"/> of <see cref="WithinQuarters"/> consecutive quarters, counted from their first commit: the share of quarters that
/// <see cref="Layer.Regular"/> asks for in a window of 24 months.
/// </summary>
/// <param name="Cohorts">Years in which somebody came, oldest first.</param>
public sealed record NewcomersPath(ImmutableArray<Cohort> Cohorts)
{
    public const int ActiveQuarters = 4;
    public const int WithinQuarters = 8;

    private const double SecondsOfQuarter = 365.25 * 86400 / 4;
    private const double SecondsOfMonth = 365.25 * 86400 / 12;

    /// <param name="history">The facts; people's counted commits count.</param>
    /// <param name="until">Later commits do not exist.</param>
    internal static NewcomersPath Of(RepositoryHistory history, DateTimeOffset until)
    {
        long end = until.ToUnixTimeSeconds();
        var times = new SortedDictionary<int, List<long>>();
        for (int i = 0; i < history.Commits.Length; i++)
            if (history.ClassOf(i) == CommitClass.Counted && Dates.Clamp(history.Commits[i].CommitterTime) is var time && time <= end)
            {
                if (!times.TryGetValue(history.Commits[i].Author, out var list))
                    times[history.Commits[i].Author] = list = [];
                list.Add(time);
            }

        return new(
        [
            .. times.Values.Select(commits => Path(commits)).GroupBy(path => path.Year).OrderBy(year => year.Key).Select(year => new Cohort
            {
                Year = year.Key,
                People = year.Count(),
                Returned = year.Count(path => path.Returned),
                Regulars = year.Count(path => path.Months is not null),
                MedianMonths = Median([.. year.Select(path => path.Months).OfType<double>().Order()]),
                IsComplete = new DateTimeOffset(Math.Min(year.Key + 3, 9999), 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() <= end,
            }),
        ]);
    }

    private static (int Year, bool Returned, double? Months) Path(List<long> commits)
    {
        commits.Sort();
        long first = commits[0];
        // The quarters in which they were active, and the first commit of each.
        var active = new List<(long Quarter, long Time)>();
        foreach (long time in commits)
            if ((long)((time - first) / SecondsOfQuarter) is var quarter && (active.Count == 0 || active[^1].Quarter < quarter))
                active.Add((quarter, time));
        double? months = null;
        for (int i = ActiveQuarters - 1; i < active.Count && months is null; i++)
            if (active[i].Quarter - active[i - ActiveQuarters + 1].Quarter < WithinQuarters)
                months = (active[i].Time - first) / SecondsOfMonth;
        return (Dates.FromUnixSeconds(first).UtcDateTime.Year, active.Count > 1, months);
    }

    private static double? Median(double[] sorted) =>
        sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}

/// <summary>The people whose first commit is of one year (UTC).</summary>
public sealed record Cohort
{
    public required int Year { get; init; }

    public required int People { get; init; }

    /// <summary>Of them, those with a commit in a later quarter than their first.</summary>
    public required int Returned { get; init; }

    /// <summary>Of them, those who became regulars so far.</summary>
    public required int Regulars { get; init; }

    /// <summary>Months from the first commit to the one that made a regular, the median; null without any.</summary>
    public required double? MedianMonths { get; init; }

    /// <summary>All of them had 24 months to become one; otherwise the figures may still grow.</summary>
    public required bool IsComplete { get; init; }
}
