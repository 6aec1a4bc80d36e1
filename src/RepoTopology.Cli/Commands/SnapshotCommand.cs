using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;
using RepoTopology.Snapshot;

namespace RepoTopology.Cli;

/// <summary><c>repotopology snapshot</c>: who knows the code, one file for each C# project, for the analyzers to read.</summary>
internal sealed class SnapshotCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    // GitHub reads no larger one.
    private const int MostCodeOwnersBytes = 3 << 20;

    private readonly WindowOptions _window = new();

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Write nothing, and end with exit code 2 when a value moved more than one step from the committed snapshot",
    };

    private readonly DepthOptions _depth = new(CodeDepth.Auto);

    public Command ToCommand()
    {
        var command = new Command("snapshot", $"Who knows the code, for editor and compiler: one file for each C# project in {SnapshotFolder.RepositoryPath} (or the directory of -o)");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_check);
        _depth.AddTo(command);
        _window.AddTo(command);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            return Run(
                new AnalysisRequest(request, _window.Read(parsed, request), [])
                {
                    Anonymous = _window.ReadAnonymous(parsed, request),
                    // What happens to be restored here must not decide what is committed.
                    Code = _depth.Read(parsed) with { RestoredPackages = false },
                },
                repository.ReadOutputDirectory(parsed),
                parsed.GetValue(_check));
        });
        return command;
    }

    public int Run(AnalysisRequest request, string? directory, bool check)
    {
        if (request.Repository is not { Scope: "", Exclude: [] })
            throw new RequestException("a snapshot is of all that a commit holds; leave out --scope and --exclude");
        using var opened = GitRepository.Open(request.Repository.Path);
        var folder = SnapshotFolder.Find(opened, directory);
        if (folder is null && !check)
            throw new RequestException("a bare repository has no work tree to write to; name a directory with -o");
        CodeSource.Check(opened, request.Repository, request.Code);
        var (analysis, lines) = AnalysisSource.ReadOrigins(opened, request, history => RequireCommits(history.Completeness, request.Repository), shell, cancellation);
        RequireContents(analysis.History, lines, request.Repository);
        var code = CodeSource.TryRead(opened, analysis.History, request.Repository, request.Code!, shell, cancellation);
        var owners = CodeOwnersOf(opened, analysis.History.Head);
        var snapshots = code is null ? [] : ProgressDisplay.During(shell, "adding up types", () => OwnershipSnapshots.Of(analysis, lines, code, owners, request.Anonymous));
        if (snapshots.IsEmpty)
            throw new RequestException("this commit has no C# project, and a snapshot is of projects");
        foreach (string sentence in Shallower(code!))
            shell.Error.WriteLine($"repotopology: {sentence}");
        return check
            ? Check(request.Repository, snapshots, folder?.Read() ?? SnapshotFolder.ReadCommitted(opened, analysis.History.Head, snapshots.Select(snapshot => snapshot.Project)))
            : Write(snapshots, folder!);
    }

    private int Write(ImmutableArray<OwnershipSnapshot> snapshots, SnapshotFolder folder)
    {
        var changes = folder.Write(snapshots.Select(snapshot => (snapshot.Project, SnapshotWriter.Write(snapshot))));
        using var output = new StreamWriter(shell.Output, shell.OutputEncoding, leaveOpen: true);
        output.Write(TerminalText.Clean(changes.Sentence(folder.Name)) + "\n");
        foreach (string sentence in changes.Notes)
            shell.Error.WriteLine($"repotopology: {TerminalText.Clean(sentence)}");
        return ExitCode.Passed;
    }

    private int Check(RepositoryRequest request, ImmutableArray<OwnershipSnapshot> snapshots, IEnumerable<OwnershipSnapshot> committed)
    {
        var known = new Dictionary<string, OwnershipSnapshot>(StringComparer.Ordinal);
        foreach (var snapshot in committed)
            known.TryAdd(snapshot.Project, snapshot);
        if (known.Count == 0)
        {
            shell.Error.WriteLine("repotopology: there is no committed snapshot to check; run 'repotopology snapshot' and commit what it writes");
            return ExitCode.GateFailed;
        }

        // What is written is what is compared: names are hidden in it, and control characters are blanks.
        var drifts = snapshots.Where(snapshot => known.ContainsKey(snapshot.Project))
            .Select(snapshot => (snapshot.Project, Drift: SnapshotDrift.Of(known[snapshot.Project], SnapshotReader.Read(SnapshotWriter.Write(snapshot))))).ToList();
        using var output = new StreamWriter(shell.Output, shell.OutputEncoding, leaveOpen: true);
        SnapshotDriftText.Write(
            drifts,
            [.. snapshots.Select(snapshot => snapshot.Project).Where(project => !known.ContainsKey(project))],
            [.. known.Keys.Except(snapshots.Select(snapshot => snapshot.Project))],
            shell.OutputStyle(request.Color),
            output);
        return drifts.Any(each => !each.Drift.Moved.IsEmpty) ? ExitCode.GateFailed : ExitCode.Passed;
    }

    /// <summary>The CODEOWNERS that takes effect in a commit; null without one, or where it cannot be read.</summary>
    private static CodeOwners? CodeOwnersOf(GitRepository opened, ObjectId commit)
    {
        using var reader = opened.Objects.CreateReader(1 << 20);
        foreach (string location in CodeOwners.Locations)
            if (TreeLookup.TryReadFile(reader, commit, Encoding.UTF8.GetBytes(location), MostCodeOwnersBytes, out byte[] content))
                return CodeOwners.Parse(Encoding.UTF8.GetString(content));
        return null;
    }

    /// <exception cref="RequestException">Older commits are not here: lines would be told to be those of whoever wrote the oldest that are. An imported cache makes up for them.</exception>
    private void RequireCommits(Completeness completeness, RepositoryRequest request)
    {
        if (completeness.ShallowBoundaries + completeness.MissingCommits + completeness.MissingTrees > 0)
            throw Lacking("a part of the history", request);
    }

    /// <exception cref="RequestException">So many contents are absent that figures would move by a step of their rounding.</exception>
    private void RequireContents(RepositoryHistory history, LivingLines lines, RepositoryRequest request)
    {
        if (history.Completeness.MissingBlobs == 0)
            return;
        var runs = lines.Files.SelectMany(file => file.Runs).ToList();
        long unknown = runs.Sum(run => run.Commit < 0 ? (long)run.Count : 0);
        if (unknown * 100 > Rounded.PercentStep * runs.Sum(run => (long)run.Count) || lines.Unreadable.Length * 100 > Rounded.PercentStep * lines.Files.Length)
            throw Lacking("contents of files", request);
    }

    private RequestException Lacking(string what, RepositoryRequest request)
    {
        string ci = CiSystem.Detect(shell.Variable) is { } system ? $" ({system.Name}: {system.FullClone})" : "";
        return new RequestException($"this clone lacks {what}, so who wrote its lines cannot be told; fetch all of it{ci}, or import the cache of a whole clone with 'cache import'")
        {
            Code = request.RequireHistory ? ExitCode.InsufficientHistory : ExitCode.Error,
        };
    }

    private static IEnumerable<string> Shallower(CodeModel code)
    {
        int skipped = code.Projects.Count(project => project is { Kind: CodeProjectKind.CSharp, Depth: CodeDepth.Project, Files.Length: > 0 });
        if (skipped > 0)
            yield return $"of {(skipped == 1 ? "one project" : $"{skipped} projects")} only the whole is told, without types: a larger --budget, or --depth names, reads them";
    }
}
