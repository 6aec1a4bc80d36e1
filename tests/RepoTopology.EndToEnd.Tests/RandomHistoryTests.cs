using System.Globalization;
using System.Text;
using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Reports;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>
/// Histories drawn from seeds give what git gives: changes, their sizes, and every line's origin. <c>REPOTOPOLOGY_SEEDS=1000</c> tries more
/// of them than is usual.
/// </summary>
public sealed class RandomHistoryTests
{
    private static readonly int Seeds =
        int.TryParse(Environment.GetEnvironmentVariable("REPOTOPOLOGY_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int seeds) ? seeds : 24;

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(1, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void ChangesAndTheirSizesAreGits(int seed)
    {
        using var repository = RandomHistory.Write(seed);
        CompareChanges(repository, seed);
    }

    [Fact]
    public void AFileOf100000LinesIsComparedAsGitDoes()
    {
        using var repository = RandomHistory.Write(1000, steps: 12, bigLines: 100_000);
        CompareChanges(repository, 1000);
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void EveryLinesOriginIsGits(int seed)
    {
        using var repository = RandomHistory.Write(seed);
        foreach (bool ignoreWhitespace in (bool[])[false, true])
        {
            var (wrong, lines) = CompareLines(repository, new LivingLinesOptions { Lines = new LineOptions { IgnoreWhitespace = ignoreWhitespace } });
            Assert.True(wrong.Count == 0,
                $"seed {seed}, -w {ignoreWhitespace}: {wrong.Count} of {lines} lines differ\n{string.Join('\n', wrong.Take(5))}");
        }
    }

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public void WithCommitsToIgnoreEveryLinesOriginIsGits(int seed)
    {
        using var repository = RandomHistory.Write(seed);
        string[] commits = repository.Run("rev-list", "--no-merges", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] ignored = [.. commits.Where((_, i) => i % 7 == seed % 7)];
        string file = Path.Combine(repository.Root, "ignored");
        File.WriteAllLines(file, ignored);
        var options = new LivingLinesOptions { IgnoredCommits = ignored.Select(id => ObjectId.Parse(id)).ToHashSet() };
        var (wrong, lines) = CompareLines(repository, options, "--ignore-revs-file", file);
        Assert.True(wrong.Count == 0, $"seed {seed}: {wrong.Count} of {lines} lines differ\n{string.Join('\n', wrong.Take(20))}");
    }

    private static void CompareChanges(GitTestRepository repository, int seed)
    {
        using var opened = GitRepository.Open(repository.Path);
        var history = HistoryReader.Read(opened, new HistoryOptions());
        Assert.True(Log(repository, "--raw", "--no-abbrev") == Written(stream => new RawChangesWriter(history).Write(stream)), $"seed {seed}: --raw differs");
        foreach (bool ignoreWhitespace in (bool[])[false, true])
            foreach (int jobs in (int[])[1, 3])
            {
                var sizes = ChangeSizesReader.Read(opened, history, new LineOptions { IgnoreWhitespace = ignoreWhitespace, Jobs = jobs });
                string ours = Written(stream => new NumstatWriter(history, sizes, ignoreWhitespace).Write(stream));
                string gits = ignoreWhitespace ? Log(repository, "--numstat", "-w") : Log(repository, "--numstat");
                Assert.True(gits == ours, $"seed {seed}, -w {ignoreWhitespace}: --numstat differs\n{FirstDifference(gits, ours)}");
            }
    }

    private static (List<string> Wrong, int Lines) CompareLines(GitTestRepository repository, LivingLinesOptions options, params string[] gitOptions)
    {
        using var opened = GitRepository.Open(repository.Path);
        var history = HistoryReader.Read(opened, new HistoryOptions { FirstParentChanges = true });
        var living = LivingLinesReader.Read(opened, history, options);
        string[] blame = options.Lines.IgnoreWhitespace ? ["-w", .. gitOptions] : gitOptions;
        var wrong = new List<string>();
        int lines = 0;
        Assert.Equal(TextFiles(repository), living.Files.Select(file => Latin1(history, file.Path)));
        foreach (var file in living.Files)
        {
            var gits = GitBlame.Lines(repository.Path, history.Paths[file.Path].Bytes.AsSpan(), blame);
            var ours = file.Runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(i => run.Commit < 0
                ? default
                : new BlamedLine(history.Commits[run.Commit].Id.ToString(), Latin1(history, run.OriginalPath), run.OriginalStart + i + 1))).ToArray();
            Assert.Equal(gits.Length, ours.Length);
            lines += gits.Length;
            for (int i = 0; i < gits.Length; i++)
                if (gits[i] != ours[i])
                    wrong.Add($"{Latin1(history, file.Path)}:{i + 1} git {gits[i]}, ours {ours[i]}");
        }

        return (wrong, lines);
    }

    /// <summary>Regular files of HEAD without a NUL, in git's order.</summary>
    private static IEnumerable<string> TextFiles(GitTestRepository repository)
    {
        string empty = Encoding.ASCII.GetString(GitTestRepository.Git(repository.Path, ["hash-object", "-t", "tree", "-w", "/dev/null"])).Trim();
        string stat = Encoding.Latin1.GetString(repository.RunBytes("diff-tree", "-r", "-z", "--numstat", "--no-renames", empty, "HEAD"));
        string modes = Encoding.Latin1.GetString(repository.RunBytes("ls-tree", "-r", "-z", "HEAD"));
        var files = modes.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("100", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]).ToHashSet();
        return stat.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('-'))
            .Select(line => line.Split('\t', 3)[2]).Where(files.Contains);
    }

    private static string Latin1(RepositoryHistory history, int path) => Encoding.Latin1.GetString(history.Paths[path].Bytes.AsSpan());

    private static string Log(GitTestRepository repository, params string[] options) => Encoding.Latin1.GetString(
        repository.RunBytes(["log", .. options, "--no-renames", "--no-merges", "--format=%H", "HEAD"])).Replace("\n\n", "\n", StringComparison.Ordinal);

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.Latin1.GetString(stream.ToArray());
    }

    private static string FirstDifference(string gits, string ours)
    {
        string[] a = gits.Split('\n'), b = ours.Split('\n');
        int at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        string commit = a.Take(at + 1).Last(line => !line.Contains('\t', StringComparison.Ordinal));
        return $"commit {commit}: git {a.ElementAtOrDefault(at)}, ours {b.ElementAtOrDefault(at)}";
    }
}
