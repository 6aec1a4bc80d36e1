using System.CommandLine;
using System.CommandLine.Help;

namespace RepoTopology.Cli;

/// <summary>The tree of commands. Bare <c>repotopology</c> is <c>analyze .</c>, so the root takes what analyze takes.</summary>
internal static class CommandLine
{
    public static ParseResult Parse(IReadOnlyList<string> args, Shell shell, CancellationToken cancellation = default) =>
        // No response files: "@name" is a name.
        Build(shell, cancellation).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    public static RootCommand Build(Shell shell, CancellationToken cancellation = default)
    {
        var root = new RootCommand("How a team works together and where knowledge is concentrated, read from a git repository alone.")
        {
            HelpName = "repotopology",
        };
        var repository = new RepositoryOptions(shell, cancellation);
        var analyze = new AnalyzeCommand(repository, shell, cancellation);
        analyze.AddTo(root);
        foreach (var option in repository.All)
            root.Options.Add(option);
        root.Subcommands.Add(analyze.ToCommand());
        root.Subcommands.Add(new ReportCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new BadgeCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new TrendCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new FactsCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new ExplainCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new WhoCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new HotspotsCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new WhatIfCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new PlanCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new CheckCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new BaselineCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new ConfigCommand(repository, shell).ToCommand());
        root.Subcommands.Add(new IdentitiesCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new IgnoreRevsCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new GraphCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new SnapshotCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new InitCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new VerifyCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new DoctorCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(new CacheCommand(repository, shell, cancellation).ToCommand());
        root.Subcommands.Add(CompletionCommand.ToCommand());

        // The built-in ones know "/h" too, which is a path here, and print the version with the commit it was built from.
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Options.Remove(root.Options.OfType<VersionOption>().Single());
        root.Options.Add(new HelpOption("--help", "-h", "-?")
        {
            Action = new HelpWithExamples(new HelpAction { MaxWidth = Math.Clamp(shell.Width, 60, 120) }),
        });
        root.Options.Add(new VersionOption { Action = new PrintVersion() });
        return root;
    }
}
