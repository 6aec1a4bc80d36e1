using System.Text;
using RepoTopology.Testing;
using Snapshot = System.Collections.Generic.Dictionary<string, (string Mode, byte[] Content)>;

namespace RepoTopology.Git.Tests.Diff;

public class RenameDetectorTests
{
    [Fact]
    public void SmallCasesEqualGit()
    {
        byte[] lines = Lines(0, 20);
        byte[] tail = Bytes("x\nabcdefgh tail");
        AssertEqualsGit(
            [("a", lines)], [("b", lines)],                                    // identical
            [("a/1", lines), ("a/2", lines), ("a/3", lines)], [("b/3", lines), ("b/4", lines), ("b/1", lines)], // same name first
            [("a/1", lines), ("a/2", lines), ("a/3", lines)], [("b/0", lines), ("b/1", lines), ("b/2", lines)], // in order
            [("a", []), ("c", [])], [("b", []), ("d/c", [])],                  // empty
            [("a", [])], [("b", Bytes("x"))],                                  // empty and not
            [("a", lines)], [("b", Lines(0, 19))],
            [("a", lines)], [("b", Lines(11, 20))],                            // below half
            [("a", lines)], [("b", Lines(10, 20))],                            // half
            [("a", lines)], [("b", CarriageReturns(lines))],
            [("a", Bytes("binary \0\n" + Encoding.ASCII.GetString(lines)))], [("b", CarriageReturns(Bytes("binary \0\n" + Encoding.ASCII.GetString(lines))))],
            [("a", tail)], [("b", Bytes("y\nabcdefgh tail"))],                 // an unfinished last line does not count
            [("a", Bytes("x\nabcdefgh tail\n"))], [("b", Bytes("y\nabcdefgh tail\n"))],
            [("a", Bytes(new string('x', 63) + "\r\n" + new string('y', 64) + "\r\n"))],
            [("b", Bytes(new string('x', 63) + "\n" + new string('y', 64) + "\nz\n"))],
            [("a/x", Lines(0, 20)), ("b/y", Lines(20, 40))], [("c/x", Lines(4, 24)), ("c/y", Lines(21, 43))], // unique names
            [("a/x", Lines(0, 20)), ("b/x", Lines(20, 40))], [("c/x", Lines(4, 24)), ("c/y", Lines(21, 43))]);
    }

