using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Reads the history and the living lines of a request's repository, and judges them.</summary>
internal static class AnalysisSource
{
    /// <returns>The analysis with people's names, and the lines behind it; null lines for a range, which says nothing of the files that it does not change.</returns>
    public static (RepositoryAnalysis Analysis, LivingLines? Lines) Read(
        GitRepository opened, HistoryCache? cache, AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        var history = HistorySource.Read(
            opened, cache, request.Repository, shell, cancellation, options => options with { FirstParentChanges = true });
        if (history.Commits.IsEmpty)
            throw new RequestException($"'{history.Revision}' holds no commits to analyse; name a branch, or a range whose right side is ahead");
        var lines = ReadLines(opened, history, cache, request.Repository, shell, cancellation);
        var analysis = ProgressDisplay.During(
            shell, "judging what was read", () => RepositoryAnalyzer.Analyze(history, lines, request.Options, cancellation));
        return request.BusFactor == BusFactorAlgorithm.Lines
            ? (analysis, lines)
            : (analysis with { Risk = analysis.Risk with { BusFactor = PublishedBusFactor(opened, history, request.BusFactor, cancellation) } }, lines);
    }

    /// <summary>As <see cref="Read"/>, with lines.</summary>
    /// <exception cref="RequestException">The revision is a range.</exception>
    public static RepositoryAnalysis ReadWithLines(AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        if (Revision.Resolve(opened, request.Repository.Revision).Exclude is not null)
            throw new RequestException($"'{request.Repository.Revision}' is a range, and who wrote the lines that stand is told of a commit; give --rev one");
        return Read(opened, request, shell, cancellation);
    }

    /// <summary>As <see cref="ReadWithLines"/>, without lines for a range.</summary>
    public static RepositoryAnalysis Read(AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        return Read(opened, request, shell, cancellation);
    }

    private static RepositoryAnalysis Read(GitRepository opened, AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            return Read(opened, cache, request, shell, cancellation).Analysis;
        }
        finally
        {
            // Also when it was cancelled: what was read until then need not be read again.
            cache?.Save();
        }
    }

    private static LivingLines? ReadLines(
        GitRepository opened, RepositoryHistory history, HistoryCache? cache, RepositoryRequest request, Shell shell, CancellationToken cancellation)
    {
        if (Revision.Resolve(opened, request.Revision).Exclude is not null)
            return null;
        var options = new LivingLinesOptions
        {
            Lines = new LineOptions { Jobs = request.Jobs, MemoryBudget = request.MemoryBudget },
            IgnoredCommits = IgnoredCommits.OfCommit(opened, history.Head, shell),
            SampleTimes = QuarterEnds.Of(history),
            Changes = true,
            Files = false,
            ModulesOnly = true,
            Moves = true,
            Cache = cache,
        };
        return ProgressDisplay.During(shell, "following lines", progress =>
            LivingLinesReader.Read(opened, history, options with { Lines = options.Lines with { Progress = progress } }, cancellation), "versions");
    }

    private static BusFactor PublishedBusFactor(GitRepository opened, RepositoryHistory history, BusFactorAlgorithm algorithm, CancellationToken cancellation) =>
        algorithm == BusFactorAlgorithm.Avelino
            ? TruckFactor.Of(history, WrittenAuthorsReader.Read(opened, history, cancellation: cancellation))
            : JetBrainsBusFactor.Of(history, WrittenAuthorsReader.Read(opened, history, JetBrainsBusFactor.Start(history), cancellation));
}
