using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>Each metric against small examples worked out by hand.</summary>
public sealed class MetricTests
{
    private static readonly DateTimeOffset Day = Invented.End;

    [Fact]
    public void ChaossExampleOfContributorAbsence()
    {
        int[] commits = [1000, 202, 90, 33, 332, 343, 42, 433];
        Assert.Equal(2, ContributorAbsence.Factor(commits, 0.5));
        Assert.Equal(4, ContributorAbsence.Factor(commits, 0.8));
        Assert.Equal(0, ContributorAbsence.Factor([], 0.5));
        Assert.Equal(1, ContributorAbsence.Factor([5, 5], 0.5));
    }

    [Fact]
    public void RarefactionHasItsClosedForms()
    {
        // All by one: one author. All by different people: as many as are drawn. Everything drawn: everybody.
        Assert.Equal(1, RarefiedAuthors.Expected([500], 100), 12);
        Assert.Equal(100, RarefiedAuthors.Expected([.. Enumerable.Repeat(1, 300)], 100), 9);
        Assert.Equal(3, RarefiedAuthors.Expected([50, 30, 20], 100), 12);
        // Two of {a, a, b}: {a, a}, {a, b}, {a, b} → (1 + 2 + 2) / 3.
        Assert.Equal(5.0 / 3, RarefiedAuthors.Expected([2, 1], 2), 12);
        // 200 authors of 2 commits each, 100 drawn of 400: 200 (1 − 300·299 / 400·399).
        Assert.Equal(200 * (1 - 300.0 * 299 / (400.0 * 399)), RarefiedAuthors.Expected([.. Enumerable.Repeat(2, 200)], 100), 9);
    }

    [Fact]
    public void EntropyOfEqualSharesIsTheLogarithmOfTheirNumber()
    {
        Assert.Equal(Math.Log(4), Entropy.Of([5, 5, 0, 5, 5]), 12);
        Assert.Equal(4, Entropy.EffectiveNumber([1, 1, 1, 1]), 12);
        Assert.Equal(1, Entropy.EffectiveNumber([7]), 12);
        Assert.Equal(0, Entropy.Of([]));
        // {3, 1}: −¾ ln ¾ − ¼ ln ¼
        Assert.Equal(-0.75 * Math.Log(0.75) - 0.25 * Math.Log(0.25), Entropy.Of([3, 1]), 12);
    }

    [Fact]
    public void JensenShannonIsZeroForEqualAndOneForDisjointProfiles()
    {
        Assert.Equal(0, JensenShannon.MeanOfPairs([2, 4, 1, 2], 2), 12);
        Assert.Equal(1, JensenShannon.MeanOfPairs([3, 0, 0, 9], 2), 12);
        // (1, 0) and (½, ½): H(¾, ¼) − ½ H(½, ½) = 0.811278 − 0.5
        Assert.Equal(0.311278, JensenShannon.MeanOfPairs([1, 0, 1, 1], 2), 6);
        // Pairs of three: 0, 1, 1.
        Assert.Equal(2.0 / 3, JensenShannon.MeanOfPairs([1, 0, 1, 0, 0, 1], 2), 12);
    }

    [Fact]
    public void DivisionOfLabourIsTheInformationAModuleGives()
    {
        Assert.Equal(1, DivisionOfLabour.Of([0, 1], [0, 1], [5, 5], 2, 2)!.Value, 12);
        Assert.Equal(0, DivisionOfLabour.Of([0, 0, 1, 1], [0, 1, 0, 1], [2, 2, 3, 3], 2, 2)!.Value, 12);
        Assert.Null(DivisionOfLabour.Of([0, 0], [0, 1], [2, 2], 1, 2));
        // Joint (½, 0; ¼, ¼): I = ½ ln(½/(½·¾)) + ¼ ln(¼/(½·¾)) + ¼ ln(¼/(½·¼)), H = ln 2.
        double information = 0.5 * Math.Log(4.0 / 3) + 0.25 * Math.Log(2.0 / 3) + 0.25 * Math.Log(2);
        Assert.Equal(information / Math.Log(2), DivisionOfLabour.Of([0, 1, 1], [0, 0, 1], [2, 1, 1], 2, 2)!.Value, 12);
    }

