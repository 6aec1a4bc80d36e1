namespace RepoTopology.Reports.Tests;

public sealed class EmailTextTests
{
    [Theory]
    [InlineData("ann@example.org", "ann")]
    [InlineData("Ann Author (ann.author+git@mail.example.org)", "Ann Author (ann.author+git)")]
    [InlineData("Ann <ann@example.org>", "Ann <ann>")]
    [InlineData("root@localhost", "root")]
    [InlineData("ann@[192.0.2.1]", "ann")]
    [InlineData("\"ann author\"@example.org", "\"ann author\"")]
    [InlineData("a@b@c.example.org", "a")]
    [InlineData("ann＠example.org", "ann")]
    [InlineData("ünï@exämple.org", "ünï")]
    [InlineData("ann@10.0.0.1", "ann")]
    [InlineData("@handle", "@handle")]
    [InlineData("Ann @ Work", "Ann @ Work")]
    [InlineData("Ann Author", "Ann Author")]
    public void OfAnAddressInANameTheLocalPartRemains(string name, string shown) => Assert.Equal(shown, EmailText.HideInName(name));

    [Theory]
    [InlineData("Thanks to ann@example.org.", "Thanks to ann")]
    [InlineData("bump @types/node@12.0.4 to @types/node@14.x", "bump @types/node@12.0.4 to @types/node@14.x")]
    [InlineData("use actions/checkout@v4", "use actions/checkout@v4")]
    [InlineData("package@1.0.0-beta.2+5", "package@1.0.0-beta.2+5")]
    [InlineData("HEAD@{1} and x@{upstream}", "HEAD@{1} and x@{upstream}")]
    [InlineData("a@1.example.org", "a")]
    [InlineData("a@4chan.example", "a")]
    public void VersionsInASentenceAreNoAddresses(string text, string shown) => Assert.Equal(shown, EmailText.Hide(text));
}
