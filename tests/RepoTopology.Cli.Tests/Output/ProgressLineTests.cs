using RepoTopology.History;

namespace RepoTopology.Cli.Tests.Output;

public sealed class ProgressLineTests
{
    [Fact]
    public void WithoutATotalThereIsNoPercentageAndNoEstimate() => Assert.Equal(
        "reading history: 1,200 commits read, 5,000 met so far",
        ProgressLine.Text(new HistoryProgress(1200, 5000, WalkEnded: false), TimeSpan.FromSeconds(3)));

    [Fact]
    public void WithATotalTheRestIsJudgedByTheRateSoFar() => Assert.Equal(
        "reading history: 25 %, 2,000 of 8,000 commits, about 9 s left",
        ProgressLine.Text(new HistoryProgress(2000, 8000, WalkEnded: true), TimeSpan.FromSeconds(3)));

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
        using (var progress = new ProgressLine(shell))
            progress.Report(new HistoryProgress(1, 2, false));
        Assert.Equal(shown, error.ToString().Length > 0);
    }

    [Fact]
    public void ADumbTerminalGetsNone() => Assert.False(
        RunResult.Shell(Stream.Null, TextWriter.Null, new Dictionary<string, string> { ["TERM"] = "dumb" }, terminal: true).ShowsProgress);

    [Fact]
    public void AtTheEndItIsGone()
    {
        var error = new StringWriter();
        using (var progress = new ProgressLine(RunResult.Shell(Stream.Null, error, terminal: true)))
            progress.Report("asking git");
        Assert.Equal("\rasking git\r          \r", error.ToString());
    }
}