    [Fact]
    public void AimDiversityIsNearZeroWhereAllDrawFromOneProfileAndHighWhereNobodyShares()
    {
        var alike = SampleOf(Repeat(240, i => (i % 8, [$"m{i * 5 % 7 % 4}/a.c"])), 4);
        var apart = SampleOf(Repeat(240, i => (i % 8, [$"m{i % 8}/a.c"])), 8);
        Assert.Equal(0, AimDiversity.Compute(alike).Value!.Value, 0.05);
        Assert.True(AimDiversity.Compute(apart).Value > 0.99);
    }

    [Fact]
    public void ModuleLeadersAreCountedOnceAndSmallModulesNotAtAll()
    {
        // m0 and m1 led by 0, m2 by 1; m3 has two changes only.
        var sample = SampleOf(
        [
            (0, ["m0/a"]), (0, ["m0/a"]), (1, ["m0/a"]), (0, ["m1/a"]), (0, ["m1/a"]), (2, ["m1/a"]),
            (1, ["m2/a"]), (1, ["m2/a"]), (0, ["m2/a"]), (2, ["m3/a"]), (2, ["m3/a"]),
        ], 4);
        var measured = ModuleLeaderDispersion.Compute(sample);
        Assert.Equal(2.0 / 3, measured.Value!.Value, 12);
        Assert.Equal(3.0 / ModuleLeaderDispersion.SteadyModules, measured.Coverage, 12);
    }

    [Fact]
    public void ThePeripheryIsIndependentWhereItSharesNoFileWithTheTopFive()
    {
        var commits = new List<(int, string[])>();
        for (int person = 0; person < 5; person++)
            for (int i = 0; i < 4; i++)
                commits.Add((person, ["core.c"]));
        commits.AddRange([(5, ["own5.c"]), (6, ["own6.c"]), (7, ["own7.c"]), (8, ["core.c", "own8.c"])]);
        Assert.Equal(0.75, IndependentPeriphery.Compute(SampleOf(commits)).Value!.Value, 12);
    }

    [Fact]
    public void CasualAndTopFiveShares()
    {
        var sample = SampleOf([.. Repeat(14, _ => (0, ["a.c"])), (1, ["a.c"]), (1, ["a.c"]), (2, ["b.c"]), (3, ["b.c"]), (4, ["b.c"]), (5, ["b.c"])]);
        Assert.Equal(6.0 / 20, CasualShare.Compute(sample).Value!.Value, 12);
        Assert.Equal(19.0 / 20, BigSpike.Compute(sample).Value!.Value, 12);
    }

    [Theory]
    [InlineData("ann@acme.com", "acme.com")]
    [InlineData("ann@mail.Acme.COM", "acme.com")]
    [InlineData("ann@cs.uni.ac.uk", "uni.ac.uk")]
    [InlineData("ann@gmail.com", null)]
    [InlineData("ann@yahoo.co.uk", null)]
    [InlineData("1+ann@users.noreply.github.com", null)]
    [InlineData("ann@example.org", null)]
    [InlineData("ann@laptop.local", null)]
    [InlineData("ann@localhost", null)]
    [InlineData("ann@", null)]
    [InlineData("ann", null)]
    [InlineData("", null)]
    public void ADomainNamesAnOrganisationOrNone(string email, string? domain) => Assert.Equal(domain, Organisations.DomainOf(email));

    [Fact]
    public void IntegratorsAreMergersElseCommittersAndPlatformsAreUnknown()
    {
        // By turns: ann takes bob's patch; bob merges; a platform squashes; cat pushes her own.
        var builder = new HistoryBuilder();
        for (int i = 0; i < 20; i++)
        {
            builder.Commit("bob <bob@acme.com>", "ann <ann@acme.com>", Day.AddDays(-90 + i), ["a.c"]);
            builder.Merge("bob <bob@acme.com>", Day.AddDays(-90 + i));
            builder.Commit("dan <dan@acme.com>", "Platform <noreply@platform.com>", Day.AddDays(-90 + i), ["b.c"]);
            builder.Commit("cat <cat@acme.com>", Day.AddDays(-90 + i), "c.c");
        }

        builder.Commit("ann <ann@acme.com>", Day, "a.c");
        var measured = IntegratorShare.Compute(SampleOf(builder));
        Assert.Equal(21.0 / 61, measured.Value!.Value, 12);
        Assert.Equal(61.0 / 81, measured.Coverage, 12);
    }