    [Fact]
    public void LinksAndSubmodulesAreRenamedOnlyWhenIdentical()
    {
        byte[] link = Bytes("abc/def/ghi/jkl/mno/pqr\nabc/def/ghi/jkl/mno/pqr\n");
        byte[] submodule = Bytes("0123456789012345678901234567890123456789");
        AssertEqualsGit(
        [
            new Snapshot { ["a"] = ("120000", link) }, new Snapshot { ["b"] = ("120000", link) },
            new Snapshot { ["a"] = ("120000", link) }, new Snapshot { ["b"] = ("120000", [.. link, (byte)'x']) },
            new Snapshot { ["a"] = ("120000", link) }, new Snapshot { ["b"] = ("100644", link) },
            new Snapshot { ["a"] = ("100755", link) }, new Snapshot { ["b"] = ("100644", link) },
            new Snapshot { ["a"] = ("160000", submodule) }, new Snapshot { ["b"] = ("160000", submodule) },
            new Snapshot { ["a/x"] = ("100644", link), ["b/x"] = ("120000", link) },
            new Snapshot { ["c/x"] = ("100644", [.. link, .. "x\n"u8]) },
        ], 1000);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    public void OnlyTheFirstHundredIdenticalFilesAreSearchedForAName(int equalFiles)
    {
        var old = Enumerable.Range(0, equalFiles).ToDictionary(i => $"a/{i:000}", _ => ("100644", Lines(0, 5)));
        AssertEqualsGit(
        [
            old, new Snapshot { [$"b/{equalFiles - 1:000}"] = ("100644", Lines(0, 5)) },
            old, new Snapshot { [$"b/{equalFiles - 2:000}"] = ("100644", Lines(0, 5)), [$"b/{equalFiles - 1:000}"] = ("100644", Lines(0, 5)) },
        ], 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AboveTheLimitOnlyIdenticalFilesAndUniqueNamesAreFound(int limit)
    {
        var old = new Snapshot();
        var @new = new Snapshot { ["other"] = ("120000", Bytes("x")) };
        for (int i = 0; i < 5; i++)
        {
            old["a/" + i] = ("100644", Lines(i * 10, i * 10 + 10));
            @new["b/" + (i < 3 ? i + 10 : i)] = ("100644", Lines(i * 10, i * 10 + 9));
        }

        old["same"] = @new["equal"] = ("100644", Lines(0, 3));
        AssertEqualsGit([old, @new], limit);
    }

    [Fact]
    public void LimitHitIsReported()
    {
        var history = new SnapshotHistory();
        history.Add(Regular([("a/1", Lines(0, 10)), ("a/2", Lines(10, 20))]), 1);
        history.Add(Regular([("b/3", Lines(0, 9)), ("b/4", Lines(10, 19))]), 2, 1);
        using var repository = history.Write();

        Assert.True(FindLast(repository, limit: 1).LimitHit);
        Assert.Empty(FindLast(repository, limit: 1).Renames);
        Assert.False(FindLast(repository, limit: 2).LimitHit);
        Assert.Equal(2, FindLast(repository, limit: 2).Renames.Count);
    }

    [Fact]
    public void AbsentBlobsAreCountedAndSkipped()
    {
        var history = new SnapshotHistory();
        history.Add(Regular([("a/1", Lines(0, 10)), ("a/2", Lines(10, 20)), ("a/gone", Bytes("gone"))]), 1);
        history.Add(Regular([("b/3", Lines(0, 9)), ("b/4", Lines(10, 19)), ("b/away", Bytes("gone"))]), 2, 1);
        using var repository = history.Write();
        Remove(repository, Lines(0, 10));
        Remove(repository, Bytes("gone"));

        var result = FindLast(repository, limit: 1000);

        Assert.Equal(1, result.MissingBlobs);
        Assert.Equal([(byte)90, (byte)100], result.Renames.Select(rename => rename.Similarity).Order());
    }

    [Fact]
    public void ManyRandomCommitsEqualGit()
    {
        var random = new Random(2718);
        var snapshots = new List<Snapshot>();
        for (int i = 0; i < 400; i++)
            snapshots.Add(RandomSnapshot(random, i % 2 == 0 ? "a" : "b"));
        AssertEqualsGit(snapshots, 1000);
    }

    /// <summary>Few names, few contents: many ties, many equal names.</summary>
    private static Snapshot RandomSnapshot(Random random, string folder)
    {
        var snapshot = new Snapshot();
        int files = random.Next(1, 16);
        for (int i = 0; i < files; i++)
        {
            int start = random.Next(4) * 8;
            byte[] content = Lines(start, start + random.Next(1, 16));
            content = random.Next(6) switch { 0 => CarriageReturns(content), 1 => content[..^random.Next(1, 5)], _ => content };
            snapshot[$"{folder}{random.Next(3)}/{random.Next(12)}"] = (random.Next(8) == 0 ? "100755" : "100644", content);
        }

        return snapshot;
    }

    /// <summary>Pairs of files before and after.</summary>
    private static void AssertEqualsGit(params (string Path, byte[] Content)[][] snapshots) =>
        AssertEqualsGit([.. snapshots.Select(Regular)], 1000);

    private static Snapshot Regular((string Path, byte[] Content)[] files) => files.ToDictionary(file => file.Path, file => ("100644", file.Content));

    private static void AssertEqualsGit(List<Snapshot> snapshots, int limit)
    {
        var history = new SnapshotHistory();
        int parent = 0;
        foreach (var snapshot in snapshots)
            parent = parent == 0 ? history.Add(snapshot, 1) : history.Add(snapshot, parent + 1, parent);
        using var repository = history.Write();
        byte[] log = repository.RunBytes("log", "--raw", "-z", "-M", $"-l{limit}", "--format=%H", "main");
        using var store = ObjectStore.Open(Path.Combine(repository.Path, "objects"));
        using var reader = store.CreateReader();

        var expected = GitRenames.Parse(log).Where(entry => entry.Key.Length > 0).ToList();

        Assert.Equal(snapshots.Count, expected.Count);
        Assert.Contains(expected, commit => commit.Value.Count > 0);
        Assert.All(expected, commit =>
        {
            var (oldTree, newTree) = GitRenames.Trees(reader, ObjectId.Parse(commit.Key));
            Assert.Equal(commit.Value, GitRenames.Find(reader, oldTree, newTree, limit).Renames);
        });
    }

    private static RenameResult FindLast(GitTestRepository repository, int limit)
    {
        using var store = ObjectStore.Open(Path.Combine(repository.Path, "objects"));
        using var reader = store.CreateReader();
        var (oldTree, newTree) = GitRenames.Trees(reader, ObjectId.Parse(repository.Run("rev-parse", "main").Trim()));
        return GitRenames.Find(reader, oldTree, newTree, limit).Result;
    }

    private static void Remove(GitTestRepository repository, byte[] blob)
    {
        string id = Convert.ToHexStringLower(PackTestWriter.Name(PackTestWriter.Blob, blob));
        string path = Path.Combine(repository.Path, "objects", id[..2], id[2..]);
        File.SetAttributes(path, FileAttributes.Normal);
        File.Delete(path);
    }

    private static byte[] Lines(int from, int to) => Bytes(string.Concat(Enumerable.Range(from, to - from).Select(i => $"line {i:000} of the file\n")));

    private static byte[] CarriageReturns(byte[] text) => Bytes(Encoding.Latin1.GetString(text).Replace("\n", "\r\n"));

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
