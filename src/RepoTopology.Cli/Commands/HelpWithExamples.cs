using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>The usual help, and below the root's the exit codes and some examples.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    private const string Ending = """
        Exit codes:
          0    passed
          1    error: wrong usage, an unreadable repository, or git disagrees
          2    a gate failed, or a committed snapshot no longer holds
          3    insufficient history, only with --require-history
          130  cancelled

        Examples:
          repotopology                               the repository you stand in
          repotopology analyze ../other --window 1y  another one, its last year
          repotopology -o a.txt -o json=a.json       both reports, into files
          repotopology report --open                 everything to look at, one page
          repotopology explain casualShare           what stands behind a figure
          repotopology trend --since 2020-01-01      each quarter, and when it shifted
          repotopology facts commits --format csv    the facts, for a spreadsheet
          repotopology facts lines --path '*.cs'     who wrote each line
          repotopology who src/Engine.cs:120         who knows a line, file, directory
          repotopology who --diff main..topic        who should review it
          repotopology hotspots --level module       busy, large, one person's
          repotopology what-if --without "Ann Author"  what would have nobody then
          repotopology plan --bar 2                  who should learn what
          repotopology identities --accept 1 2       who is the same person, as a patch
          repotopology snapshot                      who knows it, for the analyzers
          repotopology graph modules --format dot    what changes together, to be drawn
          repotopology verify --sample 1000          whether git agrees
          repotopology cache info                    what is kept between runs, where
          repotopology cache export facts.cache      take it to a shallow clone
        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var help = new StringWriter();
        configuration.Output = help;
        inner.Invoke(parseResult);
        configuration.Output = output;

        // The root's own PATH is not given before a command.
        bool isRoot = parseResult.CommandResult.Command is RootCommand;
        output.WriteLine((isRoot ? help.ToString() : help.ToString().Replace("repotopology [<PATH>] ", "repotopology ", StringComparison.Ordinal)).TrimEnd());
        if (isRoot)
            output.WriteLine("\n" + Ending);
        return ExitCode.Passed;
    }
}

/// <summary>Prints the tool's version.</summary>
internal sealed class PrintVersion : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ReportOptions.ToolVersion);
        return ExitCode.Passed;
    }
}
