namespace RepoTopology.Cli.Tests.Commands;

public sealed class UsageErrorTests
{
    [Theory]
    [InlineData("there is no directory 'anlyze'; did you mean the command 'analyze'?", "anlyze")]
    [InlineData("there is no command 'anlyze'; did you mean 'analyze'?", "anlyze", ".")]
    [InlineData("there is no directory 'docter'; did you mean the command 'doctor'?", "docter")]
    [InlineData("there is no directory 'no-such-place'; give a directory inside a git repository", "no-such-place")]
    [InlineData("there is no command 'comits'; did you mean 'commits'?", "facts", "comits")]
    [InlineData("there is no option '--formt'; did you mean '--format'?", "--formt", "json")]
    [InlineData("there is no option '--windwo'; did you mean '--window'?", "analyze", ".", "--windwo", "12m")]
    [InlineData("there is no option '--scpoe'; did you mean '--scope'?", "facts", "commits", ".", "--scpoe")]
    [InlineData("there is no option '--frobnicate'; repotopology verify --help lists those there are", "verify", "--frobnicate")]
    [InlineData("'facts' needs to know what: commits, changes, lines, people, modules; see repotopology facts --help", "facts")]
    [InlineData("'xml' is no value for --format; choose among html, json, markdown, text", "analyze", "--format", "xml")]
    [InlineData("'x' is no value for --jobs; see repotopology analyze --help", "analyze", "--jobs", "x")]
    [InlineData("'tcsh' is no value for SHELL; choose among bash, fish, pwsh, zsh", "completion", "tcsh")]
    [InlineData("the path '.' stands before the command; write it behind 'commits'", ".", "facts", "commits")]
    [InlineData("'extra' is one word too many; repotopology analyze --help shows what can be given", "analyze", ".", "extra")]
    [InlineData("--jobs must be 0 or more; 0 is one per processor", "--jobs", "-2")]
    [InlineData("--window 5x is no length of time; write months, years or days, such as 24m, 2y or 90d", "--window", "5x")]
    [InlineData("--as-of soon is no date; write 2024-05-31 or 2024-05-31T12:00:00Z", "--as-of", "soon")]
    [InlineData("--scope ../x must be a directory relative to the repository's root, such as src/Core", "--scope", "../x")]
    [InlineData("only one output can go to standard output; give the others a file", "-o", "-", "-o", "json=-")]
    [InlineData("--raw is a format of its own, without merges; leave out --format and --merges", "facts", "changes", "--raw", "--format", "csv")]
    [InlineData("verify compares whole histories; leave out --scope and --exclude", "verify", "--scope", "src")]
    [InlineData("--sample must be 1 or more; leave it out to compare all commits", "verify", "--sample", "0")]
    public void WrongUsageIsOneSentenceAndExitCode1(string sentence, params string[] args)
    {
        var result = RunResult.Of(args);
        Assert.Equal(sentence, result.Sentence());
        Assert.Equal(1, result.Code);
    }

    [Fact]
    public void ADirectoryNamedLikeAnOptionCanStandBehindTwoDashes() =>
        Assert.Equal("there is no directory '-x'; give a directory inside a git repository", RunResult.Of("analyze", "--", "-x").Sentence());

    [Fact]
    public void AnAtSignInAnArgumentIsNoResponseFile() =>
        Assert.Equal("there is no directory '@file'; give a directory inside a git repository", RunResult.Of("@file").Sentence());

    [Fact]
    public void EscapesInAnArgumentDoNotReachTheTerminal() =>
        Assert.StartsWith("there is no directory '�[31mx'", RunResult.Of("\e[31mx").Sentence(), StringComparison.Ordinal);
}
