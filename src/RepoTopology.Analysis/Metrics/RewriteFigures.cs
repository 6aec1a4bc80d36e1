using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What the window's counted commits of people did to lines that stood.</summary>
/// <param name="Added">Lines added, as blame's comparison counts them.</param>
/// <param name="Deleted">Lines taken away.</param>
/// <param name="Replaced">Lines in whose place others stand.</param>
/// <param name="OfOthers">Of those, the ones that another person than the author of the change had written.</param>
/// <param name="OfUnknown">Of those, the ones of which nobody can tell who wrote them.</param>
public sealed record RewriteFigures(long Added, long Deleted, long Replaced, long OfOthers, long OfUnknown)
{
    /// <summary>
    /// The share of replaced lines that were another person's: at least, and at most if the unknown ones were too; null where nothing was replaced.
    /// </summary>
    public Interval? OthersShare => Replaced == 0 ? null : new((double)OfOthers / Replaced, (double)(OfOthers + OfUnknown) / Replaced);

    internal static RewriteFigures Of(RepositoryHistory history, LivingLines lines, AnalysisWindow window)
    {
        if (lines.Rewrites is not { } rewrites || lines.Sizes is not { } sizes)
            return new RewriteFigures(0, 0, 0, 0, 0);
        long added = 0, deleted = 0, replaced = 0, ofOthers = 0, ofUnknown = 0;
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (!window.Contains(commit) || history.ClassOf(i) != CommitClass.Counted)
                continue;
            var changes = history.ChangesOf(i);
            for (int row = 0; row < changes.Length; row++)
            {
                if (history.Paths[changes[row].Path].Module < 0)
                    continue;
                added += Math.Max(0, sizes.Of(i)[row].Added);
                deleted += Math.Max(0, sizes.Of(i)[row].Deleted);
            }

            foreach (var rewrite in rewrites.Of(i))
            {
                if (history.Paths[rewrite.Path].Module < 0)
                    continue;
                replaced += rewrite.Replaced;
                if (rewrite.Contributor < 0)
                    ofUnknown += rewrite.Replaced;
                else if (rewrite.Contributor != commit.Author)
                    ofOthers += rewrite.Replaced;
            }
        }

        return new RewriteFigures(added, deleted, replaced, ofOthers, ofUnknown);
    }
}
