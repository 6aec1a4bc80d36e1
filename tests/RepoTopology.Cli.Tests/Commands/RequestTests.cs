using System.CommandLine;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class RequestTests
{
    [Fact]
    public void TheDefaultsAreThisDirectoryAndHead()
    {
        var request = Read();
        Assert.Equal((".", "HEAD", "", null, 0), (request.Path, request.Revision, request.Scope, request.ConfigFile, request.Jobs));
        Assert.True(request.UseCache);
        Assert.False(request.Emails || request.RequireHistory);
        Assert.Empty(request.Exclude);
        Assert.Equal(ColorChoice.Auto, request.Color);
    }

    [Fact]
    public void CommonOptionsMeanWhatTheySay()
    {
        var request = Read("--rev", "v1..v2", "--scope", "./src/Core/", "--exclude", "docs/**", "--exclude", "*.md", "--config", "c.json",
            "--jobs", "3", "--no-cache", "--emails", "--color", "never", "--require-history", "..");
        Assert.Equal(("..", "v1..v2", "src/Core", "c.json", 3), (request.Path, request.Revision, request.Scope, request.ConfigFile, request.Jobs));
        Assert.False(request.UseCache);
        Assert.True(request.Emails && request.RequireHistory);
        Assert.Equal(["docs/**", "*.md"], request.Exclude);
        Assert.Equal(ColorChoice.Never, request.Color);
    }

    [Theory]
    [InlineData("24m", 24)]
    [InlineData("2y", 24)]
    [InlineData("90d", 3)]
    [InlineData("1d", 1)]
    [InlineData("365d", 12)]
    [InlineData("1200m", 1200)]
    public void AWindowIsGivenInMonthsYearsOrDays(string window, int months) => Assert.Equal(months, AnalysisRequest.Months(window));

    [Theory]
    [InlineData("")]
    [InlineData("0m")]
    [InlineData("24")]
    [InlineData("-2y")]
    [InlineData("1201m")]
    [InlineData("999999y")]
    [InlineData("2 y")]
    public void OtherWindowsAreRefused(string window) => Assert.Throws<RequestException>(() => AnalysisRequest.Months(window));

    [Theory]
    [InlineData("2024-05-31", "2024-05-31T23:59:59Z")]
    [InlineData("2024-05-31T12:00:00Z", "2024-05-31T12:00:00Z")]
    [InlineData("2024-05-31T12:00:00", "2024-05-31T12:00:00Z")]
    [InlineData("2024-05-31T12:00+02:00", "2024-05-31T10:00:00Z")]
    public void ADateIsTheEndOfItsDay(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), AnalysisRequest.AsOf(text));

    private static RepositoryRequest Read(params string[] args)
    {
        var command = new RootCommand();
        var options = new RepositoryOptions(RunResult.Shell(Stream.Null, TextWriter.Null), CancellationToken.None);
        var path = RepositoryOptions.PathArgument();
        command.Arguments.Add(path);
        foreach (var option in options.All)
            command.Options.Add(option);
        return options.Read(command.Parse(args), path);
    }
}
