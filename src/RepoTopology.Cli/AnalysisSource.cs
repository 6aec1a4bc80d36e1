using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Reads the history and the living lines of a request's repository, and judges them.</summary>
internal static class AnalysisSource
{
    private const int MostCodeLimits = 20;

    /// <returns>The analysis with people's names, and the lines behind it; null lines for a range, which says nothing of the files that it does not change.</returns>
    public static (RepositoryAnalysis Analysis, LivingLines? Lines) Read(
        GitRepository opened, HistoryCache? cache, AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        CodeSource.Check(opened, request.Repository, request.Code);
        var history = HistorySource.Read(
            opened, cache, request.Repository, shell, cancellation, options => options with { FirstParentChanges = true });
        if (history.Commits.IsEmpty)
            throw new RequestException($"'{history.Revision}' holds no commits to analyse; name a branch, or a range whose right side is ahead");
        var formatting = FormattingSource.Find(opened, history, request.Repository, FormattingSource.AnalysisBytes, shell, cancellation);
        var options = LineOptions(opened, history, cache, request.Repository, formatting.Commits, shell) with { Files = request.LineOrigins };
        var lines = Revision.Resolve(opened, request.Repository.Revision).Exclude is null ? FollowLines(shell, opened, history, options, cancellation) : null;
        var words = ReadWords(opened, history, cache, request, shell, cancellation);
        var analysis = ProgressDisplay.During(
            shell, "judging what was read", () => RepositoryAnalyzer.Analyze(history, lines, words, request.Options, cancellation));
        // What arrives later may change the words, and so the analysis.
        lines = lines is { IsComplete: true } && !words.IsComplete ? lines with { IsComplete = false } : lines;
        if (lines is not null)
            analysis = analysis with { FormattingCommits = formatting.Commits, Limits = [.. analysis.Limits, .. PassedOver(formatting)] };
        if (request.BusFactor != BusFactorAlgorithm.Lines)
            analysis = analysis with { Risk = analysis.Risk with { BusFactor = PublishedBusFactor(opened, history, request.BusFactor, cancellation) } };
        return (WithCode(analysis, opened, request, shell, cancellation), lines);
    }

    /// <summary>As <see cref="Read"/>, with lines.</summary>
    /// <exception cref="RequestException">The revision is a range.</exception>
    public static RepositoryAnalysis ReadWithLines(AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        RefuseRange(opened, request);
        return Read(opened, request, shell, cancellation);
    }

