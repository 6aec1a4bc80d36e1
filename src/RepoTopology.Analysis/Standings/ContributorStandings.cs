using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What everybody did in the window: people with their layers and communities, and bots and agents beside them.</summary>
internal static class ContributorStandings
{
    public static ImmutableArray<ContributorStanding> Of(Sample whole, Communities communities)
    {
        var table = whole.Table;
        var lifetimes = table.Lifetimes;
        var layers = Layers.Of(whole);
        var standings = new List<ContributorStanding>();
        for (int person = 0; person < table.PersonCount; person++)
            standings.Add(Standing(table.People[person], whole.CommitsOf[person], table.TouchesOfPerson[person].Length) with
            {
                Share = (double)whole.CommitsOf[person] / whole.Commits,
                Layer = layers[person],
                Community = communities.Of[person] is >= 0 and var community ? community : null,
            });
        foreach (var (contributor, commits, files) in Automations(table))
            standings.Add(Standing(contributor, commits, files));
        return [.. standings.OrderByDescending(standing => standing.Commits).ThenBy(standing => standing.Contributor)];

        ContributorStanding Standing(int contributor, int commits, int files) => new()
        {
            Contributor = contributor,
            Commits = commits,
            Share = 0,
            Files = files,
            LifetimeCommits = lifetimes.Commits[contributor],
            FirstCommit = Dates.FromUnixSeconds(lifetimes.First[contributor]),
            LastCommit = Dates.FromUnixSeconds(lifetimes.Last[contributor]),
            Layer = null,
            Community = null,
        };
    }

    public static ImmutableArray<LayerSummary> Summarise(IEnumerable<ContributorStanding> standings)
    {
        var people = standings.Where(standing => standing.Layer is not null).ToLookup(standing => standing.Layer!.Value);
        return
        [
            .. Enum.GetValues<Layer>().Select(layer => new LayerSummary(
                layer, people[layer].Count(), people[layer].Sum(standing => standing.Commits), people[layer].Sum(standing => standing.Share))),
        ];
    }

    private static IEnumerable<(int Contributor, int Commits, int Files)> Automations(WindowTable table)
    {
        var history = table.History;
        var commits = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < history.Commits.Length; i++)
            if (table.Window.Contains(history.Commits[i]) && history.ClassOf(i) is CommitClass.Bot or CommitClass.Agent)
            {
                int author = history.Commits[i].Author;
                if (!commits.TryGetValue(author, out var list))
                    commits[author] = list = [];
                list.Add(i);
            }

        foreach (var (contributor, list) in commits)
        {
            var files = new HashSet<int>();
            foreach (int commit in list.Where(commit => history.FilesOf(commit) <= WindowChoice.GiantFiles))
                foreach (var change in history.ChangesOf(commit))
                    if (history.Paths[change.Path].Kind == PathKind.Authored && !change.RenamedAway)
                        files.Add(change.Path);
            yield return (contributor, list.Count, files.Count);
        }
    }
}
