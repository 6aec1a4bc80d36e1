using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Lifetime figures of every contributor, up to a date: shown beside the window's, never mixed in.</summary>
/// <param name="Commits">Contributor → non-merge commits authored.</param>
/// <param name="First">Contributor → committer time of the first of them; <see cref="long.MaxValue"/> when there is none.</param>
/// <param name="Last">Contributor → committer time of the last of them; <see cref="long.MinValue"/> when there is none.</param>
/// <param name="Start">Committer time of the oldest commit of all.</param>
internal sealed record Lifetimes(int[] Commits, long[] First, long[] Last, long Start)
{
    public static Lifetimes Of(RepositoryHistory history, DateTimeOffset until)
    {
        int people = history.Contributors.Length;
        int[] commits = new int[people];
        long[] first = new long[people], last = new long[people];
        Array.Fill(first, long.MaxValue);
        Array.Fill(last, long.MinValue);
        long start = long.MaxValue, end = until.ToUnixTimeSeconds();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (commit.CommitterTime > end)
                continue;
            start = Math.Min(start, commit.CommitterTime);
            if (history.ClassOf(i) is CommitClass.Merge or CommitClass.OutsideScope)
                continue;
            commits[commit.Author]++;
            first[commit.Author] = Math.Min(first[commit.Author], commit.CommitterTime);
            last[commit.Author] = Math.Max(last[commit.Author], commit.CommitterTime);
        }

        return new(commits, first, last, start);
    }
}
