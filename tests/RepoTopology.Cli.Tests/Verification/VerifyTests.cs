using System.Text;
using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Verification;

public sealed class VerifyTests
{
    [Fact]
    public void GitAgreesOnARepositoryWithMergesAndOddPaths()
    {
        using var repository = Sample();
        foreach (string[] sample in (string[][])[[], ["--sample", "2"], ["--rev", "HEAD~1..HEAD"]])
        {
            var result = RunResult.Of(["verify", repository.Path, .. sample]);
            Assert.Equal((0, ""), (result.Code, result.Error));
            Assert.Equal(sample is ["--rev", _] ? 4 : 5, result.Output.Split('\n').Count(line => line.EndsWith("  equal", StringComparison.Ordinal)));
            Assert.Matches("git version .* agrees\\.\n$", result.Output);
        }
    }

    [Fact]
    public void ADisagreementIsNamedAndExitCode1()
    {
        using var repository = Sample();
        // A replacement that only git's own eyes see: the object's bytes are read, its name is another's.
        string git = FakeGit(repository.Root, """
            for word; do
              case $word in
                version) echo "git version 0.0"; exit;;
                rev-list) echo 7; exit;;
                log) printf '0000000000000000000000000000000000000000\n'; exit;;
              esac
            done
            """);
        var result = RunResult.Of(new Dictionary<string, string> { ["PATH"] = git }, ["verify", repository.Path, "--format", "json"]);
        var json = JsonNode.Parse(result.Output)!;
        Assert.Equal(1, result.Code);
        Assert.False((bool)json["agrees"]!);
        Assert.Equal(7, (int)json["checks"]![0]!["git"]!);
        Assert.Contains("first difference at commit", (string?)json["checks"]![2]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public void PartialOutputOfAGitThatStopsIsNotTrusted()
    {
        using var repository = Sample();
        string git = FakeGit(repository.Root, """
            for word; do
              case $word in
                version) echo "git version 0.0"; exit;;
                rev-list|log) echo "fatal: something is wrong" >&2; exit 128;;
              esac
            done
            """);
        var result = RunResult.Of(new Dictionary<string, string> { ["PATH"] = git }, ["verify", repository.Path]);
        Assert.Equal(1, result.Code);
        Assert.Contains("git stopped: fatal: something is wrong", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutGitThereIsOneSentence()
    {
        using var repository = Sample();
        // Neither an empty PATH, nor a relative one that would lead into the repository, finds a git.
        FakeGit(repository.Path, "echo pwned");
        foreach (string path in (string[])["", ".", "fake-git"])
        {
            var result = RunResult.Of(new Dictionary<string, string> { ["PATH"] = path }, ["verify", repository.Path]);
            Assert.Equal("verify compares with the installed git, and PATH has none; install git (no other command needs it)", result.Sentence());
            Assert.Equal(1, result.Code);
        }
    }

    [Fact]
    public void NothingOfTheRepositorysConfigurationIsExecutedOrChangesGitsOutput()
    {
        using var repository = Sample();
        string evidence = Path.Combine(repository.Root, "evidence");
        foreach (string key in (string[])["core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand"])
            repository.Run("config", key, $"touch {evidence}; false");
        repository.Run("config", "log.showSignature", "true");
        repository.Run("config", "log.showRoot", "false");
        repository.Run("config", "diff.renames", "copies");
        repository.Run("config", "core.quotePath", "false");
        repository.Run("config", "color.ui", "always");
        repository.Run("config", "diff.orderFile", "no-such-file");
        repository.Run("config", "diff.noPrefix", "true");
        repository.Run("config", "log.diffMerges", "first-parent");
        var result = RunResult.Of("verify", repository.Path);
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.False(File.Exists(evidence));
    }

    [Fact]
    public void APartialCloneFetchesNothing()
    {
        using var repository = Sample();
        string clone = Path.Combine(repository.Root, "partial.git");
        repository.Run("config", "uploadpack.allowFilter", "true");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", "--bare", "--filter=blob:none", $"file://{repository.Path}", clone]);
        int Objects() => Directory.GetFiles(Path.Combine(clone, "objects"), "*", SearchOption.AllDirectories).Length;
        int before = Objects();
        Assert.Equal(0, RunResult.Of("verify", clone).Code);
        Assert.Equal(before, Objects());
    }

    [Fact]
    public void BlocksAreCutAtCommitLinesWhateverTheBufferHolds()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++)
        {
            text.Append($"{i:d40}\n");
            if (i % 3 != 0)
                text.Append('\n').Append(string.Concat(Enumerable.Repeat($":{new string('x', i)}\n", i % 7)));
        }

        var blocks = new RawBlocks(new Trickle(Encoding.ASCII.GetBytes(text.ToString())));
        for (int i = 0; i < 3000; i++)
        {
            Assert.True(blocks.MoveNext());
            string expected = $"{i:d40}\n" + (i % 3 == 0 ? "" : string.Concat(Enumerable.Repeat($":{new string('x', i)}\n", i % 7)));
            Assert.Equal(expected, Encoding.ASCII.GetString(blocks.Current));
        }

        Assert.False(blocks.MoveNext());
    }

    private static GitTestRepository Sample()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a.txt", "1").Write("dir/ü\t\"q\".txt", "2").Commit("first");
        repository.Commit("nothing");
        repository.Run("checkout", "--quiet", "-b", "side", "HEAD~1");
        repository.Write("side.txt", "x").Commit("side");
        repository.Run("checkout", "--quiet", "main");
        repository.Run("merge", "--quiet", "--no-ff", "-m", "merge", "side");
        repository.Run("mv", "a.txt", "b.txt");
        repository.Commit("rename");
        return repository;
    }

    private static string FakeGit(string folder, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a shell script stands in for git");
        string bin = Path.Combine(folder, "fake-git");
        Directory.CreateDirectory(bin);
        string file = Path.Combine(bin, "git");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return bin;
    }

    /// <summary>Gives a few bytes at a time, as a pipe may.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 4099));
    }
}
