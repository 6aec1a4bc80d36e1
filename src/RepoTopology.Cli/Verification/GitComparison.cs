using System.Buffers;
using System.Globalization;
using System.Text;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Asks the installed git for what we read, and compares.</summary>
internal sealed class GitComparison(
    string git, GitRepository repository, Revision revision, RepositoryHistory history, CancellationToken cancellation)
{
    private static readonly string[] RawFormat = ["--raw", "--no-abbrev", "--no-renames", "--no-color", "--no-ext-diff", "-O/dev/null"];
    private static readonly string[] NumstatFormat = ["--numstat", "--no-renames", "--no-color", "--no-ext-diff", "-O/dev/null"];

    /// <summary>"git version 2.39.5".</summary>
    public string GitVersion() => Read(["version"], out _).Trim();

    /// <summary>Commits and merges, counted.</summary>
    public IEnumerable<Check> CompareCounts()
    {
        yield return Count("commits", [], history.Commits.Length);
        yield return Count("merge commits", ["--merges"], history.Commits.Count(commit => commit.IsMerge));
    }

    /// <summary>The changes of all commits but merges, byte for byte and in order.</summary>
    public Check CompareAllChanges()
    {
        using var process = Start(["log", .. RawFormat, "--no-merges", "--format=%H", .. Range(), "--"]);
        return Compare("changes of commits", process, NonMerges(), new RawChangesWriter(history).WriteCommit);
    }

    /// <summary>The changes of <paramref name="count"/> commits, evenly spread over the history.</summary>
    public Check CompareSampleOfChanges(int count)
    {
        var sample = Spread(NonMerges(), count);
        using var process = Start(["diff-tree", "--stdin", "-r", "--root", "--always", .. RawFormat], input => Feed(input, sample));
        return Compare("changes of sampled commits", process, sample, new RawChangesWriter(history).WriteCommit);
    }

    /// <summary>The sizes of the changes of all commits but merges, or of <paramref name="count"/> of them.</summary>
    public Check CompareSizes(ChangeSizes sizes, int? count)
    {
        // Git stops where a blob is absent.
        var known = NonMerges().Where(commit => !sizes.Of(commit).Contains(ChangeSize.Unknown)).ToList();
        var sample = count is { } asked ? Spread(known, asked) : known;
        using var process = GitProcess.Start(
            git, repository.Layout, ["diff-tree", "--stdin", "-r", "--root", "--always", "--no-textconv", .. NumstatFormat], true, input => Feed(input, sample), cancellation);
        return Compare(count is null ? "sizes of changes" : "sizes of sampled changes", process, sample, new NumstatWriter(history, sizes, false).WriteCommit);
    }

    private Check Compare(string name, GitProcess process, List<int> commits, Action<int, IBufferWriter<byte>> write)
    {
        var block = new ArrayBufferWriter<byte>();
        var gits = new RawBlocks(process.Output);
        int equal = 0;
        string? difference = null;
        foreach (int commit in commits)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!gits.MoveNext())
                break;
            block.ResetWrittenCount();
            write(commit, block);
            if (gits.Current.SequenceEqual(block.WrittenSpan))
            {
                equal++;
                continue;
            }

            difference ??= $"first difference at commit {history.Commits[commit].Id}";
            if (!gits.Current.StartsWith(block.WrittenSpan[..ObjectId.HexSize]))
                return new Check(name, commits.Count, equal, difference + ", where git lists another commit");
        }

        if (difference is null && equal == commits.Count && gits.MoveNext())
            difference = "git lists further commits";
        string? failure = process.End();
        cancellation.ThrowIfCancellationRequested();
        if (failure is not null)
            difference = $"git stopped: {failure}";
        return new Check(name, commits.Count, equal, difference ?? (equal < commits.Count ? "git lists fewer commits" : null));
    }

    private Check Count(string name, string[] filter, long ours)
    {
        string answer = Read(["rev-list", "--count", .. filter, .. Range(), "--"], out string? failure);
        return failure is null && long.TryParse(answer, NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long count)
            ? new Check(name, ours, count)
            : new Check(name, ours, 0, $"git stopped: {failure ?? "no number"}");
    }

    private void Feed(Stream input, List<int> commits)
    {
        foreach (int commit in commits)
            input.Write(Encoding.ASCII.GetBytes($"{history.Commits[commit].Id}\n"));
    }

    private static List<int> Spread(List<int> all, int count)
    {
        int step = Math.Max(1, all.Count / Math.Max(1, count));
        return [.. all.Where((_, i) => i % step == 0).Take(count)];
    }

    private List<int> NonMerges() => [.. Enumerable.Range(0, history.Commits.Length).Where(i => !history.Commits[i].IsMerge)];

    private string[] Range() =>
        revision.Exclude is { } exclude ? [revision.Tip.ToString(), $"^{exclude}"] : [revision.Tip.ToString()];

    private string Read(string[] arguments, out string? failure)
    {
        using var process = Start(arguments);
        using var reader = new StreamReader(process.Output);
        string answer = reader.ReadToEnd();
        failure = process.End();
        cancellation.ThrowIfCancellationRequested();
        return answer;
    }

    private GitProcess Start(string[] arguments, Action<Stream>? input = null) =>
        GitProcess.Start(git, repository.Layout, arguments, inWorkTree: false, input, cancellation);
}
