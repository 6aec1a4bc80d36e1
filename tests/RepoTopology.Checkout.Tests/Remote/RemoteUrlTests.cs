namespace RepoTopology.Checkout.Tests;

public sealed class RemoteUrlTests
{
    [Theory]
    [InlineData("https://example.org/a/b.git", true)]
    [InlineData("git@example.org:a/b.git", true)]
    [InlineData("example.org:a/b", true)]
    [InlineData("ssh://git@example.org/a", true)]
    [InlineData(".", false)]
    [InlineData("src/a:b", false)]
    [InlineData("C:\\work", false)]
    [InlineData("C:/work", false)]
    [InlineData("/srv/git", false)]
    public void AUrlIsToldFromADirectory(string typed, bool isUrl) => Assert.Equal(isUrl, RemoteUrl.IsUrl(typed));

    [Theory]
    [InlineData("git@example.org:a/b.git", "git@example.org:a/b.git")]
    [InlineData("ssh://git@example.org/a/b.git", "ssh://git@example.org/a/b.git")]
    [InlineData("ssh://git:s3cret@example.org/a/b.git", "ssh://git@example.org/a/b.git")]
    public void SshIsLeftToGit(string typed, string shown)
    {
        string sentence = Assert.Throws<CheckoutException>(() => RemoteUrl.Parse(typed)).Message;
        Assert.StartsWith($"ssh is left to git: run 'git clone --bare {shown} ", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.org/a", "write https://example.org/a")]
    [InlineData("http://localhost.example.org/a", "not encrypted")]
    [InlineData("http://0.0.0.0/a", "not encrypted")]
    [InlineData("http://u:s3cret@example.org/a", "not encrypted")]
    [InlineData("git://example.org/a", "'git' URLs are not fetched from")]
    [InlineData("ext::sh -c touch% x://u:s3cret@y", "URLs are not fetched from")]
    [InlineData("https://u:s3cret@example.org/a?x=1", "no '?'")]
    [InlineData("https://u:s3cret@", "no URL that can be read")]
    public void WhatIsNotFetchedIsOneSentenceWithoutSecrets(string typed, string reason)
    {
        string sentence = Assert.Throws<CheckoutException>(() => RemoteUrl.Parse(typed)).Message;
        Assert.Contains(reason, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/a/b.git", "https://EXAMPLE.org:443/a/b.git/")]
    [InlineData("https://example.org/a/b.git", "https://ann:s3cret@example.org/a/b.git")]
    public void OneRepositoryHasOneClone(string a, string b) => Assert.Equal(RemoteUrl.Parse(a).Key, RemoteUrl.Parse(b).Key);

    [Theory]
    [InlineData("https://example.org/a/b.git", "b")]
    [InlineData("https://example.org/a/b/.git", "b")]
    [InlineData("https://example.org/a/b.c/", "b.c")]
    [InlineData("https://example.org/..%2f..%2fetc", "_._.._etc")]
    [InlineData("https://example.org/%00%0a", "__")]
    [InlineData("https://example.org/.git", "example.org")]
    [InlineData("https://example.org", "example.org")]
    public void ACloneIsNamedAfterItsRepositoryAndStaysInItsDirectory(string url, string name) => Assert.Equal(name, RemoteUrl.Parse(url).Name);

    [Theory]
    [InlineData("https://ann:p@ss@example.org/a", "https://example.org/a")]
    [InlineData("no 'https://token@example.org' there", "no 'https://example.org' there")]
    [InlineData("https://example.org/@scope/a", "https://example.org/@scope/a")]
    public void CredentialsAreTakenOutOfText(string text, string expected) => Assert.Equal(expected, RemoteUrl.Redact(text));

    [Fact]
    public void AFileUrlIsADirectory()
    {
        Assert.True(RemoteUrl.TryDirectory("file:///srv/a%20b", out string? directory));
        Assert.Equal("/srv/a b", directory);
        Assert.False(RemoteUrl.TryDirectory("https://example.org", out _));
        Assert.Throws<CheckoutException>(() => RemoteUrl.TryDirectory("file://server/share", out _));
    }
}
