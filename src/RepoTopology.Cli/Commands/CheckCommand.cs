using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology check</c>: holds the repository, or what a change does to it, against rules; ends with 2 when it fails.</summary>
internal sealed class CheckCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = [.. GateFormats.Names];

    private readonly GateOptions _gate = new();

    private readonly Option<string> _base = new("--base")
    {
        Description = "Judge only what the change since this branch or commit makes worse [default in pull requests of GitHub, GitLab and Azure: their target]",
        HelpName = "REV",
    };

    private readonly Option<bool> _staged = new("--staged") { Description = "Judge what is staged, before it is committed; for a pre-commit hook" };

    private readonly Option<bool> _worktree = new("--worktree") { Description = "Judge all uncommitted work, staged or not, new files too; not what git ignores" };

    private readonly Option<bool> _all = new("--all") { Description = "Judge everything that stands, in a pull request too" };

    private readonly Option<bool> _anonymous = WindowOptions.AnonymousOption();

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("check", "Hold the repository, or what a change does to it, against rules; for CI");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_base);
        command.Options.Add(_staged);
        command.Options.Add(_worktree);
        command.Options.Add(_all);
        _gate.AddTo(command);
        command.Options.Add(_anonymous);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            var judged = ReadJudged(parsed, request);
            return Run(
                _gate.Read(parsed, request, judged.Base) with { Pending = judged.Pending }, repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats), WindowOptions.ReadAnonymous(parsed, _anonymous, request));
        });
        return command;
    }

    /// <exception cref="RequestException">Several are asked for.</exception>
    private (string? Base, PendingWork? Pending) ReadJudged(ParseResult parsed, RepositoryRequest request)
    {
        Option[] typed = [.. ((Option[])[_base, _staged, _worktree, _all]).Where(option => parsed.GetResult(option) is { Implicit: false })];
        if (typed.Length > 1)
            throw new RequestException($"{typed[0].Name} and {typed[1].Name} judge different things; leave one of them out");
        if (parsed.GetValue(_all))
            return (null, null);
        PendingWork? pending = parsed.GetValue(_staged) ? PendingWork.Staged : parsed.GetValue(_worktree) ? PendingWork.WorkTree : null;
        if (pending is null)
            return (parsed.GetValue(_base) ?? PullRequest.Base(shell.Variable), null);
        return request.Revision == "HEAD" ? ("HEAD", pending) : throw new RequestException($"{typed[0].Name} judges what is not committed yet, on top of HEAD; leave --rev out");
    }

    private int Run(GateRequest request, IReadOnlyList<OutputTarget> outputs, bool anonymous)
    {
        var pending = request.Pending is null ? null : PendingSource.Read(request, shell);
        using var opened = GitRepository.Open(request.Repository.Path, pending?.Objects);
        var result = new GateSource(opened, request, shell, cancellation, pending).Judge(Baseline(opened, request));
        if (request.Repository.ExitCodeFor(result.History.Completeness) is var insufficient and not ExitCode.Passed)
        {
            shell.Error.WriteLine($"repotopology: the history is insufficient: this clone lacks commits; {CiSystem.Detect(shell.Variable)?.FullClone ?? "run 'git fetch --unshallow'"}");
            return insufficient;
        }

        var shown = anonymous ? result with { History = Pseudonyms.Veil(result.History) } : result;
        var options = new ReportOptions { Emails = request.Repository.Emails, RepositoryUri = RepositoryAddress.Of(shell.Variable) };
        foreach (var target in outputs)
            target.Write(shell, stream => GateFormats.Write(
                target.Format, shown, options, target.Style(shell, request.Repository.Color), target.TextEncoding(shell), stream));
        return result.Verdict == GateVerdict.Fail ? ExitCode.GateFailed : ExitCode.Passed;
    }

    private static GateBaseline? Baseline(GitRepository opened, GateRequest request)
    {
        if (request.BaselineFile is { } typed)
            return BaselineFile.Read(typed);
        return BaselineFile.DefaultPath(opened) is { } path && File.Exists(path) ? BaselineFile.Read(path) : null;
    }
}
