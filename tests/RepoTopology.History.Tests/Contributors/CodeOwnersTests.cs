namespace RepoTopology.History.Tests.Contributors;

public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b.cs", true)]
    [InlineData("*.cs", "a/b.cs", true)]
    [InlineData("*.cs", "a/b.csproj", false)]
    [InlineData("/src/", "src/a/b.cs", true)]
    [InlineData("/src/", "lib/src/b.cs", false)]
    [InlineData("/src", "src/a/b.cs", true)]
    [InlineData("docs/", "a/docs/b.md", true)]
    [InlineData("docs/*", "docs/a.md", true)]
    [InlineData("docs/*", "docs/deep/a.md", false)]
    [InlineData("docs/*", "a/docs/a.md", false)]
    [InlineData("/*", "a.md", true)]
    [InlineData("/*", "a/b.md", false)]
    [InlineData("docs/**", "docs/deep/a.md", true)]
    [InlineData("**/logs", "a/b/logs/x", true)]
    [InlineData("**/logs/*", "a/logs/logs/x", true)]
    [InlineData("**/logs/*", "a/logs/deep/x", false)]
    [InlineData("src/*/Tests/*", "src/A/Tests/a.cs", true)]
    [InlineData("src/*/Tests/*", "src/A/Tests/b/a.cs", false)]
    [InlineData("{a,b}.cs", "a.cs", false)]
    [InlineData("my\\ docs/", "my docs/a.md", true)]
    [InlineData("!src/", "src/a.cs", false)]
    [InlineData("/", "a.cs", false)]
    [InlineData(".", "a.cs", false)]
    [InlineData("SRC/", "src/a.cs", false)]
    public void APatternFitsAsThePlatformHasIt(string pattern, string path, bool fits) =>
        Assert.Equal(fits ? 0 : -1, CodeOwners.Parse($"{pattern} @ada\n").RuleOf(path));

    [Fact]
    public void TheLastRuleThatFitsDecides()
    {
        var owners = CodeOwners.Parse("# who\n* @ada\n/src/ @bob @org/team\n/src/gen/\n");
        Assert.Equal([0, 1, 2], new[] { "README.md", "src/a.cs", "src/gen/a.cs" }.Select(owners.RuleOf));
        Assert.Equal(["@bob", "@org/team"], owners.Rules[1].Owners);
        Assert.False(owners.HasSections);
        Assert.True(CodeOwners.Parse("[Docs] @ada\n*.md\n").HasSections);
    }
}
