using System.CommandLine;
using RepoTopology.Analysis;
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
        Graph("modules", "Which modules change together, and whether more than by chance", GraphDocuments.Modules),
        Graph("ownership", "Whose lines stand in which module", GraphDocuments.Ownership),
    };

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
        var path = RepositoryOptions.PathArgument();
        var window = new WindowOptions();
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        foreach (var option in further)
            command.Options.Add(option);
        window.AddTo(command);
        command.Options.Add(format);
        command.SetAction(parsed =>
        {
            var read = repository.Read(parsed, path);
            var request = new AnalysisRequest(read, window.Read(parsed, read), repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats))
            {
                Anonymous = window.ReadAnonymous(parsed, read),
            };
            return Run(request, (analysis, options) => document(parsed, analysis, options));
        });
        return command;
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
}
