using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who let each commit of the mainline (the chain of first parents) in: the author of a merge, else the committer. A platform that squashes
/// or merges on the web puts its own name there, and a bot may do so too: then the history cannot tell, and the commit lowers the coverage.
/// </summary>
internal static class Mainline
{
    private static readonly string[] PlatformMailboxes = ["noreply", "no-reply", "web-flow"];

    /// <returns>For each mainline commit of the window, oldest first, a dense number of its integrator or −1; and how many integrators there are.</returns>
    public static (int[] Integrators, int Count) Integrators(RepositoryHistory history, AnalysisWindow window)
    {
        var numbers = new Dictionary<int, int>();
        var integrators = new List<int>();
        foreach (var (_, person) in Walk(history, window))
        {
            if (person < 0)
            {
                integrators.Add(-1);
                continue;
            }

            if (!numbers.TryGetValue(person, out int number))
                numbers[person] = number = numbers.Count;
            integrators.Add(number);
        }

        integrators.Reverse();
        return ([.. integrators], numbers.Count);
    }

    /// <returns>The mainline commits of the window, newest first, with the contributor who let each in, or −1.</returns>
    public static IEnumerable<(int Commit, int Integrator)> Walk(RepositoryHistory history, AnalysisWindow window)
    {
        bool[] known = Committers(history);
        for (int i = history.Commits.IsEmpty ? -1 : 0; i >= 0; i = history.ParentsOf(i) is [var first, ..] ? first : -1)
        {
            int person = WhoLetIn(history, i);
            if (window.Contains(history.Commits[i]))
                yield return (i, known[person] ? person : -1);
        }
    }

    /// <summary>Whose name stands where the integrator's would.</summary>
    public static Contributor LetInBy(RepositoryHistory history, int commit) => history.Contributors[WhoLetIn(history, commit)];

    /// <summary>A hosting platform's own name or mailbox.</summary>
    public static bool IsPlatform(Contributor contributor) =>
        contributor.KindRule == BotRules.Platform || PlatformMailboxes.Contains(contributor.Email.Split('@')[0].ToLowerInvariant());

    /// <summary>Contributor → whether, as a committer, they are a person. One who never authored anything, not even a merge, is a platform's button under whatever name.</summary>
    public static bool[] Committers(RepositoryHistory history)
    {
        var known = new bool[history.Contributors.Length];
        foreach (var commit in history.Commits)
            known[commit.Author] = true;
        for (int i = 0; i < known.Length; i++)
            known[i] = known[i] && IsPerson(history.Contributors[i]);
        return known;
    }

    private static bool IsPerson(Contributor contributor) => contributor.Kind == ContributorKind.Person && !IsPlatform(contributor);

    private static int WhoLetIn(RepositoryHistory history, int commit) =>
        history.Commits[commit].IsMerge ? history.Commits[commit].Author : history.Commits[commit].Committer;
}
