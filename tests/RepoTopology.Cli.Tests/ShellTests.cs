using System.Text;

namespace RepoTopology.Cli.Tests;

public sealed class ShellTests
{
    [Theory]
    [InlineData("auto", true, "", "", true)]
    [InlineData("auto", false, "", "", false)]
    [InlineData("auto", true, "NO_COLOR", "1", false)]
    [InlineData("auto", true, "TERM", "dumb", false)]
    [InlineData("auto", false, "FORCE_COLOR", "1", true)]
    [InlineData("auto", false, "FORCE_COLOR", "0", false)]
    [InlineData("always", true, "NO_COLOR", "1", true)]
    [InlineData("never", true, "FORCE_COLOR", "1", false)]
    public void ColorFollowsTheOptionThenTheEnvironmentThenTheTerminal(string option, bool terminal, string variable, string value, bool color)
    {
        var shell = RunResult.Shell(Stream.Null, TextWriter.Null, new Dictionary<string, string> { [variable] = value }, terminal);
        Assert.Equal(color, shell.OutputStyle(Enum.Parse<ColorChoice>(option, ignoreCase: true)).Color);
    }

    [Fact]
    public void AConsoleThatIsNotUtf8GetsAscii()
    {
        var shell = RunResult.Shell(Stream.Null, TextWriter.Null, terminal: true);
        Assert.True(shell.OutputStyle(ColorChoice.Auto).Unicode);
        Assert.False((shell with { OutputEncoding = Encoding.Latin1 }).OutputStyle(ColorChoice.Auto).Unicode);
        Assert.False((shell with { Variable = name => name == "LANG" ? "C" : null }).OutputStyle(ColorChoice.Auto).Unicode);
        Assert.True((shell with { Variable = name => name switch { "LANG" => "C", "LC_ALL" => "C.UTF-8", _ => null } }).OutputStyle(ColorChoice.Auto).Unicode);
    }

    [Fact]
    public void TheOldWindowsConsoleGetsNoEscapes()
    {
        var shell = RunResult.Shell(Stream.Null, TextWriter.Null, terminal: true) with { IsWindows = true };
        Assert.False(shell.OutputStyle(ColorChoice.Auto).Color);
        Assert.True((shell with { Variable = name => name == "WT_SESSION" ? "x" : null }).OutputStyle(ColorChoice.Auto).Color);
    }
}
