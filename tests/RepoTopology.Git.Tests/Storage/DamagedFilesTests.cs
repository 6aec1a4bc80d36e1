using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

/// <summary>
/// A deterministic fuzz: valid files with bytes changed, cut out or cut off. Reading everything gives bytes or a
/// <see cref="GitDataException"/>, never anything else. (Not always the right bytes: names are not checked against content, so a damaged
/// index may name another object.)
/// </summary>
public class DamagedFilesTests
{
    [Theory]
    [InlineData("*.pack", 2000)]
    [InlineData("*.idx", 1000)]
    [InlineData("multi-pack-index", 1000)]
    [InlineData("commit-graph", 1000)]
    public void DamagedFileOfAPackedRepositoryGivesBytesOrAnError(string pattern, int cases)
    {
        using var repository = Repository();
        repository.Run("repack", "-dfq");
        repository.Write("later", "later").Commit("later");
        repository.Run("-c", "repack.useDeltaBaseOffset=false", "repack", "-dfq");
        repository.Run("multi-pack-index", "write");
        repository.Run("commit-graph", "write", "--reachable");
        if (pattern == "*.idx")
            File.Delete(Path.Combine(repository.GitDirectory, "objects", "pack", "multi-pack-index"));

        Damage(repository, pattern, cases);
    }

    [Fact]
    public void DamagedLooseObjectGivesBytesOrAnError()
    {
        using var repository = Repository();

        Damage(repository, new string('?', 38), 1000);
    }

    private static void Damage(GitTestRepository repository, string pattern, int cases)
    {
        string objects = Path.Combine(repository.GitDirectory, "objects");
        var expected = StoredObjects.All(repository.Path);
        string[] files = [.. Directory.GetFiles(objects, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        var contents = files.ToDictionary(file => file, File.ReadAllBytes);
        var random = new Random(31415);
        int reported = 0;
        for (int i = 0; i < cases; i++)
        {
            string file = files[random.Next(files.Length)];
            File.SetAttributes(file, FileAttributes.Normal);
            File.WriteAllBytes(file, Damaged(contents[file], random));
            reported += ReadEverything(objects, expected);
            File.WriteAllBytes(file, contents[file]);
        }

        Assert.InRange(reported, 1, int.MaxValue);
        StoredObjects.AssertReadable(objects, expected);
    }

    private static byte[] Damaged(byte[] bytes, Random random)
    {
        byte[] damaged = [.. bytes];
        int at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                return damaged[..at];
            case 1:
                return [.. damaged[..at], .. damaged[Math.Min(bytes.Length, at + random.Next(1, 20))..]];
            case 2:
                random.NextBytes(damaged.AsSpan(at, Math.Min(bytes.Length - at, random.Next(1, 16))));
                return damaged;
            case 3: // Tables and headers stand in front.
                damaged[random.Next(Math.Min(bytes.Length, 64))] = (byte)random.Next(256);
                return damaged;
            default:
                damaged[at] ^= (byte)(1 << random.Next(8));
                return damaged;
        }
    }

    /// <summary>Reads all objects and the commit-graph; returns how many times an error was reported.</summary>
    private static int ReadEverything(string objects, List<StoredObject> expected)
    {
        int errors = 0;
        Reported(ref errors, () =>
        {
            using var store = ObjectStore.Open(objects);
            using var reader = store.CreateReader();
            foreach (var item in expected)
            {
                Reported(ref errors, () => reader.TryRead(item.Id, out _));
                Reported(ref errors, () => reader.TryReadHeader(item.Id, out _, out _));
                Reported(ref errors, () => store.FindByPrefix(item.Id.ToString()[..6]));
            }
        });
        Reported(ref errors, () =>
        {
            using var graph = CommitGraphFile.TryOpen(objects);
            for (int i = 0; i < graph?.Count; i++)
                Reported(ref errors, () =>
                {
                    var parents = new List<int>();
                    graph.AppendParents(i, parents);
                    graph.TryFind(graph.IdAt(i), out _);
                    Assert.All(parents, parent => Assert.InRange(parent, 0, graph.Count - 1));
                    Assert.InRange(graph.DateAt(i), 0, (1L << 34) - 1);
                    _ = graph.TreeAt(i);
                });
        });
        return errors;
    }

    private static void Reported(ref int errors, Action action)
    {
        try
        {
            action();
        }
        catch (GitDataException)
        {
            errors++;
        }
    }

    private static GitTestRepository Repository()
    {
        var repository = GitTestRepository.Create();
        byte[] noise = new byte[3000];
        new Random(7).NextBytes(noise);
        for (int i = 0; i < 3; i++)
            repository
                .Write("noise", [.. noise, (byte)i])
                .Write($"dir/text{i}", string.Concat(Enumerable.Range(i, 60).Select(line => $"line {line}\n")))
                .Commit("commit " + i);
        repository.Run("branch", "side", "HEAD~1");
        repository.Run("merge", "--quiet", "--no-ff", "-m", "merge", "-s", "ours", "side");
        repository.Run("tag", "-a", "-m", "tagged", "v1");
        return repository;
    }
}
