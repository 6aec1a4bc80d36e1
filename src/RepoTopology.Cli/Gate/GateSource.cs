using System.Collections.Immutable;
using System.Text;
using RepoTopology.Analysis;
using RepoTopology.Checkout;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>
/// Reads what the gate's rules ask about, and judges it. Of a change only the modules that it touches are read, from one history: both sides are divided alike and know the
/// same people. The rules are the base's: a change cannot loosen what it is judged by.
/// </summary>
/// <param name="opened">The repository; it can read the pending commit's objects.</param>
/// <param name="request">What to judge.</param>
/// <param name="shell">Shows progress.</param>
/// <param name="cancellation">Ends the reading.</param>
/// <param name="pending">Uncommitted work as a commit on top of the request's base, which is HEAD; null for commits.</param>
internal sealed class GateSource(GitRepository opened, GateRequest request, Shell shell, CancellationToken cancellation, PendingCommit? pending = null)
{
    private readonly RepositoryRequest _repository = pending is null ? request.Repository : request.Repository with { Revision = pending.Id.ToString() };

    private readonly List<string> _notes = [];

    public GateResult Judge(GateBaseline? baseline)
    {
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            return request.Base is { } name ? LackingHistory.Explained(opened, request, shell, () => OfChange(cache, name)) : OfWhatStands(cache, baseline);
        }
        finally
        {
            cache?.Save();
        }
    }

    private GateResult OfWhatStands(HistoryCache? cache, GateBaseline? baseline)
    {
        var config = ConfigAt(Revision.Resolve(opened, request.Repository.Revision).Tip);
        var rules = request.RulesWith(config.Gate);
        var history = ReadHistory(cache, config);
        var now = Dates(history, 0);
        var lines = ReadLines(cache, history, null, PathsOf(rules, history, null));
        var side = SideOf(cache, history, 0, lines.Files, new HashSet<int>(), now, rules, config);
        return ResultOf(history, null, now, QualityGate.Judge(rules, null, side, null, baseline), new HashSet<string>(), 0);
    }

    private GateResult OfChange(HistoryCache? cache, string baseName)
    {
        var config = ConfigAt(Revision.Resolve(opened, baseName).Tip);
        var rules = request.RulesWith(config.Gate);
        var history = ReadHistory(cache, config);
        var fork = MergeBase.Find(opened, history, baseName, cancellation);
        var touched = TouchedPaths(history, fork.Commit);
        if (request.Repository.ConfigFile is null && touched.Contains(ConfigFile.RepositoryPath))
            _notes.Add($"This change edits {ConfigFile.RepositoryPath}; it is judged by the rules of '{baseName}', and its own hold from then on.");
        var now = Dates(history, fork.Commit);
        NotePending();
        if (pending is { IsEmpty: true })
            return ResultOf(history, (fork, baseName), now, [], touched, 0);
        var lines = ReadLines(cache, history, fork.Commit, PathsOf(rules, history, touched));
        var before = SideOf(cache, history, fork.Commit, lines.FilesBefore, new HashSet<int>(), now, rules, config) with
        {
            HasLeft = GateSide.LeftAt(history, now, LeftAfter(config), fork.Since),
        };
        var after = SideOf(cache, history, 0, lines.Files, fork.Since, now, rules, config);
        return ResultOf(history, (fork, baseName), now, QualityGate.Judge(rules, before, after, touched, null), touched, fork.Since.Count(commit => !history.Commits[commit].IsMerge));
    }

    private GateResult ResultOf(
        RepositoryHistory history, (MergeBase Fork, string Name)? fork, DateTimeOffset now, ImmutableArray<GateFinding> findings, IReadOnlySet<string> touched, int commits) => new()
        {
            // The commit that stands for uncommitted work exists nowhere else.
            History = pending is null ? history : history with { Head = pending.Parent, Revision = request.Repository.Revision },
            Base = fork is { } known ? history.Commits[known.Fork.Commit].Id : null,
            BaseName = fork?.Name,
            Uncommitted = request.Pending?.ToString().ToLowerInvariant(),
            Now = now,
            Commits = commits,
            Files = touched.Count,
            Findings = findings,
            AcceptedConcentrations = AcceptedList.Read(opened, history.Head, fork is { } since ? history.Commits[since.Fork.Commit].Id : null),
            Notes = [.. _notes, .. Weaknesses(history)],
        };

    private void NotePending()
    {
        if (pending is { IsEmpty: true })
            _notes.Add(request.Pending == PendingWork.Staged
                ? "Nothing is staged, so there is nothing to judge; 'git add' stages, and --worktree judges all uncommitted work."
                : "Nothing in the work tree differs from HEAD, so there is nothing to judge.");
        if (pending?.LeftOut is [var first, ..] files)
            _notes.Add($"{files.Length} {(files.Length == 1 ? "file" : "files")} of more than {UncommittedWork.DefaultMostBytes >> 20} MiB, such as {first}, {(files.Length == 1 ? "is" : "are")} judged as at HEAD.");
    }

    private Config ConfigAt(ObjectId commit) => request.Repository.ConfigFile is { } file ? ConfigFile.Read(file) : ConfigFile.ReadFrom(opened, commit);

    private RepositoryHistory ReadHistory(HistoryCache? cache, Config config)
    {
        var history = HistorySource.Read(opened, cache, _repository, shell, cancellation, options => options with { FirstParentChanges = true }, config);
        if (history.Commits.IsEmpty)
            throw new RequestException($"'{history.Revision}' holds no commits to judge");
        return history;
    }

    /// <summary>The files on either side that the rules can ask about; of everything where a rule is about the repository.</summary>
    private static HashSet<int> PathsOf(IReadOnlyList<GateRule> rules, RepositoryHistory history, IReadOnlySet<string>? touched)
    {
        bool everything = touched is null || rules.Any(rule => rule.Scope.Kind == GateScopeKind.Repository);
        var modules = everything ? null : Enumerable.Range(0, history.Paths.Length).Where(i => touched!.Contains(history.Paths[i].Text)).Select(i => history.Paths[i].Module).ToHashSet();
        PathGlob[] globs = [.. rules.Where(rule => rule.Scope.Kind == GateScopeKind.Paths).Select(rule => PathGlob.Parse(rule.Scope.Pattern))];
        return
        [
            .. Enumerable.Range(0, history.Paths.Length).Where(i =>
                history.Paths[i] is { Module: >= 0 } path && (everything || modules!.Contains(path.Module) || globs.Any(glob => glob.Matches(path.Text)))),
        ];
    }

    /// <summary>Both sides at once: most of what stood before the change still does.</summary>
    private LivingLines ReadLines(HistoryCache? cache, RepositoryHistory history, int? before, IReadOnlySet<int> paths)
    {
        var formatting = FormattingSource.Find(opened, history, request.Repository, FormattingSource.AnalysisBytes, shell, cancellation);
        var options = new LivingLinesOptions
        {
            Lines = new LineOptions { Jobs = request.Repository.Jobs, MemoryBudget = request.Repository.MemoryBudget },
            IgnoredCommits = formatting.Commits.Union(IgnoredCommits.OfCommit(opened, history.Head, shell)).ToHashSet(),
            Before = before,
            Paths = paths,
            Moves = true,
            Cache = cache,
        };
        var lines = ProgressDisplay.During(shell, "following lines", progress =>
            LivingLinesReader.Read(opened, history, options with { Lines = options.Lines with { Progress = progress } }, cancellation), "versions");
        if (LackingHistory.Contents(opened, request, shell, lines) is { } weakness)
            _notes.Add(weakness);
        return lines;
    }

    private GateSide SideOf(
        HistoryCache? cache, RepositoryHistory history, int at, ImmutableArray<LivingFile> files, IReadOnlySet<int> change, DateTimeOffset now, IReadOnlyList<GateRule> rules, Config config)
    {
        var analysis = rules.All(rule => GateMeasures.NeedsLinesOnly(rule.Measure)) ? null : WholeOf(cache, history, at, change, now, config);
        return new GateSide(history, files, GateSide.LeftAt(history, now, LeftAfter(config), new HashSet<int>()), change, analysis);
    }

    /// <summary>
    /// The whole picture of one side, for the rules that need it. A change's commits count as made at "now": they are younger, and would lie outside the window.
    /// </summary>
    private RepositoryAnalysis WholeOf(HistoryCache? cache, RepositoryHistory history, int at, IReadOnlySet<int> change, DateTimeOffset now, Config config)
    {
        var side = request.Repository with { Revision = history.Commits[at].Id.ToString() };
        var own = at == 0 ? history : HistorySource.Read(opened, cache, side, shell, cancellation, options => options with { FirstParentChanges = true }, config);
        if (change.Count > 0)
            own = own with { Commits = [.. own.Commits.Select((commit, i) => change.Contains(i) ? commit with { CommitterTime = Math.Min(commit.CommitterTime, now.ToUnixTimeSeconds()) } : commit)] };
        var lines = LivingLinesReader.Read(
            opened, own,
            new LivingLinesOptions
            {
                Lines = new LineOptions { Jobs = side.Jobs, MemoryBudget = side.MemoryBudget },
                SampleTimes = QuarterEnds.Of(own),
                Changes = true,
                Files = false,
                ModulesOnly = true,
                Moves = true,
                Cache = cache,
            }, cancellation);
        var analysis = RepositoryAnalyzer.Analyze(
            own, lines, new AnalysisOptions { AsOf = now, LeftAfterMonths = LeftAfter(config), Jobs = side.Jobs, Intervals = false }, cancellation);
        return CodeSource.TryRead(opened, own, side, new CodeRequest(CodeDepth.Project), shell, cancellation) is { } code
            ? analysis with { Dependencies = DependencyFindings.Of(analysis, CodeModules.Dependencies(own, code)) }
            : analysis;
    }

    private HashSet<string> TouchedPaths(RepositoryHistory history, int before)
    {
        using var reader = opened.Objects.CreateReader();
        var touched = new HashSet<string>(StringComparer.Ordinal);
        new TreeDiff(reader).Compare(TreeOf(reader, history.Commits[before].Id), TreeOf(reader, history.Head), [], (in TreeChange change) =>
        {
            string path = Encoding.UTF8.GetString(change.Path);
            if (history.Scope.Length == 0 || path.StartsWith(history.Scope + "/", StringComparison.Ordinal))
                touched.Add(path);
        });
        return touched;
    }

    private static ObjectId TreeOf(ObjectReader reader, ObjectId commit) => CommitView.Parse(reader.Read(commit, ObjectType.Commit), commit).Tree;

    private static DateTimeOffset Dates(RepositoryHistory history, int commit) => DateTimeOffset.FromUnixTimeSeconds(history.Commits[commit].CommitterTime);

    private int LeftAfter(Config config) => request.LeftAfterMonths ?? config.Gate.LeftAfterMonths ?? GateConfig.DefaultLeftAfterMonths;

    private IEnumerable<string> Weaknesses(RepositoryHistory history)
    {
        var completeness = history.Completeness;
        if (completeness.ShallowBoundaries > 0 || completeness.MissingCommits > 0)
            yield return $"This clone lacks history, so some lines are nobody's for sure: values are given from-to, and what is unknown fails nobody. "
                + $"For exact ones {CiSystem.Detect(shell.Variable)?.FullClone ?? "run 'git fetch --unshallow'"}, or import a cache.";
    }
}
