namespace RepoTopology.History.Tests.Contributors;

public sealed class AliasProposalsTests
{
    [Theory]
    [InlineData("Jane Doe <a@example.org>", "jane  DOE <b@example.net>", "same full name", 0.9)]
    [InlineData("Johannes Rössel <a@example.org>", "Johannes Rossel <b@example.net>", "same full name", 0.9)]
    [InlineData("Zoe\u0308 Łódź <a@example.org>", "Zoe Lodz <b@example.net>", "same full name", 0.9)]
    [InlineData("Jane Doe <a@example.org>", "Doe, Jane <b@example.net>", "same names in another order", 0.8)]
    [InlineData("a <12+jane@users.noreply.github.com>", "b <jane@users.noreply.github.com>", "same login on the hosting platform", 0.9)]
    [InlineData("a <12+jane@users.noreply.github.com>", "b <12+jd@users.noreply.github.com>", "same account number on the hosting platform", 0.97)]
    [InlineData("a <12+jdoe@users.noreply.github.com>", "JDoe <b@example.net>", "the login of one is the name of the other", 0.8)]
    public void EvidenceMakesAProposal(string first, string second, string evidence, double confidence) =>
        Assert.Equal([new AliasProposal(0, 1, evidence, confidence)], Propose(first, second));

    [Theory]
    [InlineData("Jane <a@example.org>", "Jane <b@example.net>")]
    [InlineData("Jane Doe <jane@example.org>", "Joe Roe <jane@example.net>")]
    [InlineData("jane <a@example.org>", "Joe Roe <jane@example.net>")]
    [InlineData("a <1+jane@users.noreply.github.com>", "b <1-jane@users.noreply.gitlab.com>")]
    [InlineData("Acme Bot <acme-bot@example.org>", "Acme Bot <acme-bot@example.net>")]
    [InlineData("dependabot[bot] <1+dependabot[bot]@users.noreply.github.com>", "dependabot[bot] <dependabot[bot]@users.noreply.github.com>")]
    public void WithoutEvidenceThereIsNone(string first, string second) => Assert.Empty(Propose(first, second));

    [Fact]
    public void HintsAddUp()
    {
        var proposal = Assert.Single(Propose("Jane Doe <12+jane@users.noreply.github.com>", "Jane Doe <jane@users.noreply.github.com>"));
        Assert.Equal("same full name; same login on the hosting platform", proposal.Evidence);
        Assert.Equal(0.99, proposal.Confidence);
    }

    [Fact]
    public void ANameInBothOrdersIsOneHint() =>
        Assert.Equal(0.9, Assert.Single(Propose("Jane Doe <a@example.org>", "Jane Doe <b@example.org>", "Doe Jane <B@example.org>")).Confidence);

    [Fact]
    public void TheMoreActiveOneComesFirst()
    {
        var people = ContributorResolver.Resolve(
            [new("Jane Doe", "a@example.org", 1, 0), new("Jane Doe", "b@example.org", 5, 0)], Git.Mailmap.Empty, PeopleOptions.Default);
        Assert.Equal((1, 0), (people.Proposals[0].First, people.Proposals[0].Second));
    }

    [Fact]
    public void TheSurestComeFirst()
    {
        var proposals = Propose(
            "Jane Doe <a@example.org>", "Doe Jane <b@example.org>", "x <7+x@users.noreply.github.com>", "y <7+y@users.noreply.github.com>");
        Assert.Equal([0.97, 0.8], proposals.Select(proposal => proposal.Confidence));
    }

    private static AliasProposal[] Propose(params string[] identities) => [.. ContributorResolverTests.Resolve(identities).Proposals];
}