    [Fact]
    public void ACommitterWhoNeverAuthoredAnythingIsAPlatformUnderAnotherName()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 100; i++)
            builder.Commit("dan <dan@acme.com>", i < 50 ? "dan <dan@acme.com>" : "Button <button@acme.com>", Day.AddDays(-100 + i), ["b.c"]);
        var measured = IntegratorShare.Compute(SampleOf(builder));
        Assert.Equal((1.0, 0.5), (measured.Value!.Value, measured.Coverage));
    }

    [Fact]
    public void NewcomersAreThoseFirstSeenInTheLastYear()
    {
        var builder = new HistoryBuilder();
        builder.Commit(Invented.Person(0), Day.AddYears(-4), "a.c");
        for (int i = 0; i < 40; i++)
            builder.Commit(Invented.Person(i % 4 == 0 ? 1 : 0), Day.AddDays(-200 + i), "a.c");
        builder.Commit(Invented.Person(0), Day, "a.c");
        var measured = NewcomerShare.Compute(SampleOf(builder));
        Assert.Equal((10.0 / 41, 1.0), (measured.Value!.Value, measured.Coverage));
    }

    [Fact]
    public void AYoungHistoryCannotTellNewcomers()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < 40; i++)
            builder.Commit(Invented.Person(i % 4), Day.AddDays(-200 + i), "a.c");
        Assert.Equal(Measurement.Absent, NewcomerShare.Compute(SampleOf(builder)));
    }

    [Fact]
    public void DriftWeighsTheCoreMore()
    {
        // Person 0 (core) stays throughout; persons 1 to 4 come once, in the first half-year, and never again.
        var builder = new HistoryBuilder();
        for (int person = 1; person <= 4; person++)
            builder.Commit(Invented.Person(person), Day.AddMonths(-22), "a.c");
        for (int i = 0; i < 96; i++)
            builder.Commit(Invented.Person(0), Day.AddMonths(-23).AddDays(i * 7), "a.c");
        builder.Commit(Invented.Person(0), Day, "a.c");
        // Three neighbouring pairs of half-years; in the first 4 (core) + 4·1 are there and 4·1 leave.
        Assert.Equal(4.0 / (8 + 4 + 4), Drift.Compute(SampleOf(builder)).Value!.Value, 12);
    }

    [Fact]
    public void GeneratedAndBinaryFilesMakeNoTies()
    {
        var sample = SampleOf([(0, ["src/a.cs", "package-lock.json", "logo.png"]), (1, ["src/a.cs"])]);
        Assert.Equal(1, sample.Table.FileCount);
        Assert.Equal(1, sample.CoEdits.EdgeCount);
    }

    private static List<(int, string[])> Repeat(int count, Func<int, (int, string[])> commit) => [.. Enumerable.Range(0, count).Select(commit)];

    /// <summary>One commit an hour; with <paramref name="modules"/>, the folders m0, m1 … are modules.</summary>
    private static Sample SampleOf(IReadOnlyList<(int Person, string[] Paths)> commits, int modules = 0)
    {
        var builder = new HistoryBuilder().Modules(new ModuleOptions
        {
            Modules = [.. Enumerable.Range(0, modules).Select(m => new ModuleRule($"m{m}", [$"m{m}/**"]))],
        });
        for (int i = 0; i < commits.Count; i++)
            builder.Commit(Invented.Person(commits[i].Person), Day.AddHours(i - commits.Count), commits[i].Paths);
        return SampleOf(builder);
    }

    private static Sample SampleOf(HistoryBuilder builder)
    {
        var history = builder.Build();
        return Sample.Whole(WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions { WindowMonths = 24 })));
    }
}
