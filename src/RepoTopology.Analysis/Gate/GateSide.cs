using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>The repository before or after a change, as far as the gate looks at it.</summary>
/// <param name="History">The facts up to its commit.</param>
/// <param name="Files">The living files that the rules may ask about: with the origin of each line.</param>
/// <param name="HasLeft">Contributor → has left, at the gate's "now".</param>
/// <param name="Change">Commits of the judged change, by index; none on the side before it.</param>
/// <param name="Analysis">The whole picture; null unless a rule needs it (<see cref="GateMeasures.NeedsLinesOnly"/>).</param>
public sealed record GateSide(
    RepositoryHistory History, ImmutableArray<LivingFile> Files, ImmutableArray<bool> HasLeft, IReadOnlySet<int> Change, RepositoryAnalysis? Analysis)
{
    /// <param name="history">The facts up to the side's commit.</param>
    /// <param name="files">What the rules may ask about.</param>
    /// <param name="change">Commits of the judged change.</param>
    /// <param name="now">What "now" is, on both sides.</param>
    /// <param name="leftAfterMonths">Who has been silent for so long has left.</param>
    /// <param name="analysis">The whole picture, or null.</param>
    public static GateSide Of(
        RepositoryHistory history, ImmutableArray<LivingFile> files, IReadOnlySet<int> change, DateTimeOffset now, int leftAfterMonths, RepositoryAnalysis? analysis = null) =>
        new(history, files, LeftAt(history, now, leftAfterMonths, new HashSet<int>()), change, analysis);

    /// <summary>Contributor → has left at a moment; commits that were not there yet count for nothing.</summary>
    public static ImmutableArray<bool> LeftAt(RepositoryHistory history, DateTimeOffset now, int leftAfterMonths, IReadOnlySet<int> notYet) =>
        Departures.Of(history, Departures.Since(now, leftAfterMonths), notYet);
}
