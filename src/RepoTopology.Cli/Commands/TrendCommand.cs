using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology trend</c>: the verdict quarter by quarter, and when it shifted.</summary>
internal sealed class TrendCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    public Command ToCommand()
    {
        var command = new Command("trend", "Group or network over the whole history: each quarter's window, and when it shifted");
        var path = RepositoryOptions.PathArgument();
        var window = new Option<string>("--window")
        {
            Description = "How far each window looks back: months, years or days, such as 24m, 2y, 90d",
            HelpName = "TIME",
            DefaultValueFactory = _ => "24m",
        };
        var since = new Option<string>("--since") { Description = "Leave out windows that end before this day [default: the beginning]", HelpName = "DATE" };
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        command.Options.Add(window);
        command.Options.Add(since);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            var options = new TrendOptions
            {
                WindowMonths = AnalysisRequest.Months(parsed.GetValue(window)!),
                Since = parsed.GetValue(since) is { } day ? AnalysisRequest.StartOf("--since", day) : null,
                Jobs = request.Jobs,
            };
            return Run(new TrendRequest(request, options, repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats)));
        });
        return command;
    }

    private int Run(TrendRequest request)
    {
        var history = HistorySource.Read(request.Repository, shell, cancellation);
        if (history.Commits.IsEmpty)
            throw new RequestException($"'{history.Revision}' holds no commits to look at; name a branch, or a range whose right side is ahead");
        var trend = ProgressDisplay.During(shell, "judging window by window", () => TrendAnalyzer.Analyze(history, request.Options, cancellation));
        var options = new ReportOptions { Emails = request.Repository.Emails, Asked = new AskedOptions { Exclude = request.Repository.Exclude } };
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    TrendJson.Write(trend, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                TrendText.Write(trend, options, target.Style(shell, request.Repository.Color), writer);
            });
        return request.Repository.RequireHistory && trend.Windows.All(window => window.Index is null) ? ExitCode.InsufficientHistory : ExitCode.Passed;
    }
}
