using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

public class LooseObjectTests
{
    private static readonly ObjectId Id = ObjectId.Parse("abcdef0123456789abcdef0123456789abcdef01");

    [Theory]
    [InlineData("blob 5\0hello", ObjectType.Blob, "hello")]
    [InlineData("blob 0\0", ObjectType.Blob, "")]
    [InlineData("tree 0\0", ObjectType.Tree, "")]
    [InlineData("commit 1\0c", ObjectType.Commit, "c")]
    [InlineData("tag 1\0t", ObjectType.Tag, "t")]
    public void WellFormedObjectIsRead(string content, ObjectType type, string expected)
    {
        using var folder = Written(PackTestWriter.Deflate(Encoding.ASCII.GetBytes(content)));
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();

        Assert.True(reader.TryRead(Id, out var value));
        Assert.Equal((type, expected), (value.Type, Encoding.ASCII.GetString(value.Data)));
    }

    [Theory]
    [InlineData("blob 6\0hello")]
    [InlineData("blob 4\0hello")]
    [InlineData("blob 0\0hello")]
    [InlineData("blob\0hello")]
    [InlineData("blob \0hello")]
    [InlineData("blob -5\0hello")]
    [InlineData("blob 5x\0hello")]
    [InlineData("blob 99999999999999999999\0hello")]
    [InlineData("blub 5\0hello")]
    [InlineData("5\0hello")]
    [InlineData("")]
    [InlineData("blob 5")]
    [InlineData("blob 0000000000000000000000000000000000000000000000005\0hello")]
    [InlineData("blob 1073741823\0hello")]
    public void LyingHeaderIsCorrupt(string content) =>
        AssertReported(PackTestWriter.Deflate(Encoding.ASCII.GetBytes(content)), GitDataProblem.Corrupt);

    [Theory]
    [InlineData("blob 1099511627776\0hello")]
    [InlineData("blob 9223372036854775807\0hello")]
    public void AbsurdSizeIsUnsupported(string content) =>
        AssertReported(PackTestWriter.Deflate(Encoding.ASCII.GetBytes(content)), GitDataProblem.Unsupported);

    [Fact]
    public void TruncationThatLosesContentIsCorrupt()
    {
        byte[] content = [.. Enumerable.Range(0, 300).Select(i => (byte)(i * i))];
        byte[] file = PackTestWriter.Deflate([.. "blob 300\0"u8, .. content]);

        // The zlib stream's last four bytes are its checksum, and the one before them may hold no more than the end mark.
        for (int length = 0; length < file.Length - 5; length++)
            AssertReported(file[..length], GitDataProblem.Corrupt);
    }

    [Fact]
    public void FileThatIsNoZlibStreamIsCorrupt() => AssertReported([.. Enumerable.Range(0, 300).Select(i => (byte)i)], GitDataProblem.Corrupt);

    private static TemporaryFolder Written(byte[] file)
    {
        var folder = new TemporaryFolder();
        string hex = Id.ToString();
        Directory.CreateDirectory(Path.Combine(folder.Path, hex[..2]));
        File.WriteAllBytes(Path.Combine(folder.Path, hex[..2], hex[2..]), file);
        return folder;
    }

    private static void AssertReported(byte[] file, GitDataProblem problem)
    {
        using var folder = Written(file);
        using var store = ObjectStore.Open(folder.Path);
        using var reader = store.CreateReader();

        long before = GC.GetTotalAllocatedBytes(precise: true);
        var error = Assert.Throws<GitDataException>(() => reader.TryRead(Id, out _));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200 << 20);
        Assert.Equal(problem, error.Problem);
    }
}
