using System.Globalization;
using System.Text;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Asks the installed git who wrote the lines of some files, and compares.</summary>
internal sealed class BlameComparison(
    string git, GitRepository repository, Revision revision, RepositoryHistory history, CancellationToken cancellation)
{
    /// <summary>Who wrote a line, as both sides can be written.</summary>
    private readonly record struct Origin(string Commit, string Path, int Line);

    /// <summary>The lines of <paramref name="count"/> files, spread by size from the smallest to the largest.</summary>
    public Check Compare(LivingLines lines, int count)
    {
        // An argument of a process is text: a path that is not UTF-8 cannot be asked for.
        var candidates = lines.Files.Where(file => file.Lines > 0 && IsText(file)).OrderBy(file => file.Lines).ToList();
        var sample = Enumerable.Range(0, Math.Min(count, candidates.Count))
            .Select(i => candidates[(int)((long)(i + 1) * candidates.Count / Math.Min(count, candidates.Count)) - 1]);
        int all = 0, equal = 0;
        string? difference = null;
        foreach (var file in sample)
        {
            cancellation.ThrowIfCancellationRequested();
            string path = history.Paths[file.Path].Text;
            var gits = new Origin[file.Lines];
            string? failure = Blame(path, gits);
            if (failure is not null)
                return new Check("lines of sampled files", all + file.Lines, equal, $"git stopped at {path}: {failure}");
            foreach (var run in file.Runs.Where(run => run.Commit >= 0))
                for (int i = 0; i < run.Count; i++)
                {
                    all++;
                    if (gits[run.Start + i] == OriginOf(run, i))
                        equal++;
                    else
                        difference ??= $"first difference at line {run.Start + i + 1} of {path}";
                }
        }

        return new Check("lines of sampled files", all, equal, difference);
    }

    private bool IsText(LivingFile file) => history.Paths[file.Path].Bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(history.Paths[file.Path].Text));

    private Origin OriginOf(LineRun run, int i) => new(
        history.Commits[run.Commit].Id.ToString(),
        Encoding.ASCII.GetString(PathQuoting.Quote(history.Paths[run.OriginalPath].Bytes.AsSpan())),
        run.OriginalStart + i + 1);

    /// <summary>Fills in what git says; the reason when it stopped.</summary>
    private string? Blame(string path, Origin[] lines)
    {
        using var process = GitProcess.Start(
            git, repository.Layout, ["blame", "--incremental", "--no-textconv", revision.Tip.ToString(), "--", path], true, null, cancellation);
        using var output = new StreamReader(process.Output, Encoding.ASCII);

        // "<commit> <original line> <line> <count>", some headers, and at last "filename <path>".
        string[] group = [];
        while (output.ReadLine() is { } line)
        {
            if (group.Length == 0)
                group = line.Split(' ');
            if (!line.StartsWith("filename ", StringComparison.Ordinal))
                continue;
            int original = Number(group, 1), start = Number(group, 2), count = Number(group, 3);
            for (int i = 0; i < count && start + i <= lines.Length; i++)
                lines[start + i - 1] = new Origin(group[0], line["filename ".Length..], original + i);
            group = [];
        }

        string? failure = process.End();
        cancellation.ThrowIfCancellationRequested();
        return failure;
    }

    private static int Number(string[] group, int place) =>
        place < group.Length && int.TryParse(group[place], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : 1;
}
