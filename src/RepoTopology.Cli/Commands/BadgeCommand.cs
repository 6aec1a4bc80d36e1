using System.CommandLine;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology badge</c>: the verdict as a drawing for a README.</summary>
internal sealed class BadgeCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private const string Svg = "svg";

    private readonly WindowOptions _window = new();

    public Command ToCommand()
    {
        var command = new Command("badge", "The verdict as an SVG badge for a README; names nobody");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        _window.AddTo(command);
        command.SetAction(parsed =>
        {
            var read = repository.Read(parsed, path);
            var request = new AnalysisRequest(read, _window.Read(parsed, read), repository.ReadOutputs(parsed, Svg, [Svg]));
            var analysis = AnalysisSource.Read(request, shell, cancellation);
            foreach (var target in request.Outputs)
                target.Write(shell, stream => VerdictBadge.Write(analysis, stream));
            return read.RequireHistory && analysis.Verdict.Index is null ? ExitCode.InsufficientHistory : ExitCode.Passed;
        });
        return command;
    }
}
