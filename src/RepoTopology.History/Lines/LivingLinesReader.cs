using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Reads where every line came from, all files in one pass over the facts of a history; the second door to the facts. Files go to the workers
/// one after the other, so that a file's versions are decoded side by side, and each pair of versions is compared once for everything.
/// </summary>
public static class LivingLinesReader
{
    /// <summary>
    /// Text that is read of one file and those it was renamed from, in bytes: the newest versions that fit. What lies before them is unknown. Some thirty
    /// times what the largest file of git's own history takes.
    /// </summary>
    public const long MostBytes = 4L << 30;

    // Versions side by side share their text: more than a few of them would only fill memory.
    private const long MostTextBytes = 4 << 20;

    /// <param name="repository">Where the blobs are.</param>
    /// <param name="history">Facts read with <see cref="HistoryOptions.FirstParentChanges"/> and with renames.</param>
    /// <param name="options">What to read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GitDataException">An object is corrupt.</exception>
    /// <exception cref="HistoryOptionsException">The glob is malformed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LivingLines Read(
        GitRepository repository, RepositoryHistory history, LivingLinesOptions options, CancellationToken cancellation = default)
    {
        var cached = CachedLines.Of(history, options);
        if (cached?.TryFind() is { } known)
            return known;
        var glob = options.Path is { } path ? PathGlob.Parse(path) : null;
        int jobs = Workers.Count(options.Lines.Jobs);
        var forest = new FirstParentForest(history);
        var table = new VersionTable(history, forest);
        var sources = RenameSources.Find(repository, history, table, options.Cache, options.Lines.Jobs, cancellation);
        var graph = new VersionGraph(history, table, sources, options.IgnoredCommits);
        var work = new LineWork(history, forest, table, graph, options, SampledVersions.Of(history, table, options.SampleTimes), glob)
        {
            CappedRenameSearches = sources.CappedCommits,
            Memory = new ContentMemory(options.Lines.MemoryBudget, jobs),
        };

        using var headers = repository.Objects.CreateReader();
        var families = FileFamilies.Of(history, table, sources)
            .Where(family => !options.ModulesOnly || family.Any(member => history.Paths[member].Module >= 0))
            // What was moved into a file may come from any other.
            .Where(family => options is { Paths: { } paths, Moves: false } ? family.Any(paths.Contains) : work.AsksEveryChange || family.Any(member => work.IsWanted(member)))
            .Select(family => FileFamily.Of(family, table, headers, options.MostBytes))
            .OrderByDescending(family => family.Weight)
            .ToList();
        long textBudget = Math.Min(MostTextBytes, options.Lines.MemoryBudget / 4 / jobs);
        if (options.Moves)
        {
            var (moves, capped) = MoveSearch.Run(work, families, notes => new FamilyReader(repository, work, textBudget, notes), jobs, cancellation);
            work = work with { Moves = moves, CappedMoveSearches = capped };
            if (!options.Changes)
                families = MoveOrigins.FamiliesFor(families, work, moves);
        }

        var progress = new ProgressMeter(options.Lines.Progress);
        progress.WalkEnded(table.Count);
        var readers = Workers.Run(
            jobs, "lines", families.Count, () => new FamilyReader(repository, work, textBudget),
            (reader, i, stop) => progress.Read(reader.Read(families[i], stop)), cancellation);
        var lines = LineResults.Assemble(history, work, families, readers.Select(reader => reader.Found), sources.IsComplete && readers.All(reader => reader.IsComplete));
        // What is kept is large: a commit that is not made yet must not take the place of one that is.
        if (lines.IsComplete && !repository.Objects.Unstored.Contains(history.Head))
            cached?.Add(lines);
        return lines;
    }
}

/// <summary>What all workers look at.</summary>
internal sealed record LineWork(
    RepositoryHistory History, FirstParentForest Forest, VersionTable Table, VersionGraph Graph, LivingLinesOptions Options,
    SampledVersions Samples, PathGlob? Glob)
{
    public required int CappedRenameSearches { get; init; }

    /// <summary>What contents may take.</summary>
    public required ContentMemory Memory { get; init; }

    /// <summary>The moves; null when they are not asked for, or not found yet.</summary>
    public LineMoves? Moves { get; init; }

    public int CappedMoveSearches { get; init; }

    /// <summary>Whether what each change did matters, also in files that are gone.</summary>
    public bool AsksEveryChange => Options.Changes || Options.Moves;

    /// <summary>Each version's number in its family, for the worker that reads the family.</summary>
    public int[] Local { get; } = new int[Table.Count];

    /// <summary>Room to count lines by version, for the worker that reads the family; all 0 between two counts.</summary>
    public int[] Counted { get; } = new int[Table.Count];

    /// <summary>The version of a path that stands at the analysed commit and is wanted, or <see cref="VersionTable.None"/>.</summary>
    public int HeadVersion(int path) => VersionAt(path, 0);

    /// <summary>The version of a path that stands at <see cref="LivingLinesOptions.Before"/> and is wanted, or <see cref="VersionTable.None"/>.</summary>
    public int BeforeVersion(int path) => Options.Before is { } commit ? VersionAt(path, commit) : VersionTable.None;

    private int VersionAt(int path, int commit)
    {
        int version = Table.Find(path, commit);
        return version != VersionTable.None && VersionTable.IsFile(Table.ChangeOf(version)) && Glob?.Matches(History.Paths[path].Text) != false && Options.Paths?.Contains(path) != false
            ? version
            : VersionTable.None;
    }

    /// <summary>Whether anything is asked of a path itself.</summary>
    public bool IsWanted(int path) => HeadVersion(path) != VersionTable.None || BeforeVersion(path) != VersionTable.None || Samples.Any;

    /// <summary>Who wrote a version's own lines; −1 for unknown, as lines of a shallow clone's last commits may be older.</summary>
    public int AuthorOf(int version)
    {
        if (version == VersionTable.None)
            return -1;
        ref readonly var commit = ref History.Commits.ItemRef(Table.CommitOf[version]);
        return commit.IsBoundary ? -1 : commit.Author;
    }
}
