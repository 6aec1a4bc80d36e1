using System.Collections.Immutable;
using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

/// <summary>Reads a repository's lines, and puts them in words.</summary>
internal static class LinesFixture
{
    public static RepositoryHistory History(GitRepository opened, string revision = "HEAD", HistoryCache? cache = null) =>
        HistoryReader.Read(opened, new HistoryOptions { FirstParentChanges = true, Revision = revision, Cache = cache });

    /// <summary>Everything that was found, with ids and names in place of indices.</summary>
    public static string Describe(RepositoryHistory history, LivingLines lines)
    {
        var text = new StringBuilder();
        text.Append(Describe(history, lines.Files));
        if (lines.FilesBefore.Length > 0)
            text.AppendLine("before").Append(Describe(history, lines.FilesBefore));
        text.AppendLine($"unreadable {string.Join(' ', lines.Unreadable.Select(path => PathOf(history, path)))}");
        text.AppendLine($"capped {string.Join(' ', lines.Capped.Select(path => PathOf(history, path)))} {lines.CappedMoveSearches}");
        foreach (var sample in lines.OverTime)
            text.AppendLine($"at {sample.Time} {sample.Commit} {string.Join(' ', sample.Shares)}");
        for (int commit = 0; commit < history.Commits.Length && lines.Sizes is not null; commit++)
            text.AppendLine($"{commit} {string.Join(' ', lines.Sizes.Of(commit).ToArray())} {string.Join(' ', lines.Rewrites!.Of(commit).ToArray())}");
        return text.ToString();
    }

    public static string Describe(RepositoryHistory history, IEnumerable<LivingFile> files) =>
        string.Concat(files.Select(file => $"{PathOf(history, file.Path)} {file.Lines} {string.Join(' ', file.Runs.Select(run => Describe(history, run)))}{Environment.NewLine}"));

    public static string PathOf(RepositoryHistory history, int path) => path < 0 ? "?" : Encoding.Latin1.GetString(history.Paths[path].Bytes.AsSpan());

    public static LivingLinesOptions Everything(RepositoryHistory history, bool moves = false) =>
        new() { Changes = true, SampleTimes = Dates(history, 7), Moves = moves };

    /// <summary>Dates spread over a history, one before its start.</summary>
    public static ImmutableArray<long> Dates(RepositoryHistory history, int count)
    {
        long first = history.Commits.Min(commit => commit.CommitterTime);
        long last = history.Commits[0].CommitterTime;
        return [first - 10, .. Enumerable.Range(1, count).Select(i => first + (last - first) * i / count)];
    }

    public static GitTestRepository Clone(string from, params string[] options)
    {
        // Objects come over the wire, so that nothing is shared and filters work.
        var clone = GitTestRepository.Create();
        Directory.Delete(clone.Path, recursive: true);
        GitTestRepository.Git(clone.Root, ["clone", "--quiet", .. options, "file://" + from, clone.Path]);
        return clone;
    }

    private static string Describe(RepositoryHistory history, LineRun run) =>
        $"{run.Start}+{run.Count}={(run.Commit < 0 ? "?" : history.Commits[run.Commit].Id)}:{PathOf(history, run.OriginalPath)}:{run.OriginalStart}";
}
