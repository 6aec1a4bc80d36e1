using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>samples/ci/pre-commit, run by git itself.</summary>
public sealed class PreCommitTests
{
    private static string Sample => Path.Combine(SourceTree.Root, "samples", "ci", "pre-commit");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheHookStopsACommitThatDoesNotPass(bool framework)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the hook is a shell script");
        using var repository = TeamHistory.Create();
        string hook = Path.Combine(repository.GitDirectory, "hooks", "pre-commit");
        Directory.CreateDirectory(Path.GetDirectoryName(hook)!);
        File.WriteAllText(hook, framework ? $"#!/bin/sh\nexec {(string)CiJob.Read("pre-commit/.pre-commit-hooks.yaml")[0]!["entry"]!}\n" : File.ReadAllText(Path.Combine(Sample, "pre-commit")));
        string command = Path.Combine(repository.Root, "bin", "repotopology");
        Directory.CreateDirectory(Path.GetDirectoryName(command)!);
        File.WriteAllText(command, $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "repotopology.dll")}' \"$@\"\n");
        foreach (string file in (string[])[hook, command])
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        string head = repository.Run("rev-parse", "HEAD");
        repository.Write("core/b.c", TeamHistory.Text("ann again", 3000));
        repository.Run("add", "--all");
        string refusal = Assert.Throws<InvalidOperationException>(() => Commit()).Message;
        Assert.Contains("core: lines that one person alone knows", refusal, StringComparison.Ordinal);
        Assert.Equal(head, repository.Run("rev-parse", "HEAD"));

        // What is not staged is not judged: of these lines only a few are.
        repository.Run("reset", "--quiet");
        repository.Write("core/c.c", TeamHistory.Text("ann", 20));
        repository.Run("add", "core/c.c");
        Commit();
        Assert.NotEqual(head, repository.Run("rev-parse", "HEAD"));

        // "git commit -a" hands the hook an index of its own.
        repository.Write("core/c.c", TeamHistory.Text("ann", 3000));
        Assert.Throws<InvalidOperationException>(() => Commit("-a"));
        Commit("-a", "--no-verify");

        void Commit(params string[] more) => GitTestRepository.Git(repository.Path, ["commit", "--quiet", .. more, "-m", "more"], new Dictionary<string, string>
        {
            ["PATH"] = $"{Path.GetDirectoryName(command)}:{Environment.GetEnvironmentVariable("PATH")}",
            ["GIT_AUTHOR_DATE"] = "1712664000 +0000",
            ["GIT_COMMITTER_DATE"] = "1712664000 +0000",
        });
    }

    [Fact]
    public void WithoutTheToolTheHookSaysHowToGetIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the hook is a shell script");
        var result = Tool.RunProcess("env", Path.GetTempPath(), ["PATH=/nowhere", "/bin/sh", Path.Combine(Sample, "pre-commit")]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("not on the PATH", result.Error, StringComparison.Ordinal);
    }
}
