using System.Collections.Immutable;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>A command of plain git that shows raw facts.</summary>
/// <param name="Arguments">What follows <c>git -C PATH</c>.</param>
/// <param name="Lines">How many lines it prints; with <see cref="CountOf"/>, how many of them begin so.</param>
/// <param name="Shows">What the lines are, and how they differ from what is counted.</param>
public sealed record GitCommand(ImmutableArray<string> Arguments, long Lines, string Shows)
{
    /// <summary>Only lines that begin with this are counted; null for all.</summary>
    public string? CountOf { get; init; }
}

/// <summary>What a command line must say to name the same facts.</summary>
public sealed record ExplanationOptions
{
    /// <summary>The analysed commit's full id, or <c>A..B</c> of full ids.</summary>
    public required string Revision { get; init; }

    /// <summary>The facts as they may be shown, with pseudonyms in place of names; null when they are the analysis' own.</summary>
    public RepositoryHistory? Veiled { get; init; }

    /// <summary>Whether globs leave out paths: git's own patterns mean something else, and no command of git is told.</summary>
    public bool HasExcludes { get; init; }

    /// <summary>Commits whose lines are handed on to whoever wrote them before.</summary>
    public IReadOnlySet<ObjectId> IgnoredCommits { get; init; } = ImmutableHashSet<ObjectId>.Empty;
}

/// <summary>Writes commands of git. Each says how many lines it prints, told by the facts: tests run them and count.</summary>
internal sealed class GitCommands(RepositoryHistory history, AnalysisWindow window, ExplanationOptions options)
{
    // git holds no date before 1970 or after 2099 in its options.
    private static readonly long Earliest = new DateTimeOffset(1970, 1, 2, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
    private static readonly long Latest = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>All commits of the window that are no merges.</summary>
    /// <param name="format">What to print of each, as <c>git log --format</c> takes it.</param>
    /// <param name="since">The first second; null for the window's.</param>
    public GitCommand? Commits(string format = "%h %cs %aN", long? since = null) => Log(format, since, history.Scope);

    /// <summary>Those of them that touch a module's directory; null where the module is no directory.</summary>
    /// <param name="module">The module.</param>
    /// <param name="counted">How many of its commits count.</param>
    public GitCommand? Commits(Module module, int counted)
    {
        if (module.Origin == ModuleOrigin.Configured || module.Directory.Length == 0)
            return null;
        // What lies outside the part that is looked at is not among the facts.
        string directory = (history.Scope + "/").StartsWith(module.Directory + "/", StringComparison.Ordinal) ? history.Scope : module.Directory;
        return Log("%h %cs %aN", null, directory, directory + "/") is not { } log ? null : log with
        {
            Shows = log.Lines == counted ? "all of them count"
                : $"the {counted} that count, and {log.Lines - counted} by bots, of more than {WindowChoice.GiantFiles} files, or of files that are not this module's",
        };
    }

    /// <summary>The mainline: first parents, merges too.</summary>
    public GitCommand? Mainline() => new(
        [.. Range("log", "--first-parent"), "--format=%h %p (%aN) %cN", options.Revision],
        Analysis.Mainline.Walk(history, window).Count(),
        "the mainline's commits: parents, author and committer; of a merge the author let it in, of others the committer");

    /// <summary>One person's commits of the window that are no merges, by the names that commits state; null where a name alone does not tell who.</summary>
    public GitCommand? Author(int contributor)
    {
        const int MostNames = 6;
        string[] names = [.. history.Contributors[contributor].Identities.Where(identity => identity.Commits > 0).Select(identity => identity.Name).Distinct()];
        // git looks for the text anywhere in "Name <e-mail>": nobody else's name may end with it.
        bool alone = names.All(name => name.Length > 0 && !name.Contains('@') && IsPlain(name) && history.Contributors.Where((_, i) => i != contributor)
            .All(other => other.Identities.All(identity => !identity.Name.EndsWith(name, StringComparison.Ordinal))));
        if (!alone || names.Length is 0 or > MostNames || history.IsFiltered || options.Veiled is not null)
            return null;
        int commits = 0;
        foreach (var commit in history.Commits)
            commits += commit.Author == contributor && !commit.IsMerge && window.Contains(commit) ? 1 : 0;
        return new(
            [.. Range("log", "--no-merges", "--no-mailmap", "--fixed-strings"), .. names.Select(name => $"--author={name} <"), "--format=%h %cs %s", options.Revision],
            commits, "this person's commits");
    }

    /// <summary>What <c>git blame</c> says of a file, counting the lines of one commit.</summary>
    public GitCommand? Blame(LivingFile file, int commit)
    {
        string path = history.Paths[file.Path].Text;
        if (!IsPlain(path) || options.IgnoredCommits.Count > 0)
            return null;
        long lines = file.Runs.Where(run => run.Commit == commit).Sum(run => (long)run.Count);
        string id = history.Commits[commit].Id.ToString();
        return new(["blame", "-l", "-s", "--root", history.Head.ToString(), "--", path], lines, $"the lines of {path} that this commit wrote") { CountOf = id };
    }

    private GitCommand? Log(string format, long? since, string? pathspec, string? below = null)
    {
        if (options.HasExcludes || pathspec is null || !IsPlain(pathspec))
            return null;
        int all = 0, counted = 0;
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (!window.Contains(commit) || (since is { } start && commit.CommitterTime < start) || commit.IsMerge
                || history.ClassOf(i) == CommitClass.OutsideScope || (below is not null && !Touches(i, below)))
                continue;
            all++;
            counted += history.ClassOf(i) == CommitClass.Counted ? 1 : 0;
        }

        string shows = all == counted ? "all of them by people" : $"{Phrases.Count(counted, "of them by people", "of them by people")}, the others by bots or coding agents";
        string[] paths = pathspec.Length == 0 ? [] : ["--full-history", options.Revision, "--", $":(top,literal){pathspec}"];
        return new([.. Range("log", "--no-merges", since), $"--format={format}", .. paths.Length == 0 ? [options.Revision] : paths], all, shows);
    }

    private bool Touches(int commit, string below)
    {
        foreach (var change in history.ChangesOf(commit))
            if (history.Paths[change.Path].Text.StartsWith(below, StringComparison.Ordinal))
                return true;
        return false;
    }

    private string[] Range(string command, params string[] further) => [command, .. further, .. Dates(null)];

    private string[] Range(string command, string further, long? since) => [command, further, .. Dates(since)];

    // --since alone stops at the first older commits and may miss newer ones behind them.
    private IEnumerable<string> Dates(long? since)
    {
        long from = since ?? window.From.ToUnixTimeSeconds() + 1, to = window.To.ToUnixTimeSeconds();
        if (from > Earliest)
            yield return $"--since-as-filter={Text(from)}";
        if (to < Latest)
            yield return $"--until={Text(to)}";
    }

    private static string Text(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Nothing in it that could act on a terminal, or that a shell's quotes do not hold.</summary>
    private static bool IsPlain(string text) => text.All(c => c >= ' ' && c != '\x7f' && !char.IsControl(c) && c != '\uFFFD');
}
