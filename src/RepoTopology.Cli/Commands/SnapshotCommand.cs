using System.CommandLine;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;
using RepoTopology.Snapshot;

namespace RepoTopology.Cli;

/// <summary><c>repotopology snapshot</c>: who knows the code, one file for each C# project, for the analyzers to read.</summary>
internal sealed class SnapshotCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private readonly WindowOptions _window = new();

    private readonly DepthOptions _depth = new(CodeDepth.Auto);

    public Command ToCommand()
    {
        var command = new Command("snapshot", $"Who knows the code, for editor and compiler: one file for each C# project in {SnapshotFolder.RepositoryPath} (or the directory of -o)");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
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
                repository.ReadOutputDirectory(parsed));
        });
        return command;
    }

    private int Run(AnalysisRequest request, string? directory)
    {
        if (request.Repository is not { Scope: "", Exclude: [] })
            throw new RequestException("a snapshot is of all that a commit holds; leave out --scope and --exclude");
        using var opened = GitRepository.Open(request.Repository.Path);
        var folder = SnapshotFolder.Of(opened, directory);
        CodeSource.Check(opened, request.Repository, request.Code);
        var (analysis, lines) = AnalysisSource.ReadOrigins(opened, request, shell, cancellation);
        if (IsPartOfHistory(analysis.History.Completeness, lines))
            return Refuse(request.Repository);
        var code = CodeSource.TryRead(opened, analysis.History, request.Repository, request.Code!, shell, cancellation);
        var snapshots = code is null ? [] : OwnershipSnapshots.Of(analysis, lines, code, request.Anonymous);
        if (snapshots.IsEmpty)
            throw new RequestException("this commit has no C# project, and a snapshot is of projects");
        var written = folder.Write(snapshots.Select(snapshot => (snapshot.Project, SnapshotWriter.Write(snapshot))));
        using var output = new StreamWriter(shell.Output, shell.OutputEncoding, leaveOpen: true);
        output.Write(written.Sentence(folder.Name) + "\n");
        foreach (string sentence in (IEnumerable<string>)[.. written.Notes, .. Shallower(code!)])
            shell.Error.WriteLine($"repotopology: {TerminalText.Clean(sentence)}");
        return ExitCode.Passed;
    }

    /// <summary>Whether lines are known to somebody only because older commits are not here. An imported cache makes up for them.</summary>
    private static bool IsPartOfHistory(Completeness completeness, LivingLines lines) =>
        completeness.ShallowBoundaries + completeness.MissingCommits + completeness.MissingTrees > 0 || (completeness.MissingBlobs > 0 && !lines.IsComplete);

    private int Refuse(RepositoryRequest request)
    {
        string ci = CiSystem.Detect(shell.Variable) is { } system ? $" ({system.Name}: {system.FullClone})" : "";
        shell.Error.WriteLine($"repotopology: this clone lacks a part of the history, so who wrote its lines cannot be told; fetch all of it{ci}, or import a whole clone's cache with 'cache import'");
        return request.RequireHistory ? ExitCode.InsufficientHistory : ExitCode.Error;
    }

    private static IEnumerable<string> Shallower(CodeModel code)
    {
        int skipped = code.Projects.Count(project => project is { Kind: CodeProjectKind.CSharp, Depth: CodeDepth.Project, Files.Length: > 0 });
        if (skipped > 0)
            yield return $"of {(skipped == 1 ? "one project" : $"{skipped} projects")} only the whole is told, without types: a larger --budget, or --depth names, reads them";
    }
}
