using System.Globalization;
using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

/// <summary>What a change took away is what git blames the parent's lines on.</summary>
public sealed class RewritesTests
{
    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    [InlineData(43)]
    [InlineData(44)]
    public void RewritesAreWhatBlameOfTheParentSays(int seed)
    {
        using var repository = RandomHistory.Write(seed, steps: 40);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions { Changes = true });
        var authors = history.Commits.ToDictionary(commit => commit.Id.ToString(), commit => commit.Author);
        int checkedRows = 0;
        for (int i = 0; i < history.Commits.Length; i++)
        {
            Assert.True(!history.Commits[i].IsMerge || lines.Rewrites!.Of(i).IsEmpty);
            foreach (var change in history.Commits[i].IsMerge || history.Commits[i].ParentCount == 0 ? [] : history.ChangesOf(i).ToArray())
            {
                if (!IsAscii(history, change.Path) || OldSide(repository, history, i, change) is not { } source)
                    continue;
                var expected = Expected(repository, history.Commits[i].Id.ToString(), source, LinesFixture.PathOf(history, change.Path), change, authors);
                if (expected is null)
                    continue;
                checkedRows++;
                Assert.Equal(
                    expected.OrderBy(taken => taken.Key).Select(taken => new LineRewrite(change.Path, taken.Key, taken.Value.Replaced, taken.Value.Removed)),
                    lines.Rewrites!.Of(i).ToArray().Where(rewrite => rewrite.Path == change.Path));
            }
        }

        Assert.True(checkedRows > 20);
    }

    [Theory]
    [InlineData("RestSharp")]
    [InlineData("lua")]
    public void SizesAreThoseOfNumstat(string name)
    {
        string path = SharedFiles.History(name);
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions { Changes = true });
        var gits = Numstat(path);
        int rows = 0;
        var different = new List<string>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var changes = history.Commits[i].IsMerge ? [] : history.ChangesOf(i);
            for (int row = 0; row < changes.Length; row++)
            {
                // Blame may follow a rename to another path than git log shows.
                if (changes[row].RenamedAway || changes[row].RenameSource > 0)
                    continue;
                rows++;
                var size = gits[(history.Commits[i].Id.ToString(), LinesFixture.PathOf(history, changes[row].Path))];
                if (size != lines.Sizes!.Of(i)[row])
                    different.Add($"{history.Commits[i].Id} {LinesFixture.PathOf(history, changes[row].Path)} {changes[row].Kind} git {size}, ours {lines.Sizes.Of(i)[row]}");
            }
        }

        Assert.True(different.Count <= rows / 1000, $"{different.Count} of {rows} rows differ\n{string.Join('\n', different.Take(20))}");
    }

    /// <summary>The path that the parent has the file at, as blame of this one commit finds it.</summary>
    private static string? OldSide(GitTestRepository repository, RepositoryHistory history, int commit, Change change)
    {
        string path = LinesFixture.PathOf(history, change.Path);
        if (change.Kind == ChangeKind.Modified)
            return path;
        if (change.Kind == ChangeKind.Deleted)
            return change.RenamedAway ? null : path;
        if (change.Kind != ChangeKind.Added || change.RenameSource == 0 || !IsFile(change.NewMode))
            return null;
        string id = history.Commits[commit].Id.ToString();
        string[] porcelain = repository.Run("blame", "-p", $"{id}^..{id}", "--", path).Split('\n');
        var names = porcelain.Where(line => line.StartsWith("filename ", StringComparison.Ordinal)).Select(line => line["filename ".Length..]).ToHashSet();
        names.Remove(path);
        return names.Count == 1 && IsAscii(names.Single()) ? names.Single() : null;
    }

    private static Dictionary<int, (int Replaced, int Removed)>? Expected(
        GitTestRepository repository, string commit, string oldPath, string newPath, Change change, Dictionary<string, int> authors)
    {
        bool deleted = change.Kind == ChangeKind.Deleted;
        if (!IsFile(repository, commit + "^", oldPath) || (!deleted && !IsFile(change.NewMode)))
            return null;
        var blame = Blame(repository, commit + "^", oldPath);
        string diff = deleted
            ? repository.Run("diff", "-U0", "--no-renames", commit + "^", commit, "--", oldPath)
            : repository.Run("diff", "-U0", $"{commit}^:{oldPath}", $"{commit}:{newPath}");
        if (diff.Contains("Binary files", StringComparison.Ordinal))
            return null;
        var taken = new Dictionary<int, (int Replaced, int Removed)>();
        foreach (string hunk in diff.Split('\n').Where(line => line.StartsWith("@@ -", StringComparison.Ordinal)))
        {
            string[] sides = hunk.Split(' ');
            var (start, count) = Range(sides[1]);
            int added = Range(sides[2]).Count;
            for (int line = start; line < start + count; line++)
            {
                int author = authors[blame[line - 1]];
                var (replaced, removed) = taken.GetValueOrDefault(author);
                taken[author] = added > 0 ? (replaced + 1, removed) : (replaced, removed + 1);
            }
        }

        return taken;
    }

    private static string[] Blame(GitTestRepository repository, string revision, string path) =>
        [.. repository.Run("blame", "-l", "-s", "--root", revision, "--", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..40])];

    private static (int Start, int Count) Range(string side)
    {
        string[] numbers = side[1..].Split(',');
        return (Number(numbers[0]), numbers.Length > 1 ? Number(numbers[1]) : 1);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static bool IsFile(GitTestRepository repository, string revision, string path) =>
        repository.Run("ls-tree", revision, "--", path).StartsWith("100", StringComparison.Ordinal);

    private static bool IsFile(ushort mode) => mode is Git.FileMode.Regular or Git.FileMode.Executable;

    private static bool IsAscii(RepositoryHistory history, int path) => IsAscii(LinesFixture.PathOf(history, path));

    // An argument of a process is UTF-8 here.
    private static bool IsAscii(string path) => path.All(char.IsAscii);

    private static Dictionary<(string Commit, string Path), ChangeSize> Numstat(string repository)
    {
        var rows = new Dictionary<(string, string), ChangeSize>();
        string[] fields = Encoding.Latin1.GetString(GitTestRepository.Git(repository,
            ["log", "--numstat", "-z", "-M", "--no-merges", "--format=%x01%H", "HEAD"])).Split('\0');
        string commit = "";
        for (int i = 0; i < fields.Length; i++)
        {
            string field = fields[i].TrimStart('\n');
            if (field.StartsWith('\x01'))
            {
                commit = field[1..41];
                field = field[41..].TrimStart('\n');
            }

            if (field.Length == 0)
                continue;
            string[] columns = field.Split('\t');
            string path = columns[2];
            if (path.Length == 0)
            {
                path = fields[i + 2];
                i += 2;
            }

            rows[(commit, path)] = columns[0] == "-" ? ChangeSize.Binary : new ChangeSize(Number(columns[0]), Number(columns[1]));
        }

        return rows;
    }
}
