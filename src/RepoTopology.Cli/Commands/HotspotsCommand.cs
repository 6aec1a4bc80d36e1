using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology hotspots</c>: code that changes often, is large, and is known to one person.</summary>
internal sealed class HotspotsCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly WindowOptions _window = new();

    private readonly Option<string> _level = new("--level")
    {
        Description = "What to rank: file, module or type (of C#)",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => "file",
    };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("hotspots", "Code that changes often, is large, and is known to one person");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        _level.AcceptOnlyFromAmong("file", "module", "type");
        command.Options.Add(_level);
        _window.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            return Run(
                new AnalysisRequest(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
                {
                    Anonymous = _window.ReadAnonymous(parsed, request),
                },
                Enum.Parse<HotspotLevel>(parsed.GetValue(_level)!, ignoreCase: true));
        });
        return command;
    }

    private int Run(AnalysisRequest request, HotspotLevel level)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        var (analysis, lines) = AnalysisSource.ReadFiles(
            opened, request, history => Enumerable.Range(0, history.Paths.Length).Where(i => history.Paths[i] is { AtHead: true, Module: >= 0 }).ToHashSet(), changes: true, shell, cancellation);
        var hotspots = level == HotspotLevel.Type ? OfTypes(opened, request, analysis, lines) : new HotspotList(
            level, Hotspots.Of(analysis, lines, level), i => level == HotspotLevel.File ? analysis.History.Paths[i].Text : analysis.History.Modules[i].Name);
        var options = new ReportOptions { Emails = request.Repository.Emails };
        var shown = request.Anonymous ? analysis with { History = Pseudonyms.Veil(analysis.History) } : analysis;
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    HotspotsJson.Write(shown, hotspots, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                HotspotsText.Write(shown, hotspots, options, target.Style(shell, request.Repository.Color), writer);
            });
        return ExitCode.Passed;
    }

    private HotspotList OfTypes(GitRepository opened, AnalysisRequest request, RepositoryAnalysis analysis, LivingLines lines)
    {
        var code = CodeSource.TryRead(opened, analysis.History, request.Repository, new CodeRequest(CodeDepth.Names), shell, cancellation)
            ?? throw new RequestException("this commit has no C# code; --level file and module work for all languages");
        return new HotspotList(HotspotLevel.Type, Hotspots.OfTypes(analysis, lines, code), i => code.Types[i].Key);
    }
}
