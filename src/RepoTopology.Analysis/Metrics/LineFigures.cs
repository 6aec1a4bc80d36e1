using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Who holds the code that stands: living lines of text files in modules (generated, vendored and binary files have none). Lines of which nobody can
/// tell who wrote them (a shallow clone, a missing object) are counted as unknown, and shares become intervals.
/// </summary>
public sealed record LineFigures
{
    /// <summary>Living lines of modules at the analysed commit, unknown ones included.</summary>
    public required long Lines { get; init; }

    /// <summary>Those of which nobody can tell who wrote them.</summary>
    public required long Unknown { get; init; }

    /// <summary>People with a living line.</summary>
    public required int People { get; init; }

    /// <summary>The fewest people who hold half of the known lines; 0 without any.</summary>
    public required int HalfHeldBy { get; init; }

    /// <summary>By module, most lines first.</summary>
    public required ImmutableArray<ModuleLines> Modules { get; init; }

    /// <summary>At the end of each quarter and at the analysed commit, oldest first.</summary>
    public required ImmutableArray<LinesAtDate> OverTime { get; init; }

    public required RewriteFigures Rewrites { get; init; }

    /// <summary>Files that could not be read or compared in full; their lines are unknown or missing.</summary>
    public required int FilesInPart { get; init; }

    /// <summary>Commits with too many files to search where each came from; lines of those files may be unknown.</summary>
    public required int CappedRenameSearches { get; init; }

    /// <summary>Commits with too many lines to search which of them were moved from other files; those count as written by whoever moved them.</summary>
    public int CappedMoveSearches { get; init; }

    internal static LineFigures Of(RepositoryHistory history, LivingLines lines, AnalysisWindow window)
    {
        var now = lines.OverTime.IsEmpty ? [] : lines.OverTime[^1].Shares;
        var holders = Holders.Of(history, now);
        return new LineFigures
        {
            Lines = holders.Lines,
            Unknown = holders.Unknown,
            People = holders.People,
            HalfHeldBy = holders.HalfHeldBy,
            Modules =
            [
                .. now.GroupBy(share => share.Module)
                    .Select(module => ModuleLines.Of(module.Key, Holders.Of(history, module)))
                    .OrderByDescending(module => module.Lines).ThenBy(module => module.Module),
            ],
            OverTime = [.. lines.OverTime.Where(sample => sample.Commit >= 0).Select(sample => LinesAtDate.Of(sample, Holders.Of(history, sample.Shares)))],
            Rewrites = RewriteFigures.Of(history, lines, window),
            FilesInPart = lines.Unreadable.Length + lines.Capped.Length,
            CappedRenameSearches = lines.CappedRenameSearches,
            CappedMoveSearches = lines.CappedMoveSearches,
        };
    }
}

/// <summary>Living lines of one module.</summary>
/// <param name="Module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
/// <param name="Lines">Unknown ones included.</param>
/// <param name="Unknown">Lines of which nobody can tell who wrote them.</param>
/// <param name="People">People with a living line.</param>
/// <param name="TopContributor">Who holds most known lines; −1 when no person does.</param>
/// <param name="TopShare">Their share of all lines: at least, and at most if the unknown ones were theirs too.</param>
public sealed record ModuleLines(int Module, long Lines, long Unknown, int People, int TopContributor, Interval TopShare)
{
    internal static ModuleLines Of(int module, Holders holders) =>
        new(module, holders.Lines, holders.Unknown, holders.People, holders.Top, holders.TopShare);
}

/// <summary>Living lines at a date, along the first parents of the analysed commit.</summary>
/// <param name="Date">The end of a quarter, or the analysed commit's date.</param>
/// <param name="Lines">Unknown ones included.</param>
/// <param name="Unknown">Lines of which nobody can tell who wrote them.</param>
/// <param name="People">People with a living line.</param>
/// <param name="HalfHeldBy">The fewest people who hold half of the known lines.</param>
/// <param name="TopShare">The share of whoever holds most.</param>
public sealed record LinesAtDate(DateTimeOffset Date, long Lines, long Unknown, int People, int HalfHeldBy, Interval TopShare)
{
    internal static LinesAtDate Of(LineSample sample, Holders holders) =>
        new(Dates.FromUnixSeconds(sample.Time), holders.Lines, holders.Unknown, holders.People, holders.HalfHeldBy, holders.TopShare);
}
