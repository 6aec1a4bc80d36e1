using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>The ends of calendar quarters (UTC) that a history spans.</summary>
public static class QuarterEnds
{
    // A hundred years; a commit may state any date.
    private const int Most = 400;

    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    /// <summary>
    /// The last second of every quarter from the first commit's on, and the analysed commit's own date last, in seconds since 1970-01-01 UTC, ascending.
    /// Of more than a hundred years the newest are taken.
    /// </summary>
    public static ImmutableArray<long> Of(RepositoryHistory history)
    {
        if (history.Commits.IsEmpty)
            return [];
        long head = Math.Clamp(history.Commits[0].CommitterTime, FirstSecond, LastSecond);
        long first = head;
        foreach (var commit in history.Commits)
            first = Math.Min(first, Math.Max(commit.CommitterTime, FirstSecond));

        var times = new List<long> { head };
        var date = DateTimeOffset.FromUnixTimeSeconds(head).UtcDateTime;
        var quarter = new DateTime(date.Year, (date.Month - 1) / 3 * 3 + 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (; times.Count < Most && new DateTimeOffset(quarter).ToUnixTimeSeconds() > first && quarter.Year > 1; quarter = quarter.AddMonths(-3))
            times.Add(new DateTimeOffset(quarter).ToUnixTimeSeconds() - 1);
        times.Reverse();
        return [.. times];
    }
}
