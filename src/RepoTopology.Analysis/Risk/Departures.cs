using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who has left: people without a commit for some time before the window's end. Whoever authors, commits (a maintainer who only lets changes in) or is named
/// as co-author is still there.
/// </summary>
internal static class Departures
{
    /// <param name="history">All commits count.</param>
    /// <param name="since">People with a commit after it are still there.</param>
    /// <param name="except">Commits that don't count, by index; null for none.</param>
    /// <returns>Contributor → has left. Bots and agents never do.</returns>
    public static ImmutableArray<bool> Of(RepositoryHistory history, DateTimeOffset since, IReadOnlySet<int>? except = null)
    {
        bool[] left = [.. history.Contributors.Select(contributor => contributor.Kind == ContributorKind.Person)];
        long from = since.ToUnixTimeSeconds();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (commit.CommitterTime <= from || except?.Contains(i) == true)
                continue;
            left[commit.Author] = left[commit.Committer] = false;
            foreach (var trailer in history.TrailersOf(i))
                left[trailer.Contributor] &= trailer.Kind != TrailerKind.CoAuthoredBy;
        }

        return [.. left];
    }

    /// <summary>The window's end less some months; the calendar's first day where there are not so many.</summary>
    public static DateTimeOffset Since(DateTimeOffset end, int months) =>
        (end.Year - 1) * 12 + end.Month - 1 > months ? end.AddMonths(-months) : Dates.Earliest;
}
