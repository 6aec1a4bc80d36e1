using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>How the counted commits of a stretch of history name people: what tells a change of the record from a change of the people.</summary>
internal sealed class RecordTally
{
    private const long SecondsOfWeek = 7 * 86400;

    /// <summary>Non-merge commits by people.</summary>
    public int Commits { get; private set; }

    /// <summary>Those that a platform committed in the author's stead.</summary>
    public int ByPlatform { get; private set; }

    /// <summary>Those that another person committed.</summary>
    public int ByAnother { get; private set; }

    /// <summary>Contributor → commits authored.</summary>
    public SortedDictionary<int, int> Authored { get; } = [];

    /// <summary>Contributor → commits committed, without platforms.</summary>
    public SortedDictionary<int, int> Committed { get; } = [];

    /// <summary>Contributor → weeks with an authored commit: squashing makes one commit of many, but it is the same person's in much the same week.</summary>
    public SortedDictionary<int, int> Weeks { get; } = [];

    public double PlatformShare => Commits == 0 ? 0 : (double)ByPlatform / Commits;

    /// <summary>Share of commits that somebody else than their author committed, platforms included.</summary>
    public double InSteadShare => Commits == 0 ? 0 : (double)(ByAnother + ByPlatform) / Commits;

    /// <summary>Effective number of those who commit; all platforms are one.</summary>
    public double Committers => Entropy.EffectiveNumber([.. Committed.Values, ByPlatform]);

    /// <summary>One tally for each stretch that ends with a window; it begins after the end of the window before.</summary>
    public static RecordTally[] Of(RepositoryHistory history, IReadOnlyList<TrendWindow> windows)
    {
        long[] ends = [.. windows.Select(window => window.Window.To.ToUnixTimeSeconds())];
        var tallies = Array.ConvertAll(ends, _ => new RecordTally());
        // Of what lies before the first window nothing is asked.
        long start = windows.Count == 0 ? 0 : windows[0].Window.From.ToUnixTimeSeconds();
        bool[] known = Mainline.Committers(history);
        var weeks = new HashSet<(int Author, long Week)>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            long time = Dates.Clamp(commit.CommitterTime);
            int at = Array.BinarySearch(ends, time);
            at = at < 0 ? ~at : at;
            if (at < ends.Length && time > start && history.ClassOf(i) == CommitClass.Counted)
                tallies[at].Add(commit, known[commit.Committer], weeks.Add((commit.Author, time / SecondsOfWeek)));
        }

        return tallies;
    }

    /// <summary>Several stretches as one.</summary>
    public static RecordTally Sum(IEnumerable<RecordTally> parts)
    {
        var sum = new RecordTally();
        foreach (var part in parts)
        {
            sum.Commits += part.Commits;
            sum.ByPlatform += part.ByPlatform;
            sum.ByAnother += part.ByAnother;
            foreach (var (mine, theirs) in ((SortedDictionary<int, int>, SortedDictionary<int, int>)[])[(sum.Authored, part.Authored), (sum.Committed, part.Committed), (sum.Weeks, part.Weeks)])
                foreach (var (person, count) in theirs)
                    mine[person] = mine.GetValueOrDefault(person) + count;
        }

        return sum;
    }

    /// <summary>How alike two counts by person are: Σ of the smaller share, 0 (no person in common) to 1 (the same shares).</summary>
    public static double Overlap(SortedDictionary<int, int> one, SortedDictionary<int, int> other)
    {
        double all = one.Values.Sum(), others = other.Values.Sum();
        return all == 0 || others == 0 ? 0 : one.Sum(person => Math.Min(person.Value / all, other.GetValueOrDefault(person.Key) / others));
    }

    private void Add(in Commit commit, bool committerIsKnown, bool newWeek)
    {
        Commits++;
        Authored[commit.Author] = Authored.GetValueOrDefault(commit.Author) + 1;
        if (newWeek)
            Weeks[commit.Author] = Weeks.GetValueOrDefault(commit.Author) + 1;
        if (!committerIsKnown)
        {
            ByPlatform++;
            return;
        }

        Committed[commit.Committer] = Committed.GetValueOrDefault(commit.Committer) + 1;
        ByAnother += commit.Committer == commit.Author ? 0 : 1;
    }
}
