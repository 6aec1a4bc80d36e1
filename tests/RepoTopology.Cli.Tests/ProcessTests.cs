using System.Diagnostics;
using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests;

/// <summary>The real binary in a process of its own: what only a process can show.</summary>
public sealed class ProcessTests
{
    private static readonly string Tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "repotopology.exe" : "repotopology");

    [Fact]
    public void StandardOutputIsDataInUtf8WithoutAByteOrderMark()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("ü", "1").Commit("first", "Zoë <zoe@example.org>");
        var (code, output, error) = Run(Tool, ["facts", "people", repository.Path]);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("name\tkind", output, StringComparison.Ordinal);
        Assert.Contains("\nZoë\tperson\t", output, StringComparison.Ordinal);
    }

    [Fact]
    public void RawChangesAreGitsBytes()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("ü\n", "1").Commit("first");
        var (code, output, _) = Run(Tool, ["facts", "changes", repository.Path, "--raw"]);
        string git = repository.Run("log", "--raw", "--no-abbrev", "--no-renames", "--no-merges", "--format=%H");
        Assert.Equal((0, git.Replace("\n\n", "\n", StringComparison.Ordinal)), (code, output));
    }

    [Fact]
    public void ACallThatCannotWorkIsOneSentence()
    {
        var (code, output, error) = Run(Tool, ["no-such-place"]);
        Assert.Equal((1, "", "repotopology: there is no directory 'no-such-place'; give a directory inside a git repository\n"), (code, output, error));
    }

    [Fact]
    public void AReaderThatStopsEarlyCausesNoError()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "uses sh and head");
        string history = SharedFiles.History("lua");
        var (_, output, error) = Run("/bin/sh", ["-c", $"'{Tool}' facts changes --raw '{history}' | head -n 1"]);
        Assert.Equal((41, ""), (output.Length, error));
    }

    [Fact]
    public void TheCompletionScriptsAreValidForTheShellsThatAreHere()
    {
        Assert.SkipUnless(IsInstalled("bash"), "bash is not installed");
        foreach (var (shell, check) in ((string, string)[])[("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")])
        {
            string file = Path.GetTempFileName();
            File.WriteAllText(file, RunResult.Of("completion", shell).Output);
            if (IsInstalled(shell))
                Assert.Equal((0, "", ""), Run(shell, [check, file]));
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("repotopology ", "analyze badge baseline cache check completion config doctor explain facts graph hotspots identities ignore-revs init plan report snapshot trend verify what-if who")]
    [InlineData("repotopology ver", "verify")]
    [InlineData("repotopology facts ", "changes commits lines modules people")]
    [InlineData("repotopology facts c", "changes commits")]
    [InlineData("repotopology analyze --wi", "--window")]
    [InlineData("repotopology facts changes --ra", "--raw")]
    [InlineData("repotopology facts lines --ig", "--ignore-all-space --ignore-revs-file")]
    [InlineData("repotopology analyze --format ", "html json markdown text")]
    [InlineData("repotopology completion b", "bash")]
    public void BashCompletes(string line, string expected)
    {
        Assert.SkipUnless(IsInstalled("bash"), "bash is not installed");
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        string script = $$"""
            cd '{{folder}}'
            PATH='{{AppContext.BaseDirectory}}':$PATH
            source <(repotopology completion bash)
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
            COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _repotopology
            echo "${COMPREPLY[*]}"
            """;
        var (code, output, error) = Run("bash", ["--norc", "-c", script]);
        Directory.Delete(folder);
        Assert.Equal((0, expected + "\n", ""), (code, output, error));
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            Environment = { ["REPOTOPOLOGY_CACHE"] = TestCache.Root },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
