using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>How old lines are, by when their commits were written.</summary>
internal static class LineAge
{
    /// <summary>Half of the lines are older, in days before a moment, and none is younger than 0; null without lines.</summary>
    /// <param name="history">The facts.</param>
    /// <param name="commits">Commits, and how many lines each wrote.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static double? Median(RepositoryHistory history, IEnumerable<(int Commit, long Lines)> commits, long now)
    {
        var oldestFirst = commits.OrderBy(held => history.Commits[held.Commit].AuthorTime).ThenBy(held => held.Commit).ToList();
        long half = oldestFirst.Sum(held => held.Lines) / 2, seen = 0;
        foreach (var (commit, lines) in oldestFirst)
            if ((seen += lines) > half)
                return Math.Max(0, (now - Dates.Clamp(history.Commits[commit].AuthorTime)) / 86400.0);
        return null;
    }
}
