using System.CommandLine;
using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology facts</c>: what was read, as tables, before any judgement.</summary>
internal sealed class FactsCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["tsv", "csv", "ndjson"];

    public Command ToCommand() => new("facts", "The facts themselves as tables, for scripts")
    {
        Table("commits", "One row a commit", (tables, format, stream) => tables.WriteCommits(format, stream)),
        Changes(),
        Lines(),
        Table("people", "One row a person, bot or agent", (tables, format, stream) => tables.WritePeople(format, stream)),
        Table("modules", "One row a module", (tables, format, stream) => tables.WriteModules(format, stream)),
    };

    private Command Table(string name, string description, Action<FactsTables, FactsFormat, Stream> write)
    {
        var command = new Command(name, description);
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        command.Arguments.Add(path);
        command.Options.Add(format);
        command.SetAction(parsed => Run(Read(parsed, path, format), WithoutRenames, write));
        return command;
    }

    private Command Changes()
    {
        var command = new Command("changes", "One row a changed file, renames noted");
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        var raw = new Option<bool>("--raw")
        {
            Description = "As git log --raw --no-abbrev --no-renames --no-merges --format=%H, without blank lines",
        };
        var numstat = new Option<bool>("--numstat")
        {
            Description = "As git log --numstat --no-renames --no-merges --format=%H, without blank lines",
        };
        var whitespace = WhitespaceOption();
        var merges = new Option<bool>("--merges") { Description = "Compare merges with each of their parents too" };
        command.Arguments.Add(path);
        command.Options.Add(format);
        command.Options.Add(raw);
        command.Options.Add(numstat);
        command.Options.Add(whitespace);
        command.Options.Add(merges);
        command.SetAction(parsed =>
        {
            bool withMerges = parsed.GetValue(merges);
            bool asGit = parsed.GetValue(raw) || parsed.GetValue(numstat);
            var request = Read(parsed, path, format);
            if (parsed.GetValue(whitespace) && !parsed.GetValue(numstat))
                throw new RequestException("-w is about lines; give it together with --numstat");
            if (!asGit)
                return Run(request, options => options with { MergeChanges = withMerges },
                    (tables, tableFormat, stream) => tables.WriteChanges(tableFormat, stream, cancellation));
            if (parsed.GetValue(raw) && parsed.GetValue(numstat))
                throw new RequestException("--raw and --numstat are two formats; choose one");
            if (withMerges || parsed.GetResult(format) is { Implicit: false })
                throw new RequestException(
                    $"{(parsed.GetValue(raw) ? "--raw" : "--numstat")} is a format of its own, without merges; leave out --format and --merges");
            return parsed.GetValue(raw) ? RunRaw(request) : RunNumstat(request, parsed.GetValue(whitespace));
        });
        return command;
    }

    private Command Lines()
    {
        var command = new Command("lines", "One row a line: the commit that wrote it, and where");
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        var glob = new Option<string?>("--path") { Description = "Only files that match, e.g. 'src/**/*.cs'", HelpName = "GLOB" };
        var whitespace = WhitespaceOption();
        var ignored = new Option<string[]>("--ignore-revs-file")
        {
            Description = "Pass over the commits that this file lists, as git blame does (repeatable)",
            HelpName = "FILE",
        };
        command.Arguments.Add(path);
        foreach (var option in (Option[])[format, glob, whitespace, ignored])
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var request = Read(parsed, path, format);
            if (request.Repository.Scope.Length > 0 || request.Repository.Exclude.Count > 0)
                throw new RequestException("lines are followed through the whole repository; choose files with --path in place of --scope and --exclude");
            return RunLines(request, parsed.GetValue(glob), parsed.GetValue(whitespace), parsed.GetValue(ignored) ?? []);
        });
        return command;
    }

    private FactsRequest Read(ParseResult parsed, Argument<string> path, Option<string> format) =>
        new(repository.Read(parsed, path), repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats));

    private int Run(FactsRequest request, Func<HistoryOptions, HistoryOptions> adjust, Action<FactsTables, FactsFormat, Stream> write)
    {
        var history = HistorySource.Read(request.Repository, shell, cancellation, adjust);
        var tables = new FactsTables(history, request.Repository.Emails);
        foreach (var target in request.Outputs)
            target.Write(shell, stream => write(tables, Enum.Parse<FactsFormat>(target.Format, ignoreCase: true), stream));
        return request.Repository.ExitCodeFor(history.Completeness);
    }

    private int RunRaw(FactsRequest request)
    {
        var history = HistorySource.Read(request.Repository, shell, cancellation, ChangesOnly);
        foreach (var target in request.Outputs)
            target.Write(shell, stream => new RawChangesWriter(history).Write(stream, cancellation));
        return request.Repository.ExitCodeFor(history.Completeness);
    }

    private int RunNumstat(FactsRequest request, bool ignoreWhitespace)
    {
        using var opened = GitRepository.Open(request.Repository.Path);
        var history = HistorySource.Read(opened, request.Repository, shell, cancellation, ChangesOnly);
        var options = new LineOptions { IgnoreWhitespace = ignoreWhitespace, Jobs = request.Repository.Jobs, MemoryBudget = request.Repository.MemoryBudget };
        var sizes = ProgressDisplay.During(shell, "comparing contents",
            progress => ChangeSizesReader.Read(opened, history, options with { Progress = progress }, cancellation), "changes");
        foreach (var target in request.Outputs)
            target.Write(shell, stream => new NumstatWriter(history, sizes, ignoreWhitespace).Write(stream, cancellation));
        if (sizes.Missing > 0)
            shell.Error.WriteLine($"repotopology: {Count(sizes.Missing)} could not be compared, a blob is not in this clone; they are written as '?'");
        if (sizes.OverBudget > 0)
            shell.Error.WriteLine($"repotopology: {Count(sizes.OverBudget)} would take too long to compare, or more memory than --memory allows; they are written as '?'");
        if (sizes.AttributesCapped)
            shell.Error.WriteLine("repotopology: the attributes have too many rules for so many paths; the last paths are compared by their content alone");
        return request.Repository.ExitCodeFor(history.Completeness);
    }

    private int RunLines(FactsRequest request, string? glob, bool ignoreWhitespace, IReadOnlyList<string> ignoreRevsFiles)
    {
        if (glob is not null)
            PathGlob.Parse(glob); // A malformed one is told before the history is read.
        using var opened = GitRepository.Open(request.Repository.Path);
        var options = new LivingLinesOptions
        {
            Lines = new LineOptions { IgnoreWhitespace = ignoreWhitespace, Jobs = request.Repository.Jobs, MemoryBudget = request.Repository.MemoryBudget },
            IgnoredCommits = IgnoredCommits.Read(opened, ignoreRevsFiles),
            Path = glob,
        };
        var history = HistorySource.Read(
            opened, request.Repository, shell, cancellation, read => ChangesOnly(read) with { FirstParentChanges = true });
        var lines = ProgressDisplay.During(shell, "following lines",
            progress => LivingLinesReader.Read(opened, history, options with { Lines = options.Lines with { Progress = progress } }, cancellation));
        foreach (var target in request.Outputs)
            target.Write(shell, stream => new LinesWriter(history, lines).Write(Enum.Parse<FactsFormat>(target.Format, ignoreCase: true), stream, cancellation));
        long unknown = lines.Files.Sum(file => file.Runs.Where(run => run.Commit < 0).Sum(run => (long)run.Count));
        if (unknown > 0)
            shell.Error.WriteLine(
                $"repotopology: where {unknown.ToString("N0", CultureInfo.InvariantCulture)} {(unknown == 1 ? "line comes" : "lines come")} from is unknown, it lies outside the clone or the range, or there is too much; written as '-'");
        if (!lines.Unreadable.IsEmpty)
            shell.Error.WriteLine($"repotopology: {Files(lines.Unreadable.Length)} left out, the contents are not in this clone or take more memory than --memory allows");
        if (!lines.Capped.IsEmpty)
            shell.Error.WriteLine($"repotopology: {Files(lines.Capped.Length)} followed in part only, as there is too much text or comparing it takes too long; other lines are written as '-'");
        if (lines.CappedRenameSearches > 0)
            shell.Error.WriteLine(
                $"repotopology: {lines.CappedRenameSearches.ToString("N0", CultureInfo.InvariantCulture)} {(lines.CappedRenameSearches == 1 ? "commit adds" : "commits add")} too many files to search where each came from; lines of those not found are written as '-'");
        return request.Repository.ExitCodeFor(history.Completeness);
    }

    private static string Files(int count) => count == 1 ? "1 file is" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} files are";

    private static string Count(int changes) => changes == 1 ? "1 change" : $"{changes.ToString("N0", CultureInfo.InvariantCulture)} changes";

    private static Option<bool> WhitespaceOption() => new("--ignore-all-space", "-w") { Description = "Ignore white space when lines are compared" };

    // Searching renames reads file contents; only the table of changes shows them.
    private static HistoryOptions WithoutRenames(HistoryOptions options) => options with { DetectRenames = false };

    private static HistoryOptions ChangesOnly(HistoryOptions options) => WithoutRenames(options) with { ChangesOnly = true };
}
