using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

public class ObjectStoreTests
{
    [Fact]
    public void LooseObjectsEqualGit()
    {
        using var repository = Files();

        Assert.Empty(Directory.GetFiles(Path.Combine(Objects(repository), "pack")));
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Fact]
    public void OnePackWithOffsetDeltasEqualsGit()
    {
        using var repository = Files();
        repository.Run("repack", "-adfq", "--depth=50", "--window=50");

        Assert.Contains("chain length", repository.Run("verify-pack", "-v", OnlyPack(repository)));
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Fact]
    public void ReferenceDeltasEqualGit()
    {
        using var repository = Files();
        repository.Run("-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq");

        Assert.Contains("chain length", repository.Run("verify-pack", "-v", OnlyPack(repository)));
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AsDeepADeltaChainAsGitWritesEqualsGit(bool byOffset)
    {
        var writer = new PackTestWriter();
        byte[] content = Encoding.ASCII.GetBytes("the start");
        var last = writer.Add(PackTestWriter.Blob, content);
        for (int i = 0; i < 4095; i++)
        {
            byte[] delta = PackTestWriter.Delta(
                (ulong)content.Length, (ulong)content.Length + 1, PackTestWriter.Copy(0, (uint)content.Length), PackTestWriter.Insert([(byte)i]));
            content = [.. content, (byte)i];
            byte[] id = PackTestWriter.Name(PackTestWriter.Blob, content);
            last = byOffset
                ? writer.AddOffsetDelta(id, writer.Position - last.Offset, delta)
                : writer.AddReferenceDelta(id, last.Id, delta);
        }

        using var repository = GitTestRepository.Create("--bare");
        writer.WriteTo(Path.Combine(repository.Path, "objects"));

        var all = StoredObjects.All(repository.Path);
        StoredObjects.AssertReadable(Path.Combine(repository.Path, "objects"), all, 16 << 20);
        StoredObjects.AssertReadable(Path.Combine(repository.Path, "objects"), [.. all.Where(item => item.Content.Length % 500 == 0)], 0);
    }

    [Fact]
    public void SeveralPacksAndLooseObjectsEqualGit()
    {
        using var repository = Files();
        for (int i = 0; i < 4; i++)
        {
            repository.Write("more", "more " + i).Commit("more");
            repository.Run("repack", "-dq");
        }

        repository.Write("loose", "loose").Commit("loose");

        using (var store = ObjectStore.Open(Objects(repository)))
            Assert.Equal(4, store.PackCount);
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Fact]
    public void MultiPackIndexEqualsGit()
    {
        using var repository = Files();
        for (int i = 0; i < 3; i++)
        {
            repository.Run("-c", "repack.useDeltaBaseOffset=false", "repack", "-dfq");
            repository.Write("more", "more " + i).Commit("more");
        }

        repository.Run("repack", "-dq");
        repository.Run("multi-pack-index", "write");
        repository.Write("later", "after the multi-pack-index").Commit("later");
        repository.Run("repack", "-dq");

        using (var store = ObjectStore.Open(Objects(repository)))
            Assert.True(store.HasMultiPackIndex);
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Theory]
    [InlineData("multi-pack-index is cut short", 100)]
    [InlineData("multi-pack-index is no such file", 3)]
    public void PacksAreFoundWithoutADamagedMultiPackIndex(string damage, int length)
    {
        using var repository = Files();
        repository.Run("repack", "-adq");
        repository.Run("multi-pack-index", "write");
        var expected = StoredObjects.All(repository.Path);
        string path = Path.Combine(Objects(repository), "pack", "multi-pack-index");
        byte[] bytes = File.ReadAllBytes(path);
        File.SetAttributes(path, FileAttributes.Normal);
        File.WriteAllBytes(path, bytes[..length]);

        Assert.NotEmpty(damage);
        StoredObjects.AssertReadable(Objects(repository), expected);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("2,0x40")] // every offset from 64 on in the table of 64-bit offsets
    public void EveryIndexVersionEqualsGit(string version)
    {
        using var repository = Files();
        repository.Run("repack", "-adfq");
        string pack = OnlyPack(repository);
        string index = Path.ChangeExtension(pack, ".idx");
        byte[] before = File.ReadAllBytes(index);
        File.SetAttributes(index, FileAttributes.Normal);
        File.Delete(index);
        File.Delete(Path.ChangeExtension(pack, ".rev"));
        repository.Run("index-pack", "--index-version=" + version, pack);

        Assert.Equal(version == "2", before.AsSpan().SequenceEqual(File.ReadAllBytes(index)));
        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Fact]
    public void AlternatesOfAlternatesEqualGit()
    {
        using var repository = Files();
        string second = Path.Combine(repository.Root, "second");
        string third = Path.Combine(repository.Root, "third");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--shared", repository.Path, second]);
        File.WriteAllText(Path.Combine(second, "own"), "own");
        GitTestRepository.Git(second, ["add", "own"]);
        GitTestRepository.Git(second, ["commit", "--quiet", "-m", "own"]);
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--shared", second, third]);

        StoredObjects.AssertReadable(Path.Combine(third, ".git", "objects"), StoredObjects.All(third));
    }

    [Fact]
    public void AlternatesThatNameEachOtherEnd()
    {
        using var repository = Files(commits: 1);
        Directory.CreateDirectory(Path.Combine(Objects(repository), "info"));
        File.WriteAllText(Path.Combine(Objects(repository), "info", "alternates"), $"# a comment\n\n{Objects(repository)}\n../objects\n/nowhere/at/all\n");

        StoredObjects.AssertReadable(Objects(repository), StoredObjects.All(repository.Path));
    }

    [Fact]
    public void ObjectsAreFoundByPrefix()
    {
        using var repository = Files();
        repository.Run("repack", "-dq");
        repository.Write("loose", "loose").Commit("loose");
        var all = StoredObjects.All(repository.Path).Select(item => item.Id).Order().ToList();
        using var store = ObjectStore.Open(Objects(repository));

        Assert.All(all, id =>
        {
            Assert.Equal(all.Where(other => other.ToString()[..4] == id.ToString()[..4]), store.FindByPrefix(id.ToString()[..4]));
            Assert.Equal([id], store.FindByPrefix(id.ToString().ToUpperInvariant()));
        });
        Assert.Empty(store.FindByPrefix("zzzz"));
        Assert.Empty(store.FindByPrefix(all[0].ToString()[..3]));
        Assert.Empty(store.FindByPrefix(all[0] + "0"));
    }

    [Fact]
    public void AmbiguousPrefixFindsAtMostTheLimit()
    {
        var pack = new PackTestWriter();
        for (int i = 0; i < 60; i++)
            pack.Raw([0xAB, 0xCD, .. new byte[17], (byte)i], PackTestWriter.Blob, 1, PackTestWriter.Deflate([1]));
        using var folder = new TemporaryFolder();
        pack.WriteTo(folder.Path);
        using var store = ObjectStore.Open(folder.Path);

        Assert.Equal(50, store.FindByPrefix("abcd").Count);
        Assert.Equal(60, store.FindByPrefix("abcd", limit: 100).Count);
        Assert.Equal(16, store.FindByPrefix("abcd" + new string('0', 34) + "1").Count);
    }

    [Fact]
    public void ReplacedObjectIsReadAsItsReplacement()
    {
        using var repository = Files();
        var all = StoredObjects.All(repository.Path);
        var blobs = all.Where(item => item.Type == ObjectType.Blob).Take(2).ToList();
        using var store = ObjectStore.Open(Objects(repository), new Dictionary<ObjectId, ObjectId> { [blobs[0].Id] = blobs[1].Id });
        using var reader = store.CreateReader();

        Assert.Equal(blobs[1].Content, reader.Read(blobs[0].Id, ObjectType.Blob).ToArray());
        Assert.True(reader.TryReadHeader(blobs[0].Id, out _, out long size));
        Assert.Equal(blobs[1].Content.Length, size);
    }

    [Fact]
    public void ObjectOfAnotherTypeIsCorruptAndAnAbsentOneMissing()
    {
        using var repository = Files(commits: 1);
        var blob = StoredObjects.All(repository.Path).First(item => item.Type == ObjectType.Blob);
        using var store = ObjectStore.Open(Objects(repository));
        using var reader = store.CreateReader();

        Assert.Equal(GitDataProblem.Corrupt, Assert.Throws<GitDataException>(() => reader.Read(blob.Id, ObjectType.Tree)).Problem);
        Assert.Equal(GitDataProblem.Missing, Assert.Throws<GitDataException>(() => reader.Read(ObjectId.Zero, ObjectType.Tree)).Problem);
    }

    [Fact]
    public void TwoResultsOfAReaderAreValidAtATime()
    {
        using var repository = Files();
        repository.Run("repack", "-adfq");
        var all = StoredObjects.All(repository.Path);
        using var store = ObjectStore.Open(Objects(repository));
        using var reader = store.CreateReader(cacheBytes: 0);

        for (int i = 1; i < all.Count; i++)
        {
            Assert.True(reader.TryRead(all[i - 1].Id, out var first));
            Assert.True(reader.TryRead(all[i].Id, out var second));
            Assert.True(first.Data.SequenceEqual(all[i - 1].Content));
            Assert.True(second.Data.SequenceEqual(all[i].Content));
        }
    }

    /// <summary>Commits over files that grow, with an empty one, one of exactly 64 KiB, one of random bytes, and an annotated tag.</summary>
    private static GitTestRepository Files(int commits = 6)
    {
        var random = new Random(42);
        var repository = GitTestRepository.Create();
        byte[] noise = new byte[200_000];
        random.NextBytes(noise);
        repository.Write("empty", "").Write("noise", noise).Write("exactly", noise[..0x10000]).Write("runs", new byte[300_000]);
        for (int i = 0; i < commits; i++)
        {
            byte[] edited = [.. noise[..0x10000], .. Encoding.ASCII.GetBytes("edit " + i), .. noise[0x10000..]];
            string text = string.Concat(Enumerable.Range(0, 400 + i * 30).Select(line => $"line {line * 31 % 97} of the text {line}\n"));
            repository.Write("noise", edited).Write("text", text).Write($"dir/{i}/text", text + i).Commit("commit " + i);
        }

        repository.Run("tag", "-a", "-m", "tagged", "v1");
        return repository;
    }

    private static string Objects(GitTestRepository repository) => Path.Combine(repository.GitDirectory, "objects");

    private static string OnlyPack(GitTestRepository repository) =>
        Directory.GetFiles(Path.Combine(Objects(repository), "pack"), "*.pack").Single();
}
