using System.CommandLine;
using System.Runtime.CompilerServices;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology analyze</c>: the verdict and what it stands on. The root command does the same.</summary>
internal sealed class AnalyzeCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly Option<string> _window = new("--window")
    {
        Description = "How far back to look: months, years or days, such as 24m, 2y, 90d",
        HelpName = "TIME",
        DefaultValueFactory = _ => "24m",
    };

    private readonly Option<string> _asOf = new("--as-of")
    {
        Description = "The end of the window [default: the date of the analysed commit]",
        HelpName = "DATE",
    };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("analyze", "Group or network? The verdict, what decided it, the people, the modules at risk");
        AddTo(command);
        return command;
    }

    public void AddTo(Command command)
    {
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_window);
        command.Options.Add(_asOf);
        command.Options.Add(_format);
        command.SetAction(parsed => Run(Read(parsed, path)));
    }

    private AnalysisRequest Read(ParseResult parsed, Argument<string> path)
    {
        var request = repository.Read(parsed, path);
        var options = new AnalysisOptions
        {
            WindowMonths = AnalysisRequest.Months(parsed.GetValue(_window)!),
            AsOf = parsed.GetValue(_asOf) is { } date ? AnalysisRequest.AsOf(date) : null,
            Jobs = request.Jobs,
        };
        return new AnalysisRequest(request, options, repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats));
    }

    private int Run(AnalysisRequest request)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            var stored = StoredOutputs.Of(cache, opened, request, shell);
            return stored is not null && stored.TryWrite(out int exitCode) ? exitCode : Run(request, opened, cache, stored);
        }
        finally
        {
            // Also when it was cancelled: what was read until then need not be read again.
            cache?.Save();
        }
    }

    // Apart from what prints a stored output: nothing of the analysis is even loaded there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Run(AnalysisRequest request, GitRepository opened, HistoryCache? cache, StoredOutputs? stored)
    {
        var history = HistorySource.Read(
            opened, cache, request.Repository, shell, cancellation, options => options with { FirstParentChanges = true });
        if (history.Commits.IsEmpty)
            throw new RequestException($"'{history.Revision}' holds no commits to analyse; name a branch, or a range whose right side is ahead");
        var lines = ReadLines(opened, history, cache, request.Repository);
        var analysis = ProgressDisplay.During(
            shell, "judging what was read", () => RepositoryAnalyzer.Analyze(history, lines, request.Options, cancellation));

        int exitCode = request.Repository.RequireHistory && analysis.Verdict.Label == VerdictLabel.InsufficientHistory
            ? ExitCode.InsufficientHistory
            : ExitCode.Passed;
        foreach (var target in request.Outputs)
        {
            using var output = new MemoryStream();
            Write(analysis, request.Repository, target, output);
            var bytes = output.GetBuffer().AsMemory(0, (int)output.Length);
            target.Write(shell, stream => stream.Write(bytes.Span));
            stored?.Add(target, history, lines, exitCode, bytes.Span);
        }

        return exitCode;
    }

    /// <summary>Null for a range, which says nothing of the files that it does not change.</summary>
    private LivingLines? ReadLines(GitRepository opened, RepositoryHistory history, HistoryCache? cache, RepositoryRequest request)
    {
        if (Revision.Resolve(opened, request.Revision).Exclude is not null)
            return null;
        var options = new LivingLinesOptions
        {
            Lines = new LineOptions { Jobs = request.Jobs, MemoryBudget = request.MemoryBudget },
            IgnoredCommits = IgnoredCommits.OfCommit(opened, history.Head, shell),
            SampleTimes = QuarterEnds.Of(history),
            Changes = true,
            Files = false,
            ModulesOnly = true,
            Cache = cache,
        };
        return ProgressDisplay.During(shell, "following lines", progress =>
            LivingLinesReader.Read(opened, history, options with { Lines = options.Lines with { Progress = progress } }, cancellation), "versions");
    }

    private void Write(RepositoryAnalysis analysis, RepositoryRequest request, OutputTarget target, Stream stream)
    {
        var options = new ReportOptions { Emails = request.Emails, Exclude = request.Exclude };
        if (target.Format == "json")
        {
            AnalysisJson.Write(analysis, options, stream);
            return;
        }

        using var writer = target.OpenText(shell, stream);
        AnalysisText.Write(analysis, options, target.Style(shell, request.Color), writer);
    }
}
