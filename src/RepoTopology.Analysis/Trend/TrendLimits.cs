using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What a look back over the whole history could not show.</summary>
internal static class TrendLimits
{
    public static ImmutableArray<string> Of(RepositoryHistory history, ImmutableArray<TrendWindow> windows)
    {
        var limits = new List<string>();
        if (history.Completeness.ShallowBoundaries > 0)
            limits.Add("The clone is shallow: the trend begins at its boundary, and who was new before it cannot be told.");
        if (history.Completeness.MissingCommits > 0 || history.Completeness.Skipped.Count > 0)
            limits.Add("Commits, or what they change, are missing: figures about shared work rest on the others.");
        if (history.IsFiltered)
            limits.Add("Only a part of the repository is looked at: commits outside it do not count.");
        int thin = windows.Count(window => window.Index is null);
        if (thin > 0)
            limits.Add($"{Phrases.Count(thin, "window has", "windows have")} too few commits for a verdict.");
        int widened = windows.Count(window => window.Index is not null && window.Window.Months > window.Window.RequestedMonths);
        if (widened > 0)
            limits.Add($"{Phrases.Count(widened, "window was", "windows were")} widened, up to {WindowChoice.LongestMonths} months, to reach {Calibration.NeededCommits} commits.");
        if (DeclaredGateRule.Of(history.DeclaredGate).Value is not null)
            limits.Add("What the documents declare is taken from the analysed commit for all windows.");
        return [.. limits];
    }
}
