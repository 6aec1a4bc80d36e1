using System.Collections.Immutable;
using System.CommandLine;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology config show</c>: each value of the configuration that holds, and where it comes from.</summary>
internal sealed class ConfigCommand(RepositoryOptions repository, Shell shell)
{
    private static readonly string[] Formats = ["text", "json"];

    private readonly GateOptions _gate = new();

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("config", "What a project says about itself in .repotopology/config.json");
        var show = new Command("show", "Each value that holds, and where it comes from: default, commit, file (--config) or option");
        var path = RepositoryOptions.PathArgument();
        show.Arguments.Add(path);
        _gate.AddRulesTo(show);
        show.Options.Add(_format);
        show.SetAction(parsed =>
        {
            Show(_gate.Read(parsed, repository.Read(parsed, path), baseName: null), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats));
            return ExitCode.Passed;
        });
        command.Subcommands.Add(show);
        return command;
    }

    private void Show(GateRequest request, IReadOnlyList<OutputTarget> outputs)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        var shown = Effective(opened, request);
        var options = new ReportOptions { Emails = request.Repository.Emails };
        foreach (var target in outputs)
            target.Write(shell, stream =>
            {
                if (target.Format == "json")
                {
                    ConfigReport.WriteJson(shown, options, stream);
                    return;
                }

                using var writer = target.OpenText(shell, stream);
                ConfigReport.WriteText(shown, options, target.Style(shell, request.Repository.Color), writer);
            });
    }

    private static ShownConfig Effective(GitRepository opened, GateRequest request)
    {
        var commit = Revision.Resolve(opened, request.Repository.Revision).Tip;
        var own = request.Repository.ConfigFile is { } typed ? ConfigFile.Read(typed) : ConfigFile.TryReadFrom(opened, commit);
        var origin = own is null ? ConfigOrigin.Default : request.Repository.ConfigFile is null ? ConfigOrigin.Commit : ConfigOrigin.File;
        var config = own ?? Config.Default;
        return new ShownConfig
        {
            Commit = commit,
            File = request.Repository.ConfigFile ?? ConfigFile.RepositoryPath,
            FileOrigin = origin,
            Modules = config.Modules,
            People = config.People,
            LeftAfter = request.LeftAfterMonths is { } months ? (months, ConfigOrigin.Option)
                : config.Gate.LeftAfterMonths is { } configured ? (configured, origin)
                : (GateConfig.DefaultLeftAfterMonths, ConfigOrigin.Default),
            Rules = RulesOf(request, config.Gate, origin),
        };
    }

    private static ImmutableArray<ShownRule> RulesOf(GateRequest request, GateConfig config, ConfigOrigin origin) => request.Rules.Count + config.Rules.Count > 0
        ? [.. request.Rules.Select(rule => new ShownRule(rule, ConfigOrigin.Option, false)), .. config.Rules.Select(rule => new ShownRule(rule, origin, false))]
        : [.. GateRule.Defaults(change: true).Zip(GateRule.Defaults(change: false), (change, standing) => new ShownRule(change, ConfigOrigin.Default, change.Fail is not null && standing.Fail is null))];
}
