using System.Text;

namespace RepoTopology.History.Tests.Contributors;

public sealed class DeclaredGateReaderTests
{
    [Theory]
    [InlineData("* @jane\n")]
    [InlineData("# Everything\n\n*   jane@example.org   # she knows\n")]
    [InlineData("/ @jane")]
    [InlineData("** @org/team\r\n")]
    [InlineData("[Section] @joe\n* @jane\n")]
    public void OneRuleForEverythingWithOneOwnerIsASingleOwner(string text) => Assert.True(Read((".github/CODEOWNERS", text)).SingleOwner);

    [Theory]
    [InlineData("")]
    [InlineData("# * @jane")]
    [InlineData("*")]
    [InlineData("* @jane @joe")]
    [InlineData("*.md @jane")]
    [InlineData("* @jane\n/docs @joe")]
    [InlineData("* @jane\n* @jane")]
    public void AnyOtherCodeOwnersIsNot(string text) => Assert.False(Read(("CODEOWNERS", text)).SingleOwner);

    [Fact]
    public void TheFirstPlaceOfCodeOwnersCounts()
    {
        var gate = Read(("docs/CODEOWNERS", "* @jane"), (".github/CODEOWNERS", "* @jane @joe"));
        Assert.False(gate.SingleOwner);
        Assert.Equal([".github/CODEOWNERS", "docs/CODEOWNERS"], gate.Documents);
    }

    [Fact]
    public void EscapedSpacesBelongToThePattern() =>
        Assert.Equal([new CodeOwnerRule("a b/", ["@jane"], 2)], CodeOwners.Parse("\na\\ b/ @jane").Rules, (a, b) =>
            a.Pattern == b.Pattern && a.Line == b.Line && a.Owners.SequenceEqual(b.Owners));

    [Theory]
    [InlineData("This project does not accept pull requests.")]
    [InlineData("We do **not** accept pull requests at this time.")]
    [InlineData("We don’t accept external contributions")]
    [InlineData("We are currently not accepting contributions.")]
    [InlineData("The library is open source but not open contribution.")]
    [InlineData("No pull requests, please!")]
    [InlineData("# No pull requests")]
    [InlineData("- no PRs please")]
    [InlineData("We do not accept patches.")]
    [InlineData("This repository is closed to contributions.")]
    [InlineData("It is closed to outside contributions for now; thank you.")]
    [InlineData("Pull requests are not accepted.")]
    [InlineData("Contributions will not be accepted.")]
    [InlineData("All pull requests will be closed.")]
    [InlineData("Sadly we do not\naccept pull requests.")]
    [InlineData("We no longer accept contributions from the public.")]
    public void ARefusalIsSeen(string text)
    {
        var gate = Read(("CONTRIBUTING.md", $"# Hello\n\nWelcome to it.\n\n{text}\n\nBye.\n"));
        Assert.True(gate.RefusesContributions);
        Assert.Contains(gate.Evidence!, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pull requests are welcome.")]
    [InlineData("Do not hesitate to open pull requests.")]
    [InlineData("We do not accept pull requests without tests.")]
    [InlineData("We cannot accept pull requests until you have signed the agreement.")]
    [InlineData("Pull requests will not be accepted unless they pass the tests.")]
    [InlineData("We do not accept pull requests, please use the tracker.")]
    [InlineData("We do not accept pull requests. Send patches to the mailing list.")]
    [InlineData("We don't accept contributions that break the API.")]
    [InlineData("There are no pull requests for this yet.")]
    [InlineData("No contribution is too small.")]
    [InlineData("Why was my pull request not accepted?")]
    [InlineData("If nobody reviews it, no pull requests move.")]
    [InlineData("Your contributions are not only accepted, they are loved.")]
    [InlineData("Not open? Contributions are how it opens.")]
    public void AWelcomeOrAConditionIsNoRefusal(string text)
    {
        var gate = Read(("README.md", $"# Hello\n\n{text}\n"));
        Assert.False(gate.RefusesContributions);
        Assert.Null(gate.Evidence);
    }

    [Fact]
    public void EvidenceIsTheLineInAtMost200Characters()
    {
        var gate = Read(("README.md", $"Hello.\n\n  We do not accept patches. {new string('x', 500)}\n"));
        Assert.StartsWith("We do not accept patches. xxx", gate.Evidence, StringComparison.Ordinal);
        Assert.Equal(200, gate.Evidence!.Length);
    }

    [Theory]
    [InlineData("CODEOWNERS", true)]
    [InlineData(".gitlab/CODEOWNERS", true)]
    [InlineData("src/CODEOWNERS", false)]
    [InlineData("readme.rst", true)]
    [InlineData(".github/contributing.md", true)]
    [InlineData("docs/CONTRIBUTING.adoc", true)]
    [InlineData("docs/README.md", false)]
    [InlineData("src/README.md", false)]
    public void OnlyDocumentsAtTheirPlacesAreRead(string path, bool read) => Assert.Equal(read, DeclaredGateReader.IsDocument(path));

    [Fact]
    public void HostileTextIsReadInBoundedTime()
    {
        Assert.False(Read(("README", string.Concat(Enumerable.Repeat("we do not accept any any any ", 100_000)))).RefusesContributions);
        Assert.False(Read(("README", new string('#', 1_000_000))).RefusesContributions);
    }

    private static DeclaredGate Read(params (string Path, string Text)[] documents) =>
        DeclaredGateReader.Read(documents.Select(document => (document.Path, Encoding.UTF8.GetBytes(document.Text))));
}
