namespace RepoTopology.History;

/// <summary>Which versions stood at the sampled dates, along the first parents of the analysed commit.</summary>
internal sealed class SampledVersions
{
    private readonly (int First, int Count)[] _ranges;

    private SampledVersions(int[] commits, (int, int)[] ranges) => (Commits, _ranges) = (commits, ranges);

    /// <summary>For each date the commit that was the newest; −1 before the first one.</summary>
    public int[] Commits { get; }

    public bool Any => Commits.Length > 0;

    /// <summary>The samples, consecutive ones, in which a version stands.</summary>
    public (int First, int Count) Of(int version) => _ranges.Length == 0 ? default : _ranges[version];

    public static SampledVersions Of(RepositoryHistory history, VersionTable table, IReadOnlyList<long> times)
    {
        if (times.Count == 0 || history.Commits.IsEmpty)
            return new SampledVersions([], []);
        int[] commits = CommitsAt(history, times);
        var ranges = new (int First, int Count)[table.Count];
        for (int path = 0; path < history.Paths.Length; path++)
        {
            if (history.Paths[path].Module < 0)
                continue;
            for (int sample = 0; sample < commits.Length; sample++)
            {
                int version = table.Find(path, commits[sample]);
                if (version == VersionTable.None)
                    continue;
                ref var range = ref ranges[version];
                range = range.Count == 0 ? (sample, 1) : (range.First, range.Count + 1);
            }
        }

        return new SampledVersions(commits, ranges);
    }

    private static int[] CommitsAt(RepositoryHistory history, IReadOnlyList<long> times)
    {
        int[] commits = new int[times.Count];
        int commit = 0;
        for (int sample = times.Count - 1; sample >= 0; sample--)
        {
            while (commit >= 0 && history.Commits[commit].CommitterTime > times[sample])
                commit = history.ParentsOf(commit) is [var first, ..] ? first : -1;
            commits[sample] = commit;
        }

        return commits;
    }
}
