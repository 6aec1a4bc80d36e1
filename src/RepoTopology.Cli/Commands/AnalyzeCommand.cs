using System.CommandLine;
using System.Runtime.CompilerServices;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology analyze</c>: the verdict and what it stands on. The root command does the same.</summary>
internal sealed class AnalyzeCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json", Page, Markdown];

    /// <summary>The report's page.</summary>
    public const string Page = "html";

    /// <summary>The report in short.</summary>
    public const string Markdown = "markdown";

    /// <summary>Everything that the page is made of.</summary>
    public const string Documents = "documents";

    private readonly WindowOptions _window = new();

    private readonly Option<string> _busFactor = BusFactorOption();

    private readonly DepthOptions _depth = new(CodeDepth.Project);

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    /// <summary>A --bus-factor option; each command has its own.</summary>
    public static Option<string> BusFactorOption()
    {
        var option = new Option<string>("--bus-factor")
        {
            Description = "How to count it: lines (our own), or avelino or jetbrains, as they publish theirs",
            HelpName = "HOW",
            DefaultValueFactory = _ => "lines",
        };
        option.AcceptOnlyFromAmong("lines", "avelino", "jetbrains");
        return option;
    }

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
        _window.AddTo(command);
        command.Options.Add(_busFactor);
        _depth.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed => Run(Read(parsed, path), shell, cancellation));
    }

    private AnalysisRequest Read(ParseResult parsed, Argument<string> path)
    {
        var request = repository.Read(parsed, path);
        return new AnalysisRequest(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
        {
            BusFactor = Enum.Parse<BusFactorAlgorithm>(parsed.GetValue(_busFactor)!, ignoreCase: true),
            Anonymous = _window.ReadAnonymous(parsed, request),
            Code = _depth.Read(parsed),
        };
    }

    /// <summary>Analyses and writes; <see cref="Page"/> and <see cref="Documents"/> are formats too.</summary>
    public static int Run(AnalysisRequest request, Shell shell, CancellationToken cancellation)
    {
        if (request.Outputs.Any(target => target.Format == Page))
            ReportCommand.RefuseWithoutPage();
        request = request with { LineOrigins = request.LineOrigins || request.Outputs.Any(IsReport) };
        using var opened = GitRepository.Open(request.Repository.Path);
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            var stored = StoredOutputs.Of(cache, opened, request, shell);
            return stored is not null && stored.TryWrite(out int exitCode) ? exitCode : Run(request, opened, cache, stored, shell, cancellation);
        }
        finally
        {
            // Also when it was cancelled: what was read until then need not be read again.
            cache?.Save();
        }
    }

    // Apart from what prints a stored output: nothing of the analysis is even loaded there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(AnalysisRequest request, GitRepository opened, HistoryCache? cache, StoredOutputs? stored, Shell shell, CancellationToken cancellation)
    {
        var (analysis, lines) = AnalysisSource.Read(opened, cache, request, shell, cancellation);
        var history = analysis.History;
        var options = AskedSource.Options(opened, request);
        var found = request.Outputs.Any(IsReport) ? ReportSource.Find(request, analysis, lines, shell, cancellation) : default;
        var documents = request.Outputs.Any(NeedsDocuments) ? ReportSource.Read(opened, request, analysis, lines, found, options, shell, cancellation) : null;
        if (request.Anonymous)
            analysis = analysis with { History = Pseudonyms.Veil(history) };

        int exitCode = request.Repository.RequireHistory && analysis.Verdict.Label == VerdictLabel.InsufficientHistory
            ? ExitCode.InsufficientHistory
            : ExitCode.Passed;
        foreach (var target in request.Outputs)
        {
            using var output = new MemoryStream();
            if (target.Format == Page)
                ReportPage.Write(documents!, output);
            else if (target.Format == Documents)
                documents!.WriteTogether(output);
            else if (target.Format == Markdown)
                AnalysisMarkdown.Write(analysis, found.Trend, found.Hotspots, options, output);
            else
                Write(analysis, options, request.Repository, target, output, shell);
            var bytes = output.GetBuffer().AsMemory(0, (int)output.Length);
            target.Write(shell, stream => stream.Write(bytes.Span));
            stored?.Add(target, history, lines, exitCode, bytes.Span);
        }

        return exitCode;
    }

    private static bool IsReport(OutputTarget target) => target.Format == Markdown || NeedsDocuments(target);

    private static bool NeedsDocuments(OutputTarget target) => target.Format is Page or Documents;

    private static void Write(RepositoryAnalysis analysis, ReportOptions options, RepositoryRequest request, OutputTarget target, Stream stream, Shell shell)
    {
        if (target.Format == "json")
        {
            AnalysisJson.Write(analysis, options, stream);
            return;
        }

        using var writer = target.OpenText(shell, stream);
        AnalysisText.Write(analysis, options, target.Style(shell, request.Color), writer);
    }
}
