using RepoTopology.History;

namespace RepoTopology.Cli.Tests.Output;

public sealed class ProgressDisplayTests
{
    [Fact]
    public void WithoutATotalNoneIsClaimed() => Assert.Equal(
        "reading history: 1,200 commits read, 5,000 met so far",
        ProgressDisplay.Describe(new HistoryProgress(1200, 5000, WalkEnded: false)));

    [Fact]
    public void WithATotalItIsNamed() => Assert.Equal(
        "reading history: 2,000 of 8,000 commits", ProgressDisplay.Describe(new HistoryProgress(2000, 8000, WalkEnded: true)));

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)]
    [InlineData(true, "CI", false)]
    [InlineData(true, "GITHUB_ACTIONS", false)]
    [InlineData(true, "GITLAB_CI", false)]
    [InlineData(true, "TF_BUILD", false)]
    public void ItIsForSomebodyWhoWatches(bool terminal, string variable, bool shown)
    {
        var error = new StringWriter();
        var shell = RunResult.Shell(Stream.Null, error, new Dictionary<string, string> { [variable] = "true" }, terminal);

        Assert.Equal(7, ProgressDisplay.During(shell, "asking git", progress =>
        {
            Assert.Equal(shown, progress is not null);
            return 7;
        }));
        Assert.Equal(shown, error.ToString().Contains("asking git", StringComparison.Ordinal));
    }

    [Fact]
    public void ADumbTerminalGetsNone() => Assert.False(
        RunResult.Shell(Stream.Null, TextWriter.Null, new Dictionary<string, string> { ["TERM"] = "dumb" }, terminal: true).ShowsProgress);

    [Fact]
    public void AtTheEndItIsGoneAndTheCursorIsBackAlsoAfterAFailure()
    {
        var error = new StringWriter();
        var shell = RunResult.Shell(Stream.Null, error, new Dictionary<string, string> { ["NO_COLOR"] = "1" }, terminal: true);

        Assert.Throws<OperationCanceledException>(() => ProgressDisplay.During<int>(shell, "asking git", () => throw new OperationCanceledException()));
        Assert.EndsWith("\e[?25h", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch("\e\\[[0-9;]*3[0-9]m", error.ToString());
    }
}
