using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology explain ID</c>: what stands behind a figure, and how to get it again.</summary>
internal sealed class ExplainCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private const string PersonPrefix = "person:";
    private const int MostSuggestions = 3;

    private static readonly string[] Formats = ["text", "json"];

    private readonly WindowOptions _window = new();

    private readonly Argument<string?> _id = new("ID")
    {
        Description = "A name of analyze's JSON: casualShare, busFactor, module:NAME, person:NAME …; without it, all are listed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _busFactor = AnalyzeCommand.BusFactorOption();

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("explain", "What stands behind a figure: people, commits, what was left out, how to get it again");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(_id);
        command.Arguments.Add(path);
        _window.AddTo(command);
        command.Options.Add(_busFactor);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            string? id = parsed.GetValue(_id);
            string directory = parsed.GetValue(path)!;
            bool hasPath = parsed.GetResult(path) is { Tokens.Count: > 0 };
            if (id is not null && IsDirectory(id) && hasPath)
                throw new RequestException($"'{id}' is a directory and nothing to explain; write the ID before PATH");
            var request = repository.Read(parsed, path);
            // "explain PATH" is a list too.
            if (id is not null && IsDirectory(id))
                (request, id) = (request with { Path = id }, null);
            return Run(
                new AnalysisRequest(request, _window.Read(parsed, request), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats))
                {
                    Code = new CodeRequest(CodeDepth.Project),
                    Anonymous = _window.ReadAnonymous(parsed, request),
                    BusFactor = Enum.Parse<BusFactorAlgorithm>(parsed.GetValue(_busFactor)!, ignoreCase: true),
                    LineOrigins = id is not null,
                },
                id, directory);
        });
        return command;
    }

    private static bool IsDirectory(string text) => (text is "." or ".." || text.IndexOfAny(['/', '\\']) >= 0) && !text.Contains(':', StringComparison.Ordinal) && Directory.Exists(text);

    private int Run(AnalysisRequest request, string? typed, string directory)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        using var cache = CacheSource.Open(opened, request.Repository, shell);
        try
        {
            var (analysis, lines) = AnalysisSource.Read(opened, cache, request, shell, cancellation);
            var shown = request.Anonymous ? Pseudonyms.Veil(analysis.History) : analysis.History;
            var ids = ExplanationIds.Of(analysis with { History = shown });
            var options = new ReportOptions { Emails = request.Repository.Emails };
            if (typed is null)
            {
                Write(request, stream => ExplanationJson.WriteList(shown, ids, options, stream), (style, writer) => ExplanationText.WriteList(ids, options, style, writer));
                return ExitCode.Passed;
            }

            var id = Find(typed, ids, analysis.History, request.Anonymous);
            string full = AskedSource.Full(Revision.Resolve(opened, request.Repository.Revision));
            var explanation = new Explainer(analysis, lines, new ExplanationOptions
            {
                Revision = full,
                HasExcludes = request.Repository.Exclude.Count > 0,
                IgnoredCommits = IgnoredCommits.OfCommit(opened, analysis.History.Head, shell),
                Veiled = request.Anonymous ? shown : null,
            }).Explain(id);
            var retrace = new Retrace(CommandOf(id, request, directory, full, analysis.History), GitOf(directory, analysis.History.Path));
            Write(request, stream => ExplanationJson.Write(shown, explanation, retrace, options, stream),
                (style, writer) => ExplanationText.Write(shown, explanation, retrace, options, style, writer));
            return ExitCode.Passed;
        }
        finally
        {
            // Also when it was cancelled: what was read until then need not be read again.
            cache?.Save();
        }
    }

    private void Write(AnalysisRequest request, Action<Stream> json, Action<TextStyle, TextWriter> text)
    {
        foreach (var target in request.Outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    json(stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                text(target.Style(shell, request.Repository.Color), writer);
            });
    }

    /// <exception cref="RequestException">Nothing is called so, or several people are.</exception>
    private static ExplanationId Find(string typed, ExplanationIds ids, RepositoryHistory history, bool anonymous)
    {
        if (!typed.StartsWith(PersonPrefix, StringComparison.OrdinalIgnoreCase))
            return ids.Find(typed) ?? throw Unknown(typed, ids);
        string name = typed[PersonPrefix.Length..];
        var named = ids.Contributors.Where(id => string.Equals(id.Name[PersonPrefix.Length..], name, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? named[0]
            : Pseudonyms.Of(history).IndexOf(name) is >= 0 and var pseudonym ? ExplanationIds.OfPerson(pseudonym, name)
            : ids.Find(name) is { Subject: ExplanationSubject.Person } numbered ? numbered
            : ExplanationIds.OfPerson(new PersonFinder(history, anonymous).Find(name), name);
    }

    private static RequestException Unknown(string typed, ExplanationIds ids)
    {
        // A name without its "module:" or "person:" is near too.
        var names = ids.All.SelectMany(id => new[] { (Key: id.Name, id.Name), (Key: id.Name[(id.Name.IndexOf(':', StringComparison.Ordinal) + 1)..], id.Name) })
            .DistinctBy(pair => pair.Key.ToLowerInvariant()).ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Name);
        var near = new List<string>();
        while (near.Count < MostSuggestions && UsageError.Nearest(typed, names.Keys) is { } key)
        {
            if (!near.Contains(names[key]))
                near.Add(names[key]);
            names.Remove(key);
        }

        string suggestion = near.Count == 0 ? "" : $"did you mean {string.Join(" or ", near.Select(name => $"'{EmailText.HideInName(name)}'"))}? ";
        return new RequestException($"there is nothing called '{typed}' to explain; {suggestion}'repotopology explain' without an ID lists all");
    }

    /// <summary>The command line that was given, with the full id of the commit and without what is the default anyway.</summary>
    private static string CommandOf(ExplanationId id, AnalysisRequest request, string directory, string revision, RepositoryHistory history)
    {
        List<string> words = ["repotopology", "explain", id.Subject == ExplanationSubject.Person ? PersonPrefix + Name(id.Index, request, history) : id.Name];
        if (directory != ".")
            words.Add(directory);
        // Typed where it was typed before: a file is where it was, too.
        var configuration = request.Repository.ConfigFile is { } file ? new AskedConfiguration(file, "") : null;
        words.AddRange((AskedSource.Of(request, revision) with { Configuration = configuration }).Words());
        return string.Join(' ', words.Select(Retrace.Quote));
    }

    /// <summary>A name that finds the person again; the pseudonym where the name hides an address or cannot be typed.</summary>
    private static string Name(int contributor, AnalysisRequest request, RepositoryHistory history)
    {
        string name = history.Contributors[contributor].Name;
        bool plain = !request.Anonymous && name == TerminalText.Clean(name) && name.Trim() == name && name.Length > 0 && !name.Contains('@', StringComparison.Ordinal)
            && history.Contributors.Count(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)) == 1;
        return plain ? name : Pseudonyms.Of(history)[contributor];
    }

    // Paths of git's commands are relative to the root.
    private static string GitOf(string directory, string root)
    {
        string typed = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        bool isRoot = string.Equals(typed, Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)), StringComparison.Ordinal);
        return isRoot && directory == "." ? "git" : $"git -C {Retrace.Quote(isRoot ? directory : root)}";
    }
}
