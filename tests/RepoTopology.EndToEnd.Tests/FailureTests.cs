using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>What cannot be analysed is told in one sentence, with exit code 1 and nothing on standard output.</summary>
public sealed class FailureTests
{
    [Fact]
    public void ADirectoryThatIsNoRepository()
    {
        string directory = Directory.CreateTempSubdirectory("no-repository-").FullName;
        try
        {
            AssertOneSentence(Tool.Run(directory, "analyze", "."), "is not inside a git repository");
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    [Fact]
    public void APathThatDoesNotExist() =>
        AssertOneSentence(Tool.Run(Path.GetTempPath(), "analyze", "./there-is-no-such-directory"), "there-is-no-such-directory");

    [Fact]
    public void AnEmptyRepository()
    {
        using var repository = GitTestRepository.Create();
        AssertOneSentence(Tool.Run(repository.Path, "analyze"), "no commits yet");
    }

    [Fact]
    public void AnUnknownRevision()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        AssertOneSentence(Tool.Run(repository.Path, "analyze", "--rev", "nowhere"), "nowhere");
    }

    [Fact]
    public void ARangeWithoutCommits()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        AssertOneSentence(Tool.Run(repository.Path, "analyze", "--rev", "HEAD..HEAD"), "holds no commits");
        Assert.Equal(0, Tool.Run(repository.Path, "facts", "commits", "--rev", "HEAD..HEAD").ExitCode);
    }

    [Fact]
    public void AScopeThatNothingLiesIn()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        AssertOneSentence(Tool.Run(repository.Path, "analyze", "--scope", "nowhere"), "nowhere");
    }

    [Fact]
    public void APatternOrRuleThatCannotBeUsed()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        string config = Path.Combine(repository.Root, "config.json");
        File.WriteAllText(config, """{ "people": [{ "name": "A", "emails": ["x@example.org"] }, { "name": "B", "emails": ["x@example.org"] }] }""");
        AssertOneSentence(Tool.Run(repository.Path, "analyze", "--config", config), "share an e-mail");
        AssertOneSentence(Tool.Run(repository.Path, "analyze", "--exclude", ""), "glob");
    }

    [Fact]
    public void ACorruptPack()
    {
        using var repository = GitTestRepository.Create();
        for (int i = 0; i < 5; i++)
            repository.Write("a", $"{i}\n").Commit("commit " + i);
        repository.Run("repack", "-a", "-d", "--quiet");
        string pack = Assert.Single(Directory.GetFiles(Path.Combine(repository.GitDirectory, "objects", "pack"), "*.pack"));
        byte[] bytes = File.ReadAllBytes(pack);
        bytes.AsSpan(12, bytes.Length - 32).Fill(0xA5);
        File.SetAttributes(pack, FileAttributes.Normal);
        File.WriteAllBytes(pack, bytes);

        var result = Tool.Run(repository.Path, "analyze");
        AssertOneSentence(result, Path.GetFileName(pack));
    }

    [Fact]
    public void ATruncatedPack()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", new string('x', 5000) + "\n").Commit("one");
        repository.Run("repack", "-a", "-d", "--quiet");
        string pack = Assert.Single(Directory.GetFiles(Path.Combine(repository.GitDirectory, "objects", "pack"), "*.pack"));
        File.SetAttributes(pack, FileAttributes.Normal);
        using (var stream = File.OpenWrite(pack))
            stream.SetLength(20);

        AssertOneSentence(Tool.Run(repository.Path, "analyze"), Path.GetFileName(pack));
    }

    [Fact]
    public void AnUnreadableFile()
    {
        // Tests may run as root, who may read every file; the start of a process's own memory cannot be read by anybody.
        Assert.SkipUnless(File.Exists("/proc/self/mem"), "no file here is unreadable for root too");
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        repository.Run("pack-refs", "--all");
        string packedRefs = Path.Combine(repository.GitDirectory, "packed-refs");
        File.Delete(packedRefs);
        File.CreateSymbolicLink(packedRefs, "/proc/self/mem");

        AssertOneSentence(Tool.Run(repository.Path, "analyze"), "packed-refs");
    }

    [Fact]
    public void AMistypedOption() =>
        Assert.Equal(1, Tool.Run(Path.GetTempPath(), "analyze", "--windw", "24m").ExitCode);

    [Fact]
    public void OneCommitIsInsufficientHistoryAndNoError()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");

        var result = Tool.Run(repository.Path, "analyze");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Insufficient history", result.Output, StringComparison.Ordinal);
        Assert.Equal(3, Tool.Run(repository.Path, "analyze", "--require-history").ExitCode);
    }

    private static void AssertOneSentence(Tool.Result result, string fragment)
    {
        Assert.Equal(1, result.ExitCode);
        Assert.Empty(result.Output);
        string line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("repotopology: ", line, StringComparison.Ordinal);
        Assert.Contains(fragment, line, StringComparison.Ordinal);
    }
}
