using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Risk;

public sealed class TruckFactorTests
{
    private const string Ann = "Ann Author <ann@example.org>";
    private const string Bob = "Bob Builder <bob@example.org>";
    private const string Cy = "Cy Coder <cy@example.org>";

    private int _day;

    [Theory]
    [InlineData(true, 0, 0, 4.391)]
    [InlineData(true, 2, 3, 4.273999510)]
    [InlineData(false, 5, 2, 3.760345455)]
    public void DegreeOfAuthorshipHasLinearDeliveriesAndLoggedAcceptances(bool added, int deliveries, int acceptances, double degree) =>
        Assert.Equal(degree, TruckFactor.DegreeOfAuthorship(added, deliveries, acceptances), 8);

    [Fact]
    public void PeopleAreTakenUntilLessThanHalfOfTheFilesHaveAnAuthor()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "a.c", "b.c", "c.c");
        Add(builder, Cy, "d.c");
        for (int i = 0; i < 5; i++)
            Add(builder, Bob, "a.c");
        // a.c: Bob's degree is 4.113, Ann's 3.816, so both are authors. Without Ann half still has one, which is not less than half.
        var found = Compute(builder);
        Assert.Equal((2, 2, (int?)2), (found.Value, found.Low, found.High));
        Assert.Equal(["Ann Author", "Bob Builder"], Names(builder, found));
        Assert.Equal((3, 0.75), (found.People[0].Held, found.People[0].Share));
    }

    [Fact]
    public void ARenameIsOneDeliveryAndKeepsTheFilesHistory()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "old.c");
        Add(builder, Bob).WithRename("old.c", "new.c", 50);
        // Ann 4.391 − 0.321·ln 2 = 4.168, Bob 3.457: both; without the history Bob would be alone.
        Assert.Equal(2, Compute(builder).Value);
    }

    [Fact]
    public void WhoeverAddsADeletedPathAgainIsAFirstAuthorToo()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "a.c");
        Add(builder, Ann).WithDeletion("a.c");
        Add(builder, Bob, "a.c");
        Assert.Equal(2, Compute(builder).Value);
    }

    [Fact]
    public void IdentitiesWithOneNameOrOneEmailAreOnePerson()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "a.c");
        Add(builder, "ANN AUTHOR <other@example.org>", "b.c");
        Add(builder, "annie <OTHER@example.org>", "c.c");
        Add(builder, Bob, "d.c");
        var found = Compute(builder);
        Assert.Equal((1, 3L), (found.Value, Assert.Single(found.People).Held));
    }

    [Fact]
    public void MergesAndFilesThatAreGoneDoNotCount()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "a.c", "b.c");
        Add(builder, Bob, "gone1.c", "gone2.c", "gone3.c");
        Add(builder, Bob).WithDeletion("gone1.c").WithDeletion("gone2.c").WithDeletion("gone3.c");
        builder.Merge(Cy, Invented.End);
        Assert.Equal(["Ann Author"], Names(builder, Compute(builder)));
    }

    [Fact]
    public void WithoutSourceFilesNobodyIsNeeded()
    {
        var builder = new HistoryBuilder();
        Add(builder, Ann, "readme.txt");
        Assert.Equal(0, Compute(builder).Value);
    }

    [Theory]
    [InlineData("src/a.c", true)]
    [InlineData("Makefile", true)]
    [InlineData("lib/x.PHP", true)]
    [InlineData("index.html", true)]
    [InlineData("README.md", false)]
    [InlineData("data.json", false)]
    [InlineData("docs/conf.py", false)]
    [InlineData("doc.py", true)]
    [InlineData("INSTALL.sh", false)]
    [InlineData("vendor/a.c", false)]
    [InlineData("web/jquery.ui.core.js", false)]
    [InlineData("web/jquery-1.9.1.js", false)]
    [InlineData("types/index.d.ts", false)]
    [InlineData("test/fixtures/a.rb", false)]
    [InlineData("package-lock.json", false)]
    public void SourceFilesAreThoseThatLinguistCounts(string path, bool counts) => Assert.Equal(counts, SourceFiles.Contains(new TrackedPath
    {
        Text = path,
        Bytes = [],
        Module = 0,
        Kind = PathKinds.Classify(path),
        AtHead = true,
    }));

    private HistoryBuilder Add(HistoryBuilder builder, string author, params string[] paths) =>
        builder.Commit(author, Invented.End.AddDays(_day++ - 100), paths);

    private static BusFactor Compute(HistoryBuilder builder) =>
        builder.Build() is var history ? TruckFactor.Of(history, WrittenAuthorsReader.Of(history)) : throw new InvalidOperationException();

    private static ImmutableArray<string> Names(HistoryBuilder builder, BusFactor found) =>
        [.. found.People.Select(person => builder.Build().Contributors[person.Contributor].Name)];
}
