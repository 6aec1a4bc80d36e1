using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology plan</c>: who should learn what, so that every module has enough people.</summary>
internal sealed class PlanCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private const int HighestBar = 100;

    private readonly WindowOptions _window = new();

    private readonly Option<int> _bar = new("--bar")
    {
        Description = "How many people should know each module",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    private readonly Option<int> _leastLines = new("--min-lines")
    {
        Description = "Leave out modules with fewer living lines",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("plan", "Who should learn what, so that every module has enough people who know it");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_bar);
        command.Options.Add(_leastLines);
        _window.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            if (parsed.GetValue(_bar) is < 1 or > HighestBar)
                throw new RequestException($"--bar must be 1 to {HighestBar}; 2 asks for somebody beside the one who knows it");
            if (parsed.GetValue(_leastLines) < 0)
                throw new RequestException("--min-lines must be 0 or more");
            return Run(
                new AnalysisRequest(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
                {
                    Anonymous = _window.ReadAnonymous(parsed, request),
                },
                parsed.GetValue(_bar),
                parsed.GetValue(_leastLines));
        });
        return command;
    }

    private int Run(AnalysisRequest request, int bar, int leastLines)
    {
        var analysis = AnalysisSource.ReadWithLines(request, shell, cancellation);
        var plan = CrossTraining.Of(analysis, bar, leastLines);
        var options = new ReportOptions { Emails = request.Repository.Emails };
        var shown = request.Anonymous ? analysis with { History = Pseudonyms.Veil(analysis.History) } : analysis;
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    PlanJson.Write(shown, plan, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                PlanText.Write(shown, plan, options, target.Style(shell, request.Repository.Color), writer);
            });
        return ExitCode.Passed;
    }
}
