using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Diff;

public class TreeDiffTests
{
    // Names that sort around "/", are prefixes of each other, are no UTF-8, hold quotes and line feeds.
    private static readonly string[] Names =
        ["a", "a-", "a.", "a.b", "a0", "a b", "ab", "b", "A", "\xff\xfe", "\xc3\xa9", "q\"uote", "l\nf", "tab\t", "z"];

    private static readonly string[] Modes = ["100644", "100644", "100644", "100755", "120000", "160000"];

    [Fact]
    public void RandomHistoryWithMergesEqualsGit()
    {
        var random = new Random(161803);
        var history = new SnapshotHistory();
        var files = new Dictionary<string, (string Mode, byte[] Content)>();
        int last = history.Add(files, 1000);
        for (int i = 0; i < 500; i++)
        {
            if (random.Next(60) == 0)
                files.Clear();
            for (int edits = random.Next(1, 6); edits > 0; edits--)
                Edit(files, random);
            int[] parents = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, last + 1)).Prepend(last).Distinct()];
            last = history.Add(files, 1000 + i, parents);
        }

        using var repository = history.Write();

        Assert.InRange(RawDiff.AssertEqualsGit(repository.Path, Path.Combine(repository.Path, "objects"), "main"), 1000, int.MaxValue);
    }

    [Theory]
    [InlineData("C-Sharp")]
    [InlineData("serilog")]
    [InlineData("Humanizer")]
    public void RealHistoryEqualsGit(string name)
    {
        string path = SharedFiles.History(name);

        Assert.InRange(RawDiff.AssertEqualsGit(path, Path.Combine(path, "objects"), "HEAD"), 1000, int.MaxValue);
    }

    [Fact]
    public void OldSpellingsOfModesAreNoChange()
    {
        using var repository = GitTestRepository.Create("--bare");
        string[] modes = ["100644", "100664", "100600", "100755", "100775", "100700", "120000", "120777"];
        string[] trees = [.. modes.Select(mode => Tree(repository, $"{mode} file"))];
        using var store = ObjectStore.Open(Path.Combine(repository.Path, "objects"));
        using var reader = store.CreateReader();

        foreach (string oldTree in trees)
            foreach (string newTree in trees)
            {
                string raw = repository.Run("diff-tree", "-r", "--raw", "--no-abbrev", oldTree, newTree).TrimEnd('\n').Replace('\t', ' ');
                Assert.Equal(raw, string.Join('\n', RawDiff.Rows(reader, ObjectId.Parse(oldTree), ObjectId.Parse(newTree))));
            }
    }

    [Fact]
    public void EqualTreesAreNotOpened()
    {
        using var folder = new TemporaryFolder();
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();
        var absent = ObjectId.Parse("0123456789012345678901234567890123456789");

        Assert.Empty(RawDiff.Rows(reader, absent, absent));
        Assert.Empty(RawDiff.Rows(reader, ObjectId.Zero, ObjectId.Zero));
        var error = Assert.Throws<GitDataException>(() => RawDiff.Rows(reader, ObjectId.Zero, absent));
        Assert.Equal(GitDataProblem.Missing, error.Problem);
    }

    [Fact]
    public void PrefixStandsBeforeEveryPath()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("dir/file", "1").Commit("first");
        using var store = ObjectStore.Open(Path.Combine(repository.GitDirectory, "objects"));
        using var reader = store.CreateReader();
        var paths = new List<string>();

        new TreeDiff(reader).Compare(
            ObjectId.Zero, ObjectId.Parse(repository.Run("rev-parse", "HEAD^{tree}").Trim()), "sub/"u8,
            (in TreeChange change) => paths.Add(Encoding.UTF8.GetString(change.Path)));

        Assert.Equal(["sub/dir/file"], paths);
    }

    [Fact]
    public void TreeThatHoldsItselfManyTimesIsReported()
    {
        // 2^40 files of a few small trees: each level holds the one below twice.
        var writer = new PackTestWriter();
        byte[] id = writer.Add(PackTestWriter.Tree, [.. "100644 a\0"u8, .. new byte[20]]).Id;
        for (int i = 0; i < 40; i++)
            id = writer.Add(PackTestWriter.Tree, [.. "40000 a\0"u8, .. id, .. "40000 b\0"u8, .. id]).Id;
        using var folder = new TemporaryFolder();
        writer.WriteTo(folder.Path);
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();
        int rows = 0;

        var error = Assert.Throws<GitDataException>(
            () => new TreeDiff(reader).Compare(ObjectId.Zero, ObjectId.Read(id), [], (in TreeChange _) => rows++));
        Assert.Equal(GitDataProblem.TooLarge, error.Problem);

        // Directories count too: of 2^n leaves' tree, a third of all differences are files.
        Assert.InRange(rows, TreeDiff.MostChanges / 3 - 50, TreeDiff.MostChanges / 3 + 50);
    }

    [Theory]
    [InlineData("100644")]
    [InlineData("100644 name")]
    [InlineData("100644 name\0short")]
    [InlineData("100844 name\0aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("100644100644 name\0aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("100644 \0aaaaaaaaaaaaaaaaaaaa")]
    public void MalformedTreeIsReported(string content)
    {
        using var folder = new TemporaryFolder();
        var writer = new PackTestWriter();
        var good = writer.Add(PackTestWriter.Tree, Encoding.ASCII.GetBytes("100644 a\0aaaaaaaaaaaaaaaaaaaa"));
        var bad = writer.Add(PackTestWriter.Tree, Encoding.ASCII.GetBytes(content));
        writer.WriteTo(folder.Path);
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();

        Assert.Throws<GitDataException>(() => RawDiff.Rows(reader, ObjectId.Read(good.Id), ObjectId.Read(bad.Id)));
        Assert.Throws<GitDataException>(() => RawDiff.Rows(reader, ObjectId.Read(bad.Id), ObjectId.Zero));
    }

    private static void Edit(Dictionary<string, (string Mode, byte[] Content)> files, Random random)
    {
        string path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));

        // A path cannot be a file and a folder.
        foreach (string other in files.Keys.Where(
            other => other.StartsWith(path + "/", StringComparison.Ordinal) || path.StartsWith(other + "/", StringComparison.Ordinal)).ToList())
            files.Remove(other);
        string mode = Modes[random.Next(Modes.Length)];
        if (random.Next(4) == 0)
            files.Remove(path);
        else
            files[path] = (mode, Encoding.ASCII.GetBytes(mode == "160000" ? new string((char)('1' + random.Next(5)), 40) : $"{random.Next(9)}"));
    }

    /// <summary>Writes a tree of modes as they are, which git's own commands would correct.</summary>
    private static string Tree(GitTestRepository repository, params string[] entries)
    {
        byte[] blob = Convert.FromHexString(
            GitTestRepository.Git(repository.Path, ["hash-object", "-w", "--stdin"], input: [1]).ToText());
        byte[] tree = [.. entries.SelectMany(entry => (byte[])[.. Encoding.ASCII.GetBytes(entry), 0, .. blob])];
        return GitTestRepository.Git(repository.Path, ["hash-object", "-w", "--literally", "-t", "tree", "--stdin"], input: tree).ToText();
    }
}

internal static class Output
{
    /// <summary>What git printed, without its last line feed.</summary>
    public static string ToText(this byte[] output) => Encoding.UTF8.GetString(output).TrimEnd('\n');
}
