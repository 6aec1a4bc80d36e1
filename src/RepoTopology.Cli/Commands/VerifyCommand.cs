using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology verify</c>: whether the installed git gives the same figures. The only command that runs git.</summary>
internal sealed class VerifyCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private static readonly string[] Formats = ["text", "json"];

    private const int FilesOfLines = 20;

    public Command ToCommand()
    {
        var command = new Command("verify", "Whether the installed git gives the same figures");
        var path = RepositoryOptions.PathArgument();
        var format = RepositoryOptions.FormatOption(Formats);
        var sample = new Option<int?>("--sample") { Description = "Compare the changes of N commits instead of all, and the lines of N files instead of 20", HelpName = "N" };
        command.Arguments.Add(path);
        command.Options.Add(format);
        command.Options.Add(sample);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            if (request.Scope.Length > 0 || request.Exclude.Count > 0)
                throw new RequestException("verify compares whole histories; leave out --scope and --exclude");
            if (parsed.GetValue(sample) is <= 0)
                throw new RequestException("--sample must be 1 or more; leave it out to compare all commits");
            return Run(new VerifyRequest(
                request, parsed.GetValue(sample), repository.ReadOutputs(parsed, parsed.GetValue(format)!, Formats)));
        });
        return command;
    }

    private int Run(VerifyRequest request)
    {
        string git = GitProcess.Find(shell) ?? throw new RequestException(
            "verify compares with the installed git, and PATH has none; install git (no other command needs it)");
        using var opened = GitRepository.Open(request.Repository.Path);
        var revision = Revision.Resolve(opened, request.Repository.Revision);
        var history = HistorySource.Read(
            opened, request.Repository with { UseCache = false }, shell, cancellation,
            options => options with { DetectRenames = false, FirstParentChanges = true });
        var options = new LineOptions { Jobs = request.Repository.Jobs, Attributes = AttributeSource.Repository };
        var sizes = ProgressDisplay.During(shell, "comparing contents",
            progress => ChangeSizesReader.Read(opened, history, options with { Progress = progress }, cancellation), "changes");
        var lines = CanCompareLines(revision, history)
            ? ProgressDisplay.During(shell, "following lines", progress => LivingLinesReader.Read(
                opened, history, new LivingLinesOptions { Lines = options with { Progress = progress } }, cancellation))
            : null;

        var comparison = new GitComparison(git, opened, revision, history, cancellation);
        string version = comparison.GitVersion();
        var checks = ProgressDisplay.During<List<Check>>(shell, "asking git", () =>
        [
            .. comparison.CompareCounts(),
            request.Sample is { } count ? comparison.CompareSampleOfChanges(count) : comparison.CompareAllChanges(),
            comparison.CompareSizes(sizes, request.Sample),
            .. lines is null ? [] : (Check[])[new BlameComparison(git, opened, revision, history, cancellation).Compare(lines, request.Sample ?? FilesOfLines)],
        ]);

        foreach (var target in request.Outputs)
            target.Write(shell, stream => Write(checks, version, lines is not null, request.Repository, target, stream));
        return checks.All(check => check.Agrees) ? request.Repository.ExitCodeFor(history.Completeness) : ExitCode.Error;
    }

    // Git fetches what a partial clone lacks, which verify forbids, and marks what lies left of A..B by itself.
    private static bool CanCompareLines(Revision revision, RepositoryHistory history) =>
        revision.Exclude is null && history.Completeness is { MissingBlobs: 0, MissingTrees: 0 };

    private void Write(List<Check> checks, string version, bool linesCompared, RepositoryRequest request, OutputTarget target, Stream stream)
    {
        if (target.Format == "json")
        {
            WriteJson(checks, version, stream);
            return;
        }

        using var writer = target.OpenText(shell, stream);
        var page = new TextPage(writer, target.Style(shell, request.Color));
        page.Line(page.Paint($"{"",-28} {"repotopology",14} {"git",14}", Tone.Heading));
        foreach (var check in checks)
        {
            page.Line($"{check.Name,-28} {Figure(check.Ours),14} {Figure(check.Gits),14}  {(check.Agrees ? "equal" : "DIFFERENT")}");
            if (check.Detail is { } detail)
                page.Paragraph(TerminalText.Clean(detail), "  ");
        }

        page.Line();
        if (!linesCompared)
            page.Paragraph("Lines were not compared: that takes a commit, not a range, and a clone that lacks no object.");
        page.Line(checks.All(check => check.Agrees) ? $"{version} agrees." : $"{version} does not agree.");
    }

    private static void WriteJson(List<Check> checks, string version, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", "1.0");
            json.WriteString("git", version);
            json.WriteBoolean("agrees", checks.All(check => check.Agrees));
            json.WriteStartArray("checks");
            foreach (var check in checks)
            {
                json.WriteStartObject();
                json.WriteString("name", check.Name);
                json.WriteNumber("repotopology", check.Ours);
                json.WriteNumber("git", check.Gits);
                json.WriteBoolean("agrees", check.Agrees);
                json.WriteString("detail", check.Detail);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    private static string Figure(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
