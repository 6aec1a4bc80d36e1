using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Consecutive lines of a file that came from one place.</summary>
/// <param name="Start">First line, counted from 0.</param>
/// <param name="Count">Lines, at least 1.</param>
/// <param name="Commit">Index of the commit that wrote them; −1 when it is unknown (shallow clone, missing object, a cap).</param>
/// <param name="OriginalPath">Index of the path the file had there.</param>
/// <param name="OriginalStart">First line there, counted from 0.</param>
public readonly record struct LineRun(int Start, int Count, int Commit, int OriginalPath, int OriginalStart);

/// <summary>A text file of the analysed commit and where its lines came from.</summary>
/// <param name="Path">Index into <see cref="RepositoryHistory.Paths"/>.</param>
/// <param name="Lines">Lines of the file.</param>
/// <param name="Runs">All of them, in order.</param>
public sealed record LivingFile(int Path, int Lines, ImmutableArray<LineRun> Runs);

/// <summary>Who wrote each line that stands at the analysed commit.</summary>
public sealed class LivingLines
{
    /// <summary>Text files of the analysed commit in path order (bytes); links, submodules and binary files have no lines.</summary>
    public required ImmutableArray<LivingFile> Files { get; init; }
}

/// <summary>What to read besides how contents are compared.</summary>
public sealed record LivingLinesOptions
{
    public LineOptions Lines { get; init; } = new();

    /// <summary>Commits whose changes are handed on to their parents' most similar lines, as <c>git blame --ignore-rev</c> does.</summary>
    public IReadOnlySet<ObjectId> IgnoredCommits { get; init; } = new HashSet<ObjectId>();

    /// <summary>Only files that match; null for all. A glob as in <see cref="HistoryOptions.Exclude"/>.</summary>
    public string? Path { get; init; }
}

/// <summary>
/// Reads where every line came from, all files in one pass over the facts of a history; the second door to the facts. The history must have been read with
/// <see cref="HistoryOptions.FirstParentChanges"/>.
/// </summary>
public static class LivingLinesReader
{
    /// <exception cref="GitDataException">An object is corrupt.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LivingLines Read(
        GitRepository repository, RepositoryHistory history, LivingLinesOptions options, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
