namespace RepoTopology.History.Tests.Modules;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("src/Core/**", "src/Core/A.cs", true)]
    [InlineData("src/Core/**", "src/Core/Deep/A.cs", true)]
    [InlineData("src/Core/**", "src/CoreX/A.cs", false)]
    [InlineData("src/Core/**", "lib/src/Core/A.cs", false)]
    [InlineData("src/Core", "src/Core/Deep/A.cs", true)]
    [InlineData("src/Core/", "src/Core/A.cs", true)]
    [InlineData("src/Core/", "src/Core", false)]
    [InlineData("docs", "docs/a.md", true)]
    [InlineData("docs", "src/docs/a.md", true)]
    [InlineData("/docs", "src/docs/a.md", false)]
    [InlineData("/docs", "docs/a.md", true)]
    [InlineData("./docs/x", "docs/x/a.md", true)]
    [InlineData("docs/", "docs", false)]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "a/b/c.md", true)]
    [InlineData("*.md", "a.md.txt", false)]
    [InlineData("/*.md", "a/b.md", false)]
    [InlineData("src/*/Tests", "src/A/Tests/x.cs", true)]
    [InlineData("src/*/Tests", "src/A/B/Tests/x.cs", false)]
    [InlineData("src/**/Tests", "src/A/B/Tests/x.cs", true)]
    [InlineData("src/**/Tests", "src/Tests/x.cs", true)]
    [InlineData("**/a/b/**/c", "a/a/b/x/a/b/y/c", true)]
    [InlineData("**/a/b/c", "a/b/a/b/c", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a*c", "abbbcbc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("src/{a,b}/*.{ts,js}", "src/b/x.js", true)]
    [InlineData("src/{a,b}/*.{ts,js}", "src/c/x.js", false)]
    [InlineData("{a,b{c,d}}e", "bde", true)]
    [InlineData("{a,b{c,d}}e", "be", false)]
    [InlineData("a{,b}", "a", true)]
    [InlineData("pages/[id].tsx", "pages/[id].tsx", true)]
    [InlineData("src\\Core", "src/Core/A.cs", true)]
    [InlineData("SRC", "src/a", false)]
    [InlineData("**", "any/thing", true)]
    [InlineData("**", "thing", true)]
    [InlineData("*", "any/thing", true)]
    public void AGlobFitsAsGitIgnoreWould(string glob, string path, bool fits) => Assert.Equal(fits, PathGlob.Parse(glob).Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("!a")]
    [InlineData("a{b")]
    [InlineData("a}b")]
    [InlineData("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")]
    public void AnUnreadableGlobIsRefusedInOneSentence(string glob)
    {
        var refused = Assert.Throws<HistoryOptionsException>(() => PathGlob.Parse(glob));
        Assert.Matches(@"^(The glob '.*').*\.$", refused.Message);
    }

    [Fact]
    public void ManyStarsDoNotBlowUp()
    {
        var glob = PathGlob.Parse(string.Concat(Enumerable.Repeat("**/*a*a*a*a*a*a*a*a/", 100)) + "b");
        string path = string.Join('/', Enumerable.Repeat(new string('a', 200), 150));
        Assert.False(glob.Matches(path));
    }

    [Theory]
    [InlineData("docs/*.md")]
    [InlineData("*.md")]
    [InlineData("src/**/a")]
    [InlineData("b?")]
    [InlineData("/src/x/")]
    public void WhatFitsIsWhatGitIgnores(string glob)
    {
        string[] paths = ["a", "b1", "docs/a.md", "docs/x/a.md", "src/a", "src/x/a", "src/x/y/a", "src/x/b", "y/src/x/b", "y/b2", "r.md"];
        using var repository = Testing.GitTestRepository.Create();
        repository.Write(".gitignore", glob + "\n");
        foreach (string path in paths)
            repository.Write(path == "a" ? "a.txt" : path, "");

        var left = repository.Run("ls-files", "--others", "--exclude-standard").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var expected = repository.Run("ls-files", "--others").Split('\n', StringSplitOptions.RemoveEmptyEntries).Except(left);
        var parsed = PathGlob.Parse(glob);
        Assert.Equal(expected, [.. repository.Run("ls-files", "--others").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(p => parsed.Matches(p))]);
    }
}
