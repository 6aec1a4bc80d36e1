using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The commits that a window's figures look into.</summary>
public static class WindowCommits
{
    /// <summary>Of the window that an analysis with these options chooses: people's commits that are neither merges nor giant, oldest first.</summary>
    public static int[] Of(RepositoryHistory history, AnalysisOptions options)
    {
        var window = WindowChoice.Choose(history, options);
        return
        [
            .. Enumerable.Range(0, history.Commits.Length).Reverse().Where(i => window.Contains(history.Commits[i])
                && history.ClassOf(i) == CommitClass.Counted && history.FilesOf(i) <= WindowChoice.GiantFiles),
        ];
    }
}
