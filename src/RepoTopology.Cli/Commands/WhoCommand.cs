using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology who TARGET</c>: who knows some code and who else could; <c>who --diff A..B</c>: who should review a change.</summary>
internal sealed class WhoCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly WindowOptions _window = new();

    private readonly Argument<string> _target = new("TARGET")
    {
        Description = "A file, FILE:LINE, FILE:FIRST-LAST, a directory, or a C# type or member; nothing with --diff",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _diff = new("--diff")
    {
        Description = "Who should review these commits: those who know the code, and one who would learn from it",
        HelpName = "BASE..HEAD",
    };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("who", "Who knows a file, a line, a directory or a symbol, and who else could; who should review a change");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(_target);
        command.Arguments.Add(path);
        command.Options.Add(_diff);
        _window.AddTo(command);
        command.Options.Add(_format);
        command.SetAction(parsed => parsed.GetValue(_diff) is { } range ? Review(parsed, path, range) : Ask(parsed, path));
        return command;
    }

    private int Ask(ParseResult parsed, Argument<string> path)
    {
        string target = parsed.GetValue(_target) ?? throw new RequestException("name a file, FILE:LINE, a directory or a symbol, or a range behind --diff");
        var request = Read(parsed, repository.Read(parsed, path));
        using var opened = GitRepository.Open(request.Repository.Path);
        Subject subject = null!;
        var (analysis, lines) = AnalysisSource.ReadFiles(opened, request, history =>
        {
            subject = new SubjectFinder(history, opened.Layout.WorkTree).Find(target, symbol => FindSymbol(opened, history, request, symbol));
            return subject.Files.Select(file => file.Path).ToHashSet();
        }, changes: false, shell, cancellation);
        foreach (var asked in subject.Files.Where(file => !file.Spans.IsEmpty))
            if (lines.Files.FirstOrDefault(file => file.Path == asked.Path) is { } file && asked.Spans[^1].Last > file.Lines)
                throw new RequestException($"{analysis.History.Paths[asked.Path].Text} has {file.Lines} lines; '{target}' is beyond its end");

        var knowledge = Knowledge.Of(analysis, lines, subject);
        return Write(request, analysis,
            (shown, options, stream) => WhoJson.Write(shown, knowledge, options, stream),
            (shown, options, style, writer) => WhoText.Write(shown, knowledge, options, style, writer));
    }

    private int Review(ParseResult parsed, Argument<string> path, string range)
    {
        // What stands first is TARGET for the parser.
        if (parsed.GetValue(_target) is { } first && parsed.GetResult(path) is { Implicit: false })
            throw new RequestException($"--diff asks about a change, and '{first}' names a file; give one of them");
        var asked = repository.Read(parsed, path, parsed.GetValue(_target));
        using var opened = GitRepository.Open(asked.Path);
        var revision = Revision.Resolve(opened, range.Contains("..", StringComparison.Ordinal) ? range : range + "..");
        if (revision.Exclude is null)
            throw new RequestException($"'{range}' is no range; write BASE..HEAD");
        var request = Read(parsed, asked with { Revision = revision.Tip.ToString() });
        HashSet<int> commits = null!;
        var (analysis, lines) = AnalysisSource.ReadFiles(opened, request, history =>
        {
            commits = CommitsOf(opened, revision, history);
            if (commits.Count == 0)
                throw new RequestException($"'{range}' holds no commits; its right side must be ahead of its left");
            return ReviewAdvice.FilesOf(history, commits);
        }, changes: true, shell, cancellation);
        var advice = ReviewAdvice.Of(analysis, lines, commits);
        return Write(request, analysis,
            (shown, options, stream) => WhoJson.Write(shown, advice, options, stream),
            (shown, options, style, writer) => WhoText.Write(shown, advice, range, options, style, writer));
    }

    private Subject? FindSymbol(GitRepository opened, RepositoryHistory history, AnalysisRequest request, string typed) =>
        CodeSource.TryRead(opened, history, request.Repository, new CodeRequest(CodeDepth.Names), shell, cancellation) is { } code
            ? new SymbolFinder(history, code).TryFind(typed)
            : null;

    private HashSet<int> CommitsOf(GitRepository opened, Revision range, RepositoryHistory history)
    {
        using var reader = opened.Objects.CreateReader();
        var walk = new CommitWalk(opened, reader, range, cancellation: cancellation);
        var ids = new HashSet<ObjectId>();
        while (walk.Next() is { } commit)
            ids.Add(commit.Id);
        return [.. Enumerable.Range(0, history.Commits.Length).Where(i => ids.Contains(history.Commits[i].Id))];
    }

    private AnalysisRequest Read(ParseResult parsed, RepositoryRequest request) =>
        new(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
        {
            Anonymous = _window.ReadAnonymous(parsed, request),
        };

    private int Write(
        AnalysisRequest request, RepositoryAnalysis analysis, Action<RepositoryAnalysis, ReportOptions, Stream> json,
        Action<RepositoryAnalysis, ReportOptions, TextStyle, TextWriter> text)
    {
        var options = new ReportOptions { Emails = request.Repository.Emails };
        var shown = request.Anonymous ? analysis with { History = Pseudonyms.Veil(analysis.History) } : analysis;
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    json(shown, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                text(shown, options, target.Style(shell, request.Repository.Color), writer);
            });
        return ExitCode.Passed;
    }
}
