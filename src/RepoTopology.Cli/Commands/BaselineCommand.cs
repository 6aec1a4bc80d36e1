using System.CommandLine;
using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Git;

namespace RepoTopology.Cli;

/// <summary><c>repotopology baseline create|update|diff|prune</c>: what is accepted as it is, and may only get better.</summary>
internal sealed class BaselineCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private readonly GateOptions _gate = new();

    private readonly Option<bool> _force = new("--force") { Description = "Accept what is new or worse, too" };

    public Command ToCommand()
    {
        var command = new Command("baseline", "What 'check' accepts as it is: values that may only get better");
        command.Subcommands.Add(Verb("create", "Accept everything that is beyond its bar today", (opened, request, _) => Create(opened, request)));
        var update = Verb("update", "Lower what got better, and forget what is well within its bar", Update);
        update.Options.Add(_force);
        command.Subcommands.Add(update);
        command.Subcommands.Add(Verb("diff", "What 'update' would change", (opened, request, _) => Diff(opened, request)));
        command.Subcommands.Add(Verb("prune", "Forget what no rule judges any more", (opened, request, _) => Prune(opened, request)));
        return command;
    }

    private Command Verb(string name, string description, Action<GitRepository, GateRequest, ParseResult> act)
    {
        var verb = new Command(name, description);
        var path = RepositoryOptions.PathArgument();
        verb.Arguments.Add(path);
        _gate.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var request = _gate.Read(parsed, repository.Read(parsed, path), baseName: null);
            using var opened = GitRepository.Open(request.Repository.Path);
            act(opened, request, parsed);
            return ExitCode.Passed;
        });
        return verb;
    }

    private void Create(GitRepository opened, GateRequest request)
    {
        string path = PathOf(opened, request);
        if (File.Exists(path))
            throw new RequestException($"{path} exists already; 'baseline update --force' accepts everything anew");
        Write(path, GateBaseline.Of(Judge(opened, request, null)), new GateBaseline([]));
    }

    private void Update(GitRepository opened, GateRequest request, ParseResult parsed)
    {
        string path = PathOf(opened, request);
        var old = BaselineFile.Read(path);
        Write(path, old.Update(Judge(opened, request, old), parsed.GetValue(_force)), old);
    }

    private void Diff(GitRepository opened, GateRequest request)
    {
        var old = BaselineFile.Read(PathOf(opened, request));
        Say(old, old.Update(Judge(opened, request, old), force: true));
    }

    private void Prune(GitRepository opened, GateRequest request)
    {
        string path = PathOf(opened, request);
        var old = BaselineFile.Read(path);
        Write(path, old.Prune(Judge(opened, request, old)), old);
    }

    private GateFinding[] Judge(GitRepository opened, GateRequest request, GateBaseline? baseline)
    {
        var result = new GateSource(opened, request, shell, cancellation).Judge(baseline);
        return result.History.Completeness.ShallowBoundaries == 0 && result.History.Completeness.MissingCommits == 0
            ? [.. result.Findings]
            : throw new RequestException("this clone lacks history, and a baseline of it would accept what nobody knows; run 'git fetch --unshallow' first");
    }

    private static string PathOf(GitRepository opened, GateRequest request) => request.BaselineFile ?? BaselineFile.DefaultPath(opened)
        ?? throw new RequestException("a bare repository has no work tree to keep a baseline in; name a file with --baseline");

    private void Write(string path, GateBaseline baseline, GateBaseline old)
    {
        byte[] bytes = BaselineFile.Bytes(baseline);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            Line($"{path}: nothing to change.");
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new OutputTarget("json", path).Write(shell, stream => stream.Write(bytes));
        Say(old, baseline);
    }

    /// <summary>A line for each value that differs.</summary>
    private void Say(GateBaseline old, GateBaseline now)
    {
        var before = old.Entries.ToDictionary(entry => (entry.Measure, entry.Symbol), entry => entry.Value);
        var after = now.Entries.ToDictionary(entry => (entry.Measure, entry.Symbol), entry => entry.Value);
        int said = 0;
        foreach (var key in before.Keys.Union(after.Keys).OrderBy(key => GateMeasures.NameOf(key.Measure), StringComparer.Ordinal).ThenBy(key => key.Symbol, StringComparer.Ordinal))
        {
            double? was = before.TryGetValue(key, out double x) ? x : null;
            double? @is = after.TryGetValue(key, out double y) ? y : null;
            if (was == @is)
                continue;
            said++;
            Line($"{GateMeasures.NameOf(key.Measure)} of {key.Symbol}: {Value(was)} -> {Value(@is)}");
        }

        Line(said == 0 ? "Nothing differs." : $"{said} {(said == 1 ? "value differs" : "values differ")}.");
    }

    private static string Value(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "not accepted";

    private void Line(string text)
    {
        using var writer = new StreamWriter(shell.Output, shell.OutputEncoding, leaveOpen: true);
        writer.WriteLine(Reports.TerminalText.Clean(text));
    }
}
