using RepoTopology.Git;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Facts;

public sealed class RawChangesWriterTests
{
    [Fact]
    public void WritesTheBytesOfGitLogRaw()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a.txt", "1").Write("dir/ü\"\\.txt", "2").Commit("first");
        repository.Write("a.txt", "2").Commit("edit");
        repository.Commit("nothing");
        repository.Run("checkout", "--quiet", "-b", "side", "HEAD~1");
        repository.Write("side.txt", "x").Commit("side");
        repository.Run("checkout", "--quiet", "main");
        repository.Run("merge", "--quiet", "--no-ff", "-m", "merge", "side");
        repository.Run("config", "core.fileMode", "false");
        repository.Run("update-index", "--chmod=+x", "a.txt");
        repository.Commit("mode");
        File.Delete(Path.Combine(repository.Path, "side.txt"));
        File.CreateSymbolicLink(Path.Combine(repository.Path, "side.txt"), "a.txt");
        repository.Run("mv", "a.txt", "b.txt");
        repository.Commit("type change and rename");
        AssertEqualsGit(repository.Path);
    }

    [Theory]
    [InlineData("lua")]
    [InlineData("serilog")]
    [InlineData("Faker")]
    public void WritesTheBytesOfGitLogRawOnARealHistory(string name) => AssertEqualsGit(SharedFiles.History(name));

    [Fact]
    public void StopsWhenCancelled()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 2000; i++)
            builder.Commit("Ann <ann@example.org>", DateTimeOffset.UnixEpoch.AddDays(i), "some/path/of/a/file.txt");
        var history = builder.Build();
        Assert.Throws<OperationCanceledException>(
            () => new RawChangesWriter(history).Write(Stream.Null, new CancellationToken(canceled: true)));
    }

    private static void AssertEqualsGit(string path)
    {
        byte[] git = GitTestRepository.Git(path, ["log", "--raw", "--no-abbrev", "--no-renames", "--no-merges", "--format=%H", "HEAD"]);
        using var repository = GitRepository.Open(path);
        var history = HistoryReader.Read(repository, new HistoryOptions { DetectRenames = false });
        using var ours = new MemoryStream();
        new RawChangesWriter(history).Write(ours);
        Assert.True(WithoutBlankLines(git).AsSpan().SequenceEqual(ours.ToArray()));
    }

    private static byte[] WithoutBlankLines(byte[] text) =>
        [.. text.Where((b, i) => b != '\n' || (i > 0 && text[i - 1] != '\n'))];
}
