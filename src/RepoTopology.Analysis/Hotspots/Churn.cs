using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>How often and how much files or modules changed in the window, by counted commits that are not giant. Work on a file follows it through renames.</summary>
internal sealed class Churn
{
    private readonly List<int[]> _thingsOfCommit = [];

    /// <summary>Path or module → the numbers of the commits that touch it.</summary>
    public Dictionary<int, List<int>> Commits { get; } = [];

    /// <summary>Path or module → lines added and deleted.</summary>
    public Dictionary<int, long> Lines { get; } = [];

    public static Churn Of(RepositoryAnalysis analysis, LivingLines lines, HotspotLevel level)
    {
        var history = analysis.History;
        var churn = new Churn();
        // Newest first: a rename says what older commits' paths are called today.
        var today = new Dictionary<int, int>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            bool counts = analysis.Window.Contains(history.Commits[i]) && history.ClassOf(i) == CommitClass.Counted && history.FilesOf(i) <= WindowChoice.GiantFiles;
            var changes = history.ChangesOf(i);
            var touched = new Dictionary<int, long>();
            for (int row = 0; row < changes.Length; row++)
            {
                var change = changes[row];
                int path = today.GetValueOrDefault(change.Path, change.Path);
                if (change.RenamedFrom >= 0)
                    today[change.RenamedFrom] = path;
                if (!counts || change.RenamedAway || !history.Paths[path].AtHead || history.Paths[path].Module is var module && module < 0)
                    continue;
                int thing = level == HotspotLevel.File ? path : module;
                var size = lines.Sizes!.Of(i)[row];
                touched[thing] = touched.GetValueOrDefault(thing) + Math.Max(0, size.Added) + Math.Max(0, size.Deleted);
            }

            if (touched.Count > 0)
                churn.Add(touched);
        }

        return churn;
    }

    /// <summary>Of types, by the window's commits with a line that stands in them.</summary>
    public static Churn OfTypes(RepositoryAnalysis analysis, IEnumerable<int> types, MemberOwnership ownership)
    {
        var history = analysis.History;
        var touched = new SortedDictionary<int, Dictionary<int, long>>();
        foreach (int type in types)
            foreach (var (commit, lines) in ownership.Types[type].Commits)
                if (analysis.Window.Contains(history.Commits[commit]) && history.ClassOf(commit) == CommitClass.Counted && history.FilesOf(commit) <= WindowChoice.GiantFiles)
                {
                    if (!touched.TryGetValue(commit, out var of))
                        touched[commit] = of = [];
                    of[type] = lines;
                }

        var churn = new Churn();
        foreach (var of in touched.Values)
            churn.Add(of);
        return churn;
    }

    /// <summary>What changes with it in most of its commits; null below <see cref="Hotspots.LeastTogether"/>.</summary>
    public HotspotCompanion? CompanionOf(int thing)
    {
        var together = new Dictionary<int, int>();
        foreach (int commit in Commits[thing])
            foreach (int other in _thingsOfCommit[commit])
                if (other != thing)
                    together[other] = together.GetValueOrDefault(other) + 1;
        var best = together.OrderByDescending(other => other.Value).ThenBy(other => other.Key).FirstOrDefault(KeyValuePair.Create(-1, 0));
        return best.Value < Hotspots.LeastTogether ? null : new HotspotCompanion(best.Key, best.Value, (double)best.Value / Commits[thing].Count);
    }

    private void Add(Dictionary<int, long> touched)
    {
        foreach (var (thing, lines) in touched)
        {
            if (!Commits.TryGetValue(thing, out var commits))
                Commits[thing] = commits = [];
            commits.Add(_thingsOfCommit.Count);
            Lines[thing] = Lines.GetValueOrDefault(thing) + lines;
        }

        _thingsOfCommit.Add([.. touched.Keys]);
    }
}
