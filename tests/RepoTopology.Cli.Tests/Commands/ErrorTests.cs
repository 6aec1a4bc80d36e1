using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class ErrorTests
{
    private static readonly string[][] Commands =
        [["analyze"], ["facts", "commits"], ["facts", "changes", "--raw"], ["facts", "people"], ["facts", "modules"], ["verify"], ["doctor"]];

    [Fact]
    public void ADirectoryThatIsNoRepositoryIsOneSentence()
    {
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        AssertError(folder, "repository");
        Directory.Delete(folder);
    }

    [Fact]
    public void AnEmptyRepositoryIsOneSentence()
    {
        using var repository = GitTestRepository.Create();
        AssertError(repository.Path, "no commit");
    }

    [Fact]
    public void AnUnknownRevisionIsOneSentence()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        AssertError(repository.Path, "no-such-branch", "--rev", "no-such-branch");
    }

    [Fact]
    public void ACorruptPackIsOneSentence()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        repository.Run("repack", "-adq");
        string pack = Directory.GetFiles(Path.Combine(repository.GitDirectory, "objects", "pack"), "*.pack").Single();
        File.SetAttributes(pack, FileAttributes.Normal);
        byte[] bytes = File.ReadAllBytes(pack);
        bytes.AsSpan(12, bytes.Length - 32).Fill(0xFF);
        File.WriteAllBytes(pack, bytes);
        AssertError(repository.Path, "pack-");
    }

    [Fact]
    public void AStackIsShownOnlyWithVerbose()
    {
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        Assert.DoesNotContain("   at ", RunResult.Of("doctor", folder).Error, StringComparison.Ordinal);
        Assert.Contains("   at ", RunResult.Of("doctor", folder, "--verbose").Error, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public void CancellingIsExitCode130()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        var result = RunResult.Of(new Dictionary<string, string>(), ["facts", "changes", repository.Path], new CancellationToken(canceled: true));
        Assert.Equal((130, "", "repotopology: cancelled\n"), (result.Code, result.Output, result.Error));
    }

    [Fact]
    public void AnOutputThatCannotBeWrittenIsOneSentence()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1").Commit("first");
        using var full = new FullDisk();
        var error = new StringWriter();
        Assert.Equal(1, App.Run(["facts", "commits", repository.Path], RunResult.Shell(full, error)));
        Assert.Equal("repotopology: No space left on device\n", error.ToString());
    }

    private static void AssertError(string path, string expected, params string[] more)
    {
        foreach (string[] command in Commands)
        {
            var result = RunResult.Of([.. command, path, .. more]);
            Assert.Contains(expected, result.Sentence(), StringComparison.Ordinal);
            Assert.DoesNotContain("bug", result.Error, StringComparison.Ordinal);
            Assert.Equal(1, result.Code);
        }
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
