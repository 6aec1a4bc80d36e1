using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What a window is told about the repository around it.</summary>
/// <param name="Lifetimes">Of every contributor, up to the window's end.</param>
/// <param name="Integrators">Mainline commit of the window → who let it in, a number below <paramref name="IntegratorCount"/>; −1 where the history cannot tell.</param>
/// <param name="IntegratorCount">People who let commits in.</param>
/// <param name="KnownChanges">What share of the window's counted commits has changes that a partial or shallow clone could show, 0 to 1.</param>
internal sealed record Surroundings(Lifetimes Lifetimes, int[] Integrators, int IntegratorCount, double KnownChanges)
{
    public static Surroundings Of(RepositoryHistory history, AnalysisWindow window)
    {
        var (integrators, count) = Mainline.Integrators(history, window);
        return new(Lifetimes.Of(history, window.To), integrators, count, KnownChangesOf(history, window));
    }

    private static double KnownChangesOf(RepositoryHistory history, AnalysisWindow window)
    {
        var unknown = history.Completeness.Skipped.Select(skipped => skipped.Id).ToHashSet();
        int lost = 0;
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if ((commit.IsBoundary || unknown.Contains(commit.Id)) && window.Contains(commit) && history.ClassOf(i) == CommitClass.Counted)
                lost++;
        }

        return window.Commits == 0 ? 0 : 1 - (double)lost / window.Commits;
    }
}
