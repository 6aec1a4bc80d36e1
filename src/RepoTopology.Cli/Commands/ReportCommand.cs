using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology report</c>: everything to look at, in one file.</summary>
internal sealed class ReportCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private const string DefaultName = "repotopology-report.html";

    private static readonly string[] Formats = [AnalyzeCommand.Page, "json", AnalyzeCommand.Markdown];

    private readonly WindowOptions _window = new();

    private readonly Option<string> _busFactor = AnalyzeCommand.BusFactorOption();

    private readonly DepthOptions _depth = new(CodeDepth.Project);

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    private readonly Option<bool> _open = new("--open") { Description = "Open the report in the browser when it is written" };

    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Draw what other commands wrote with --format json (analyze, trend, hotspots, graph modules) or this one, instead of a repository (repeatable)",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <exception cref="RequestException">This build was made where Node was absent.</exception>
    public static void RefuseWithoutPage()
    {
        if (!ReportPage.IsAvailable)
            throw new RequestException("this build has no report page, for it was made without Node; build it again where Node 20 or later is installed, or use --format json");
    }

    public Command ToCommand()
    {
        var command = new Command("report", "Everything to look at: one HTML file that works without a network");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_open);
        command.Options.Add(_from);
        _window.AddTo(command);
        command.Options.Add(_busFactor);
        _depth.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed => parsed.GetValue(_from) is { Length: > 0 } files ? Redraw(parsed, path, files) : Run(parsed, path));
        return command;
    }

    private int Run(ParseResult parsed, Argument<string> path)
    {
        var request = repository.Read(parsed, path);
        var outputs = Outputs(parsed);
        int code = AnalyzeCommand.Run(
            new AnalysisRequest(request, _window.Read(parsed, request), outputs)
            {
                BusFactor = Enum.Parse<BusFactorAlgorithm>(parsed.GetValue(_busFactor)!, ignoreCase: true),
                Anonymous = _window.ReadAnonymous(parsed, request),
                Code = _depth.Read(parsed),
            },
            shell, cancellation);
        Finish(parsed, outputs);
        return code;
    }

    private int Redraw(ParseResult parsed, Argument<string> path, string[] files)
    {
        if (parsed.GetResult(path) is { Tokens.Count: > 0 })
            throw new RequestException("--from draws files and PATH reads a repository; leave one of them out");
        if (_window.ReadAnonymous(parsed, repository.Read(parsed, path)))
            throw new RequestException("--from draws files as they are; give --anonymous to the command that writes them");
        var outputs = Outputs(parsed);
        if (outputs.Any(target => target.Format == AnalyzeCommand.Markdown))
            throw new RequestException("--from draws a page, and Markdown is written of a repository; leave --from out");
        if (outputs.Any(target => target.Format == AnalyzeCommand.Page))
            RefuseWithoutPage();
        var documents = new ReportDocuments();
        foreach (string file in files)
            Add(documents, file);
        if (documents["analysis"] is null)
            throw new RequestException("none of the files is of 'analyze --format json' or 'report --format json', and a report begins with one");
        foreach (var target in outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == AnalyzeCommand.Page)
                    ReportPage.Write(documents, stream);
                else
                    documents.WriteTogether(stream);
            });
        Finish(parsed, outputs);
        return ExitCode.Passed;
    }

    private static void Add(ReportDocuments documents, string file)
    {
        if (!File.Exists(file))
            throw new RequestException($"--from {file}: there is no such file");
        try
        {
            if (!documents.TryAdd(File.ReadAllBytes(file)))
                throw new RequestException($"--from {file} is no document of a report, or one that another file holds already");
        }
        catch (JsonException e)
        {
            throw new RequestException($"--from {file} is no JSON: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>As typed: a directory gets a file of the default name, and so does the current one when nothing is typed.</summary>
    private List<OutputTarget> Outputs(ParseResult parsed)
    {
        var typed = repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats);
        return
        [
            .. typed.Select(target => target with
            {
                Format = target.Format == "json" ? AnalyzeCommand.Documents : target.Format,
                File = target.File switch
                {
                    null when target.Format == AnalyzeCommand.Page && !repository.HasOutput(parsed) => DefaultName,
                    { } name when Directory.Exists(name) => Path.Join(name, target.Format == AnalyzeCommand.Page ? DefaultName : Path.ChangeExtension(DefaultName, target.Format == AnalyzeCommand.Markdown ? "md" : target.Format)),
                    var name => name,
                },
            }),
        ];
    }

    private void Finish(ParseResult parsed, List<OutputTarget> outputs)
    {
        foreach (var target in outputs.Where(target => target.File is not null && !OutputTarget.IsDevice(target.File)))
            shell.Error.WriteLine($"written: {TerminalText.Clean(target.File!)}");
        if (!parsed.GetValue(_open))
            return;
        string file = outputs.FirstOrDefault(target => target is { Format: AnalyzeCommand.Page, File: not null })?.File
            ?? throw new RequestException("--open opens a file, and no page was written to one; give -o FILE");
        Open(Path.GetFullPath(file));
    }

    private void Open(string file)
    {
        var start = shell.IsWindows
            ? new ProcessStartInfo(file) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new RequestException($"{file} is written, but there is no '{start.FileName}' to open it with; open it in a browser");
        }
    }
}
