namespace RepoTopology.Cli.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public void HelpNamesEveryExitCodeAndCommandAndFitsEightyColumns()
    {
        var result = RunResult.Of("--help");
        Assert.Equal(0, result.Code);
        foreach (string expected in (string[])["0    passed", "1    error", "2    a gate", "3    insufficient", "130  cancelled", "analyze", "report", "badge", "trend", "facts", "snapshot", "init", "verify", "doctor", "completion"])
            Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("report")]
    [InlineData("badge")]
    [InlineData("trend")]
    [InlineData("facts", "changes")]
    [InlineData("snapshot")]
    [InlineData("init")]
    [InlineData("verify")]
    [InlineData("doctor")]
    [InlineData("config", "show")]
    public void EveryCommandTakesTheCommonOptions(params string[] command)
    {
        string help = RunResult.Of([.. command, "--help"]).Output;
        foreach (string option in (string[])["--rev", "--scope", "--exclude", "--config", "--jobs", "--no-cache", "-o, --output", "--emails", "--color", "--require-history", "--verbose"])
            Assert.Contains(option, help, StringComparison.Ordinal);
        Assert.Contains($"repotopology {string.Join(' ', command)} [<PATH>]", help, StringComparison.Ordinal);
    }

    [Fact]
    public void VersionIsTheNumberAlone() => Assert.Matches("^[0-9]+\\.[0-9]+\\.[0-9]+\r?\n$", RunResult.Of("--version").Output);

    [Fact]
    public void HelpIsShownEvenWhenTheRestIsWrong() => Assert.Equal(0, RunResult.Of("analyze", "--format", "xml", "--help").Code);
}
