namespace RepoTopology.History.Tests.Contributors;

public sealed class PseudonymsTests
{
    private static readonly DateTimeOffset Day = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void APseudonymStaysWhenHistoryGrowsAndDiffersInAnotherRepository()
    {
        var short1 = new HistoryBuilder().Commit("Ann <ann@example.org>", Day, "a").Build();
        var longer = new HistoryBuilder().Commit("Ann <ann@example.org>", Day, "a").Commit("Bob <bob@example.org>", Day.AddDays(1), "b").Build();
        string ann = Assert.Single(Pseudonyms.Of(short1));
        Assert.Contains(ann, Pseudonyms.Of(longer));
        Assert.Matches("^Person [0-9a-f]{4}$", ann);
        var salted = Pseudonyms.Of(short1 with { Commits = [short1.Commits[0] with { Id = Git.ObjectId.Parse(new string('7', 40)) }] });
        Assert.NotEqual(ann, Assert.Single(salted));
    }

    [Fact]
    public void ThousandsOfPeopleAllHavePseudonymsOfTheirOwn()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 3000; i++)
            builder.Commit(i % 2 == 0 ? $"P{i} <p{i}@example.org>" : $"P{i} <>", Day.AddMinutes(i), "a");
        var names = Pseudonyms.Of(builder.Build());
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void AVeiledHistoryNamesNobody()
    {
        var builder = new HistoryBuilder().Commit("Ann Author <ann@example.org>", Day, "a").Commit("Bob Builder <bob@example.org>", Day.AddDays(1), "b");
        var veiled = Pseudonyms.Veil(builder.Gate(new DeclaredGate(true, false, ["CODEOWNERS"], "* @ann")).Build());
        string all = string.Join(' ', veiled.Contributors.Select(c => $"{c.Name}{c.Email}{c.KindRule}{string.Join(' ', c.Identities)}")) + veiled.DeclaredGate.Evidence + veiled.SubjectOf(0);
        foreach (string name in (string[])["Ann", "Bob", "ann", "bob", "@"])
            Assert.DoesNotContain(name, all, StringComparison.Ordinal);
        Assert.Equal(2, veiled.Commits.Length);
    }
}