    /// <summary>The people and their ties without intervals, and the origin of every line of some files: soon read, as other files' lines are not.</summary>
    /// <param name="opened">The repository.</param>
    /// <param name="request">A commit, no range.</param>
    /// <param name="choose">The files, once the history is known.</param>
    /// <param name="changes">Whether it matters too what changes did to these files.</param>
    /// <param name="shell">Shows progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RequestException">The revision is a range.</exception>
    public static (RepositoryAnalysis Analysis, LivingLines Lines) ReadFiles(
        GitRepository opened, AnalysisRequest request, Func<RepositoryHistory, IReadOnlySet<int>> choose, bool changes, Shell shell, CancellationToken cancellation)
    {
        RefuseRange(opened, request);
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            var history = HistorySource.Read(opened, cache, request.Repository, shell, cancellation, options => options with { FirstParentChanges = true });
            var files = choose(history);
            var formatting = FormattingSource.Find(opened, history, request.Repository, FormattingSource.AnalysisBytes, shell, cancellation);
            var options = LineOptions(opened, history, cache, request.Repository, formatting.Commits, shell) with { Changes = changes, Files = true, Paths = files, ModulesOnly = false, SampleTimes = [] };
            var lines = FollowLines(shell, opened, history, options, cancellation);
            return (RepositoryAnalyzer.Analyze(history, request.Options with { Intervals = false }, cancellation), lines);
        }
        finally
        {
            cache?.Save();
        }
    }

    /// <summary>The people, their ties and the origin of every line of all modules, without intervals and words, which say nothing about single lines.</summary>
    /// <param name="opened">The repository.</param>
    /// <param name="request">A commit, no range.</param>
    /// <param name="check">Looks at the history before lines are read, which takes long.</param>
    /// <param name="shell">Shows progress.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RequestException">The revision is a range.</exception>
    public static (RepositoryAnalysis Analysis, LivingLines Lines) ReadOrigins(
        GitRepository opened, AnalysisRequest request, Action<RepositoryHistory> check, Shell shell, CancellationToken cancellation)
    {
        RefuseRange(opened, request);
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            var history = HistorySource.Read(opened, cache, request.Repository, shell, cancellation, options => options with { FirstParentChanges = true });
            check(history);
            var formatting = FormattingSource.Find(opened, history, request.Repository, FormattingSource.AnalysisBytes, shell, cancellation);
            var lines = FollowLines(shell, opened, history, LineOptions(opened, history, cache, request.Repository, formatting.Commits, shell) with { Files = true }, cancellation);
            return (RepositoryAnalyzer.Analyze(history, lines, request.Options with { Intervals = false }, cancellation), lines);
        }
        finally
        {
            cache?.Save();
        }
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

    /// <summary>With what the code's structure says, where that is asked for and lines were read.</summary>
    private static RepositoryAnalysis WithCode(
        RepositoryAnalysis analysis, GitRepository opened, AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        if (request.Code is not { } depth || analysis.Lines is null
            || CodeSource.TryRead(opened, analysis.History, request.Repository, depth, shell, cancellation) is not { } code)
            return analysis;
        return analysis with
        {
            Dependencies = DependencyFindings.Of(analysis, CodeModules.Dependencies(analysis.History, code)),
            Limits = [.. analysis.Limits, .. code.Limits.Take(MostCodeLimits)],
        };
    }

    private static LivingLinesOptions LineOptions(
        GitRepository opened, RepositoryHistory history, HistoryCache? cache, RepositoryRequest request, IReadOnlySet<ObjectId> formatting, Shell shell) => new()
        {
            Lines = new LineOptions { Jobs = request.Jobs, MemoryBudget = request.MemoryBudget },
            IgnoredCommits = formatting.Union(IgnoredCommits.OfCommit(opened, history.Head, shell)).ToHashSet(),
            SampleTimes = QuarterEnds.Of(history),
            Changes = true,
            Files = false,
            ModulesOnly = true,
            Moves = true,
            Cache = cache,
        };

    private static LivingLines FollowLines(Shell shell, GitRepository opened, RepositoryHistory history, LivingLinesOptions options, CancellationToken cancellation) =>
        ProgressDisplay.During(shell, "following lines", progress =>
            LivingLinesReader.Read(opened, history, options with { Lines = options.Lines with { Progress = progress } }, cancellation), "versions");

    private static void RefuseRange(GitRepository opened, AnalysisRequest request)
    {
        if (Revision.Resolve(opened, request.Repository.Revision).Exclude is not null)
            throw new RequestException($"'{request.Repository.Revision}' is a range, and who wrote the lines that stand is told of a commit; give --rev one");
    }

    private static AddedWords ReadWords(
        GitRepository opened, RepositoryHistory history, HistoryCache? cache, AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        int[] commits = WindowCommits.Of(history, request.Options);
        var options = new LineOptions { Jobs = request.Repository.Jobs, MemoryBudget = request.Repository.MemoryBudget };
        return ProgressDisplay.During(shell, "reading words", progress =>
            AddedWordsReader.Read(opened, history, commits, options with { Progress = progress }, cache, cancellation), "changes");
    }

    private static BusFactor PublishedBusFactor(GitRepository opened, RepositoryHistory history, BusFactorAlgorithm algorithm, CancellationToken cancellation) =>
        algorithm == BusFactorAlgorithm.Avelino
            ? TruckFactor.Of(history, WrittenAuthorsReader.Read(opened, history, cancellation: cancellation))
            : JetBrainsBusFactor.Of(history, WrittenAuthorsReader.Read(opened, history, JetBrainsBusFactor.Start(history), cancellation));

    private static IEnumerable<string> PassedOver(FormattingFindings formatting)
    {
        int commits = formatting.Commits.Count;
        if (commits > 0)
            yield return $"{(commits == 1 ? "One commit that only lays" : $"{commits} commits that only lay")} out C# code anew {(commits == 1 ? "is" : "are")} passed over: lines stay with who wrote them ('ignore-revs' lists them).";
        if (formatting.NotCompared > 0)
            yield return $"{formatting.NotCompared} more commits may only lay out C# code anew: 'ignore-revs --write' compares them all, and lists those that do for the next analysis.";
    }
}
