using System.CommandLine;
using System.Globalization;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary><c>repotopology ignore-revs</c>: commits that only laid out C# code anew, as a patch of <c>.git-blame-ignore-revs</c>.</summary>
internal sealed class IgnoreRevsCommand(RepositoryOptions repository, Shell shell, CancellationToken cancellation)
{
    private const string FileName = ".git-blame-ignore-revs";

    private static readonly string[] Formats = ["text", "patch"];

    private readonly Option<bool> _write = new("--write") { Description = $"Write {FileName} in the work tree, in place of printing" };

    private readonly Option<string> _format = RepositoryOptions.FormatOption(Formats);

    public Command ToCommand()
    {
        var command = new Command("ignore-revs", $"Commits that only laid out C# code anew, as lines of {FileName}");
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        command.Options.Add(_write);
        command.Options.Add(_format);
        command.SetAction(parsed =>
        {
            var request = repository.Read(parsed, path);
            return Run(request, parsed.GetValue(_write), repository.ReadOutputs(parsed, parsed.GetValue(_format)!, Formats));
        });
        return command;
    }

    private int Run(RepositoryRequest request, bool write, IReadOnlyList<OutputTarget> outputs)
    {
        using var opened = GitRepository.Open(request.Path);
        var history = HistorySource.Read(opened, request, shell, cancellation);
        var found = ProgressDisplay.During(shell, "comparing C# files", () => FormattingSource.Find(opened, history, request, long.MaxValue, shell, cancellation)).Commits;
        var listed = IgnoredCommits.OfCommit(opened, history.Head, shell);
        int[] commits = [.. Enumerable.Range(0, history.Commits.Length).Reverse().Where(i => found.Contains(history.Commits[i].Id) && !listed.Contains(history.Commits[i].Id))];
        string[] lines = [.. commits.SelectMany(commit => (string[])[$"# {Comment(history, request, commit)}", history.Commits[commit].Id.ToString()])];
        if (write)
        {
            if (lines.Length > 0)
                new AppendedFile(FileName).Append(opened, history.Head, lines, write, outputs[0], shell);
            shell.Error.WriteLine(lines.Length == 0
                ? $"repotopology: nothing to write: no commit that only lays out code is missing from {FileName}"
                : $"repotopology: {FileName} has {commits.Length} commits more; commit it, and 'git config blame.ignoreRevsFile {FileName}' makes git blame pass over them");
            return ExitCode.Passed;
        }

        foreach (var target in outputs)
            if (target.Format == "patch" && lines.Length > 0)
                new AppendedFile(FileName).Append(opened, history.Head, lines, write, target, shell);
            else if (target.Format == "text")
                target.Write(shell, stream =>
                {
                    using var writer = target.OpenText(shell, stream);
                    WriteText(history, request, commits, listed.Count, target.Style(shell, request.Color), writer);
                });
        return ExitCode.Passed;
    }

    private static void WriteText(RepositoryHistory history, RepositoryRequest request, int[] commits, int listed, TextStyle style, TextWriter writer)
    {
        var page = new TextPage(writer, style);
        string already = listed == 0 ? "" : $" beside the {listed} in {FileName}";
        page.Paragraph(commits.Length == 0
            ? $"No commit only laid out C# code anew{already}."
            : $"{commits.Length.ToString(CultureInfo.InvariantCulture)} {(commits.Length == 1 ? "commit" : "commits")} only laid out C# code anew{already}: 'analyze' leaves their lines to those who wrote them.", tone: Tone.Strong);
        foreach (int commit in commits)
            page.Paragraph(Comment(history, request, commit), $"  {history.Commits[commit].Id.ToString()[..10]}  ");
        if (commits.Length == 0)
            return;
        page.Line();
        page.Paragraph($"--format patch prints them as a patch of {FileName}, --write writes it: git blame and the platforms pass over them then.", tone: Tone.Faint);
    }

    private static string Comment(RepositoryHistory history, RepositoryRequest request, int commit)
    {
        var date = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(history.Commits[commit].AuthorTime, -62_135_596_800, 253_402_300_799));
        int files = history.ChangesOf(commit).Length;
        string subject = request.Emails ? history.SubjectOf(commit) : EmailText.Hide(history.SubjectOf(commit));
        return $"{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, {files} {(files == 1 ? "file" : "files")}: {TerminalText.Clean(subject)}";
    }
}
