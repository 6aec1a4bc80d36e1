using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Chooses the stretch of history that is judged: so many months before the analysed commit's committer date (or <c>--as-of</c>). Committer
/// time decides, because it follows the order of the walk; author time may be years older. With fewer than
/// <see cref="Calibration.NeededCommits"/> counted commits the window is widened by quarters to <see cref="LongestMonths"/> at most.
/// </summary>
internal static class WindowChoice
{
    public const int LongestMonths = 60;

    /// <summary>A commit of more files than this says little about who works on what: it is counted, but left out of graphs and ownership.</summary>
    public const int GiantFiles = 50;

    private const int WideningMonths = 3;

    public static AnalysisWindow Choose(RepositoryHistory history, AnalysisOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.WindowMonths);
        var to = options.AsOf ?? (history.Commits.IsEmpty ? DateTimeOffset.UnixEpoch : CommitterDate(history.Commits[0]));
        int months = options.WindowMonths;
        int longest = Math.Max(months, LongestMonths);
        while (CountedSince(history, MonthsBefore(to, months), to) < Calibration.NeededCommits && months < longest)
            months = Math.Min(months + WideningMonths, longest);
        return Describe(history, options, MonthsBefore(to, months), to, months);
    }

    public static bool Contains(this AnalysisWindow window, in Commit commit) => IsWithin(commit, window.From, window.To);

    public static DateTimeOffset CommitterDate(in Commit commit) => Dates.FromUnixSeconds(commit.CommitterTime, commit.CommitterOffsetMinutes);

    /// <summary>Files that a commit touches; a rename is one.</summary>
    public static int FilesOf(this RepositoryHistory history, int commit)
    {
        int files = 0;
        foreach (var change in history.ChangesOf(commit))
            files += change.RenamedAway ? 0 : 1;
        return files;
    }

    private static AnalysisWindow Describe(RepositoryHistory history, AnalysisOptions options, DateTimeOffset from, DateTimeOffset to, int months)
    {
        int counted = 0, merges = 0, bots = 0, agents = 0, giants = 0;
        var authors = new HashSet<int>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (!IsWithin(commit, from, to))
                continue;
            switch (history.ClassOf(i))
            {
                case CommitClass.Merge:
                    merges++;
                    break;
                case CommitClass.Bot:
                    bots++;
                    break;
                case CommitClass.Agent:
                    agents++;
                    break;
                case CommitClass.Counted:
                    counted++;
                    authors.Add(commit.Author);
                    giants += history.FilesOf(i) > GiantFiles ? 1 : 0;
                    break;
            }
        }

        return new AnalysisWindow
        {
            From = from,
            To = to,
            RequestedMonths = options.WindowMonths,
            Months = months,
            Commits = counted,
            Authors = authors.Count,
            MergeCommits = merges,
            BotCommits = bots,
            AgentCommits = agents,
            GiantCommits = giants,
        };
    }

    private static int CountedSince(RepositoryHistory history, DateTimeOffset from, DateTimeOffset to)
    {
        int counted = 0;
        for (int i = 0; i < history.Commits.Length; i++)
            if (IsWithin(history.Commits[i], from, to) && history.ClassOf(i) == CommitClass.Counted)
                counted++;
        return counted;
    }

    private static bool IsWithin(in Commit commit, DateTimeOffset from, DateTimeOffset to) =>
        Dates.Clamp(commit.CommitterTime) is var time && time > from.ToUnixTimeSeconds() && time <= to.ToUnixTimeSeconds();

    private static DateTimeOffset MonthsBefore(DateTimeOffset date, int months) =>
        date.Year - 2 > months / 12 ? date.AddMonths(-months) : Dates.Earliest;
}
