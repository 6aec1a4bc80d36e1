using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Who committed to some files, under the names they have and had.</summary>
/// <param name="Total">The window's counted commits to them; giant commits are left out.</param>
/// <param name="Commits">Of those, by contributor.</param>
/// <param name="LastCommit">Contributor → committer time of their last one over the whole history, merges and giant commits left out.</param>
internal sealed record FileWork(int Total, IReadOnlyDictionary<int, int> Commits, IReadOnlyDictionary<int, long> LastCommit)
{
    /// <param name="analysis">The window and the facts.</param>
    /// <param name="files">Paths at the analysed commit.</param>
    /// <param name="counts">Which commits count, by their index.</param>
    public static FileWork Of(RepositoryAnalysis analysis, IReadOnlySet<int> files, Func<int, bool> counts)
    {
        var history = analysis.History;
        // Newest first, so that a rename gives the older name before older commits are met.
        var names = files.ToHashSet();
        var commits = new Dictionary<int, int>();
        var last = new Dictionary<int, long>();
        int total = 0;
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            bool touches = false;
            foreach (var change in history.ChangesOf(i))
            {
                if (!names.Contains(change.Path))
                    continue;
                touches = true;
                if (change.RenamedFrom >= 0)
                    names.Add(change.RenamedFrom);
            }

            if (!touches || commit.IsBoundary || !counts(i) || history.ClassOf(i) != CommitClass.Counted || history.FilesOf(i) > WindowChoice.GiantFiles)
                continue;
            last[commit.Author] = Math.Max(last.GetValueOrDefault(commit.Author, long.MinValue), commit.CommitterTime);
            if (!analysis.Window.Contains(commit))
                continue;
            total++;
            commits[commit.Author] = commits.GetValueOrDefault(commit.Author) + 1;
        }

        return new(total, commits, last);
    }
}
