using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Who wrote the lines that stand: at the analysed commit, at dates before it, and what each change did to them.</summary>
public sealed record LivingLines
{
    /// <summary>Text files of the analysed commit in path order (bytes); links, submodules and binary files have no lines.</summary>
    public required ImmutableArray<LivingFile> Files { get; init; }

    /// <summary>Those of <see cref="LivingLinesOptions.Before"/>, in the same order; none unless asked for.</summary>
    public ImmutableArray<LivingFile> FilesBefore { get; init; } = [];

    /// <summary>Living lines at the dates asked for, oldest first.</summary>
    public required ImmutableArray<LineSample> OverTime { get; init; }

    /// <summary>Lines that each change removed, by whom they had been written; null unless asked for.</summary>
    public required LineRewrites? Rewrites { get; init; }

    /// <summary>
    /// Lines added and deleted by each change of a commit that is no merge, as blame's comparison counts them (it differs from
    /// <c>--numstat</c> in some few rows, because git sets an equal tail aside only where it shows no context). Renames count against their old
    /// path, whose own row is then <see cref="ChangeSize.Unknown"/>, as are rows of links and submodules. Null unless asked for.
    /// </summary>
    public required ChangeSizes? Sizes { get; init; }

    /// <summary>Whether everything that was asked for could be read and compared: nothing that arrives later can change this.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Files of the analysed commit that could not be read, or not within the memory allowed, as indices into <see cref="RepositoryHistory.Paths"/>.</summary>
    public required ImmutableArray<int> Unreadable { get; init; }

    /// <summary>
    /// Files with more history than is compared: their oldest versions were left out (<see cref="LivingLinesReader.MostBytes"/>), or comparing took so
    /// long that the newest were not compared.
    /// </summary>
    public required ImmutableArray<int> Capped { get; init; }

    /// <summary>Commits with too many files to search where each came from: lines of those that were not found by content or name are unknown.</summary>
    public required int CappedRenameSearches { get; init; }

    /// <summary>Commits with too many lines to search which of them were moved: theirs belong to whoever moved them. 0 unless asked for.</summary>
    public int CappedMoveSearches { get; init; }
}

/// <summary>A text file of the analysed commit and where its lines came from.</summary>
/// <param name="Path">Index into <see cref="RepositoryHistory.Paths"/>.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Runs">All of them, in order.</param>
public sealed record LivingFile(int Path, int Lines, ImmutableArray<LineRun> Runs);

/// <summary>Consecutive lines of a file that came from one place.</summary>
/// <param name="Start">First line, counted from 0.</param>
/// <param name="Count">Lines, at least 1.</param>
/// <param name="Commit">Index of the commit that wrote them; −1 when it is unknown (outside the range, missing object, a cap).</param>
/// <param name="OriginalPath">Index of the path the file had there; −1 when it is unknown.</param>
/// <param name="OriginalStart">First line there, counted from 0; −1 when it is unknown.</param>
public readonly record struct LineRun(int Start, int Count, int Commit, int OriginalPath, int OriginalStart);

/// <summary>Living lines at a date, along the first parents of the analysed commit.</summary>
/// <param name="Time">The date asked for, seconds since 1970-01-01 UTC.</param>
/// <param name="Commit">Index of the last commit at or before it on the line of first parents; −1 when there was none yet.</param>
/// <param name="Shares">By module and contributor, ascending.</param>
public sealed record LineSample(long Time, int Commit, ImmutableArray<LineShare> Shares);

/// <summary>Living lines of a module that one contributor wrote.</summary>
/// <param name="Module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
/// <param name="Contributor">Index of the author; −1 for lines of which nobody can tell.</param>
/// <param name="Lines">At least 1.</param>
public readonly record struct LineShare(int Module, int Contributor, long Lines);

/// <summary>Lines of one author that a change took away.</summary>
/// <param name="Path">Index of the changed path.</param>
/// <param name="Contributor">Who had written them; −1 for unknown.</param>
/// <param name="Replaced">Lines that others stand in place of.</param>
/// <param name="Removed">Lines in whose place nothing stands.</param>
public readonly record struct LineRewrite(int Path, int Contributor, int Replaced, int Removed);

/// <summary>Whose lines each commit replaced or removed; nothing for merges.</summary>
public sealed class LineRewrites
{
    private readonly Rows<LineRewrite> _rows;

    internal LineRewrites(Rows<LineRewrite> rows) => _rows = rows;

    /// <summary>Rows written by hand, as <see cref="HistoryBuilder"/> makes histories: one list for each commit, newest first.</summary>
    public static LineRewrites Of(params IReadOnlyList<LineRewrite[]> commits) => new(RowsBuilder<LineRewrite>.Of(commits));

    /// <summary>By path and contributor, ascending. Whoever rewrites their own lines is among them.</summary>
    public ReadOnlySpan<LineRewrite> Of(int commit) => _rows[commit];
}
