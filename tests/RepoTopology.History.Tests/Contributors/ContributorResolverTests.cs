using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History.Tests.Contributors;

public sealed class ContributorResolverTests
{
    [Fact]
    public void TheSameEmailInAnyCaseIsOnePerson() =>
        Assert.Equal([0, 0, 1], Resolve(["Jane Doe <jane@example.org>", "jd <JANE@example.org>", "Joe <joe@example.org>"]).ContributorOfIdentity);

    [Fact]
    public void TheSameNameAloneIsNotOnePerson() =>
        Assert.Equal([0, 1], Resolve(["Jane Doe <jane@example.org>", "Jane Doe <jane@example.net>"]).ContributorOfIdentity);

    [Fact]
    public void TheSameLocalPartIsNotOnePerson()
    {
        var people = Resolve(["Jane <me@example.org>", "Joe <me@example.net>"]);
        Assert.Equal([0, 1], people.ContributorOfIdentity);
        Assert.Empty(people.Proposals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("root@localhost")]
    [InlineData("jane@laptop.(none)")]
    [InlineData("noreply@github.com")]
    [InlineData("@")]
    [InlineData("a@")]
    public void AnAddressOfNobodyJoinsOnlyWithTheName(string email) =>
        Assert.Equal([0, 1, 0], Resolve([$"Jane Doe <{email}>", $"Joe Roe <{email}>", $"jane doe <{email}>"]).ContributorOfIdentity);

    [Fact]
    public void TheMailmapJoinsAndNames()
    {
        var mailmap = Mailmap.Parse(Encoding.UTF8.GetBytes("Jane Doe <jane@example.org> <jd@example.net>\nJane Doe <jane@example.org>\n"));
        var people = Resolve([("jd", "jd@example.net", 90), ("janey", "jane@example.org", 50)], mailmap);
        var jane = Assert.Single(people.Contributors);
        Assert.Equal(("Jane Doe", "jane@example.org"), (jane.Name, jane.Email));
        Assert.Equal(
            [new Identity("jd", "jd@example.net", 90) { Join = IdentityJoin.Mailmap }, new Identity("janey", "jane@example.org", 50) { Join = IdentityJoin.SameEmail }],
            jane.Identities);
    }

    [Fact]
    public void EachIdentitySaysWhatJoinedIt()
    {
        var mailmap = Mailmap.Parse(Encoding.UTF8.GetBytes("Jane Doe <jane@example.org> <jd@example.net>\n"));
        var options = new PeopleOptions { People = [new PersonRule("Joe Roe", ["joe@example.org", "joe@home.example"])] };
        var people = Resolve(
            [("Jane Doe", "jane@example.org", 9), ("jd", "jd@example.net", 8), ("jane", "JANE@example.org", 7), ("Joe Roe", "joe@example.org", 6), ("joe", "joe@home.example", 5), ("Al", "al@example.org", 1)],
            mailmap, options).Contributors;
        Assert.Equal([IdentityJoin.Own, IdentityJoin.Mailmap, IdentityJoin.SameEmail], people[0].Identities.Select(identity => identity.Join));
        Assert.Equal([IdentityJoin.Own, IdentityJoin.Accepted], people[1].Identities.Select(identity => identity.Join));
        Assert.Equal([IdentityJoin.Own], people[2].Identities.Select(identity => identity.Join));
    }

    [Fact]
    public void HandlesAreStatedOrStandInNoreplyAddresses()
    {
        var options = new PeopleOptions { People = [new PersonRule("Joe Roe", ["joe@example.org", "123+joe-r@users.noreply.github.com"], "@JoeRoe")] };
        var people = Resolve(
            [("Joe", "123+joe-r@users.noreply.github.com", 9), ("Joe", "joe@example.org", 1), ("Ada", "ada@users.noreply.github.com", 1), ("Bo", "bo b!@users.noreply.github.com", 1), ("Cy", "cy@example.org", 1)],
            Mailmap.Empty, options).Contributors;
        Assert.Equal(["JoeRoe", "joe-r"], people[0].Handles);
        Assert.Equal(["ada"], people[1].Handles);
        Assert.Empty(people[2].Handles);
        Assert.Empty(people[3].Handles);
    }

    [Fact]
    public void TheMostUsedNameIsShownAndTheNewestOnATie()
    {
        var people = ContributorResolver.Resolve(
            [new("old", "a@example.org", 2, 10), new("new", "a@example.org", 2, 20), new("rare", "a@example.org", 1, 30)],
            Mailmap.Empty, PeopleOptions.Default);
        Assert.Equal("new", Assert.Single(people.Contributors).Name);
    }

    [Fact]
    public void ContributorsStandInOrderOfFirstAppearance()
    {
        var people = Resolve(["C <c@example.org>", "A <a@example.org>", "c <C@example.org>", "B <b@example.org>"]);
        Assert.Equal([0, 1, 0, 2], people.ContributorOfIdentity);
        Assert.Equal(["C", "A", "B"], people.Contributors.Select(contributor => contributor.Name));
    }

    [Fact]
    public void AcceptedAliasesAreOnePersonWithTheFirstEmail()
    {
        var options = new PeopleOptions { People = [new("Jane Q. Doe", ["jane@example.org", "JD@example.net"])] };
        var people = Resolve(["x <x@example.org>", "jd <jd@example.net>", "Jane <jane@example.org>"], options);
        Assert.Equal([0, 1, 1], people.ContributorOfIdentity);
        Assert.Equal(("Jane Q. Doe", "jane@example.org"), (people.Contributors[1].Name, people.Contributors[1].Email));
    }

    [Fact]
    public void AnAliasCanNameOneOfTwoWhoShareAnAddressOfNobody()
    {
        var options = new PeopleOptions { People = [new("Jane", ["jane@example.org", "Jane <unknown>"])] };
        var people = Resolve(["Joe <unknown>", "jane <unknown>", "Jane <jane@example.org>"], options);
        Assert.Equal([0, 1, 1], people.ContributorOfIdentity);
    }

    [Fact]
    public void AnEmailOfTwoPeopleIsRefused()
    {
        var options = new PeopleOptions { People = [new("A", ["a@example.org"]), new("B", ["A@example.org"])] };
        var refused = Assert.Throws<HistoryOptionsException>(() => Resolve([], options));
        Assert.Equal("People 'A' and 'B' share an e-mail.", refused.Message);
    }

    [Fact]
    public void ABuildServerThatUsesAPersonsAddressStaysApart()
    {
        var people = Resolve([("Travis CI", "jane@example.org", 500), ("Jane Doe", "jane@example.org", 20)]);
        Assert.Equal([ContributorKind.Bot, ContributorKind.Person], people.Contributors.Select(contributor => contributor.Kind));
    }

    [Fact]
    public void ManyIdentitiesOfOneNameStayLinear()
    {
        var people = Resolve([.. Enumerable.Range(0, 20_000).Select(i => $"Jane Doe <jane{i}@example.org>")]);
        Assert.Equal(19_999, people.Proposals.Length);
    }

    internal static ContributorTable Resolve(string[] identities, PeopleOptions? options = null) =>
        Resolve([.. identities.Select(identity =>
        {
            int open = identity.IndexOf('<');
            return (identity[..open].Trim(), identity[(open + 1)..^1], 1);
        })], Mailmap.Empty, options);

    private static ContributorTable Resolve((string Name, string Email, int Commits)[] identities, Mailmap? mailmap = null, PeopleOptions? options = null) =>
        ContributorResolver.Resolve(
            [.. identities.Select(i => new RawIdentity(i.Name, i.Email, i.Commits, 0))], mailmap ?? Mailmap.Empty, options ?? PeopleOptions.Default);
}
