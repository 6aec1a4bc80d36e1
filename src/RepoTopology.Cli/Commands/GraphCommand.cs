using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology graph</c>: who works with whom, what changes together, who wrote what, for other tools.</summary>
internal sealed class GraphCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["graphml", "gexf", "dot", "json", "mermaid"];

    public Command ToCommand() => new("graph", "The graphs behind the figures, for Gephi, Graphviz, NetworkX or a page")
    {
        Contributors(),
        Modules(),
        Graph("ownership", "Whose lines stand in which module", GraphDocuments.Ownership),
    };

    private Command Modules()
    {
        var level = new Option<string>("--level")
        {
            Description = "module: what changes together; project, namespace or type: what uses what in C# code",
            HelpName = "LEVEL",
            DefaultValueFactory = _ => "module",
        };
        level.AcceptOnlyFromAmong(["module", .. Enum.GetNames<CodeLevel>().Select(name => name.ToLowerInvariant())]);
        var depth = new DepthOptions(CodeDepth.Auto);
        var command = new Command("modules", "Which modules change together, and whether more than by chance; which projects, namespaces or types use which");
        command.Options.Add(level);
        depth.AddTo(command);
        Complete(command, (parsed, request) => parsed.GetValue(level) is "module"
            ? Run(request, GraphDocuments.Modules)
            : RunCode(request, depth.Read(parsed), Enum.Parse<CodeLevel>(parsed.GetValue(level)!, ignoreCase: true)));
        return command;
    }

    private Command Contributors()
    {
        var kinds = new Option<string[]>("--edges")
        {
            Description = "Only these ties: co-edit, line-rewrite, co-author, review, ack, test, sign-off (repeatable)",
            HelpName = "KIND",
        };
        kinds.AcceptOnlyFromAmong([.. GraphDocuments.ContributorEdges]);
        return Graph("contributors", "Who edits the same files, rewrites whose lines, writes and reviews with whom",
            (parsed, analysis, options) => GraphDocuments.Contributors(
                analysis, options, parsed.GetValue(kinds) is { Length: > 0 } chosen ? chosen : GraphDocuments.ContributorEdges),
            kinds);
    }

    private Command Graph(string name, string description, Func<RepositoryAnalysis, ReportOptions, GraphDocument> document) =>
        Graph(name, description, (_, analysis, options) => document(analysis, options));

    private Command Graph(
        string name, string description, Func<ParseResult, RepositoryAnalysis, ReportOptions, GraphDocument> document, params ReadOnlySpan<Option> further)
    {
        var command = new Command(name, description);
        foreach (var option in further)
            command.Options.Add(option);
        Complete(command, (parsed, request) => Run(request, (analysis, options) => document(parsed, analysis, options)));
        return command;
    }

    /// <summary>Adds what all graphs take.</summary>
    private void Complete(Command command, Func<ParseResult, AnalysisRequest, int> run)
    {
        var path = RepositoryOptions.PathArgument();
        var window = new WindowOptions();
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        window.AddTo(command);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var read = repository.Read(parsed, path);
            return run(parsed, new AnalysisRequest(read, window.Read(parsed, read), repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats))
            {
                Anonymous = window.ReadAnonymous(parsed, read),
            });
        });
    }

    private int Run(AnalysisRequest request, Func<RepositoryAnalysis, ReportOptions, GraphDocument> document)
    {
        var analysis = AnalysisSource.Read(request, shell, cancellation);
        if (request.Anonymous)
            analysis = analysis with { History = Pseudonyms.Veil(analysis.History) };
        var graph = document(analysis, new ReportOptions { Emails = request.Repository.Emails });
        foreach (var target in request.Outputs)
            target.Write(shell, stream => graph.Write(Enum.Parse<GraphFormat>(target.Format, ignoreCase: true), stream));
        return request.Repository.RequireHistory && analysis.Verdict.Label == VerdictLabel.InsufficientHistory
            ? ExitCode.InsufficientHistory
            : ExitCode.Passed;
    }

    private int RunCode(AnalysisRequest request, CodeRequest depth, CodeLevel level)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        CodeSource.Check(opened, request.Repository, depth);
        // Types and their lines need at least the syntax.
        var needed = level != CodeLevel.Project && depth.Depth == CodeDepth.Project ? depth with { Depth = CodeDepth.Names } : depth;
        var (analysis, lines) = AnalysisSource.ReadFiles(
            opened, request, history => Enumerable.Range(0, history.Paths.Length).Where(i => history.Paths[i].AtHead && history.Paths[i].Text.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).ToHashSet(),
            changes: true, shell, cancellation);
        var code = CodeSource.TryRead(opened, analysis.History, request.Repository, needed, shell, cancellation)
            ?? throw new RequestException("this commit has no C# code; --level module works for all languages");
        var ownership = MemberOwnership.Of(analysis.History, lines, code);
        if (request.Anonymous)
            analysis = analysis with { History = Pseudonyms.Veil(analysis.History) };
        var graph = CodeGraphs.Of(analysis, code, ownership, level, new ReportOptions { Emails = request.Repository.Emails });
        foreach (var target in request.Outputs)
            target.Write(shell, stream => graph.Write(Enum.Parse<GraphFormat>(target.Format, ignoreCase: true), stream));
        return ExitCode.Passed;
    }
}
