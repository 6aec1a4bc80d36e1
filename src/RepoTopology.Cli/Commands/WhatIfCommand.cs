using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology what-if --without PERSON</c>: what would have nobody who knows it.</summary>
internal sealed class WhatIfCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly WindowOptions _window = new();

    private readonly Option<string[]> _without = new("--without")
    {
        Description = "Who leaves: a name, an e-mail or a pseudonym (repeatable)",
        HelpName = "PERSON",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("what-if", "What would have nobody who knows it, if some people were to leave");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_without);
        _window.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            // The option takes all words behind it.
            if (parsed.GetValue(_without)!.FirstOrDefault(word => word.IndexOfAny(['/', '\\']) >= 0 && Directory.Exists(word)) is { } directory)
                throw new RequestException($"'{directory}' is a directory and no person; write PATH before --without");
            var request = repository.Read(parsed, path);
            return Run(
                new AnalysisRequest(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
                {
                    Anonymous = _window.ReadAnonymous(parsed, request),
                },
                parsed.GetValue(_without)!);
        });
        return command;
    }

    private int Run(AnalysisRequest request, string[] without)
    {
        var analysis = AnalysisSource.ReadWithLines(request, shell, cancellation);
        var finder = new PersonFinder(analysis.History, request.Anonymous);
        var loss = WhatIf.Of(analysis, [.. without.Select(finder.Find).Distinct()]);
        var options = new ReportOptions { Emails = request.Repository.Emails };
        var shown = request.Anonymous ? analysis with { History = Pseudonyms.Veil(analysis.History) } : analysis;
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    WhatIfJson.Write(shown, loss, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                WhatIfText.Write(shown, loss, options, target.Style(shell, request.Repository.Color), writer);
            });
        return ExitCode.Passed;
    }
}
