using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Metrics;

public sealed class SharedLanguageTests
{
    private const int Commits = 60;

    [Fact]
    public void TheDivergenceOfTwoVocabulariesIsJensenAndShannons()
    {
        // p = (½, ½, 0), q = (0, ¼, ¾): the mean's entropy less the mean entropy, in bits.
        double mean = Bits(0.25) + Bits(0.375) + Bits(0.375);
        double own = (2 * Bits(0.5) + Bits(0.25) + Bits(0.75)) / 2;
        Assert.Equal(mean - own, SharedLanguage.Divergence([0, 2, 4], [0, 1, 1, 2], [3, 3, 1, 3], 3)!.Value, 12);
        Assert.Equal(1, SharedLanguage.Divergence([0, 1, 2, 3], [0, 1, 2], [5, 1, 9], 3)!.Value, 12);
        Assert.Equal(0, SharedLanguage.Divergence([0, 2, 4], [0, 1, 0, 1], [1, 2, 10, 20], 2)!.Value, 12);
        Assert.Null(SharedLanguage.Divergence([0, 1, 2], [0, 1], [5, 0], 2));
    }

    [Fact]
    public void PeopleWithWordsOfTheirOwnAreFurtherApartThanChance()
    {
        var own = Measured(commit => string.Join(' ', Enumerable.Range(0, 10).Select(i => Spell(commit % 3 * 10 + i))));
        var common = Measured(commit => string.Join(' ', Enumerable.Range(0, 10).Select(i => Spell((commit / 3 * 7 + i * 3) % 30))));
        Assert.Equal(1, own.Value!.Value, 12);
        Assert.InRange(common.Value!.Value, -0.2, 0.2);
        Assert.Equal(3.0 / SharedLanguage.SteadyPeople, own.Coverage, 12);
    }

    [Fact]
    public void WithoutWordsOrWithFewOfThemThereIsNoFigure()
    {
        var history = History();
        Assert.Equal(Measurement.Absent, SharedLanguage.Compute(Sample.Whole(Table(history))));
        Assert.Equal(Measurement.Absent, Measured(_ => "few words"));
    }

    [Fact]
    public void CommitsOfPeopleWithFewWordsAreNotCovered()
    {
        // The third person says nothing; one commit in three is theirs.
        var words = AddedWords.Of([.. Enumerable.Range(0, Commits).Select(i => i % 3 == 0 ? "" : string.Join(' ', Enumerable.Range(0, 10).Select(Spell)))]);
        var vocabularies = Vocabularies.Of(Table(History()), words);
        Assert.Equal((2, 10, 2 / 3.0), (vocabularies.People, vocabularies.WordCount, vocabularies.Seen));
    }

    [Fact]
    public void DrawsOfTheWindowGiveAnInterval()
    {
        var words = AddedWords.Of([.. Enumerable.Range(0, Commits).Select(i => string.Join(' ', Enumerable.Range(0, 10).Select(word => Spell(i * word % 17 + i % 3 * 5))))]);
        var sample = Sample.Draw(Table(History()).WithWords(words), new Random(1));
        Assert.Equal(Commits * 10, sample.WordUses.Sum());
        Assert.NotNull(SharedLanguage.Compute(sample).Value);
    }

    private static Measurement Measured(Func<int, string> words) =>
        SharedLanguage.Compute(Sample.Whole(Table(History()).WithWords(AddedWords.Of([.. Enumerable.Range(0, Commits).Select(words)]))));

    private static RepositoryHistory History()
    {
        var builder = new HistoryBuilder();
        for (int i = 0; i < Commits; i++)
            builder.Commit(Invented.Person(i % 3), Invented.At(i, Commits), "src/a.c");
        return builder.Build();
    }

    private static WindowTable Table(RepositoryHistory history) => WindowTable.Build(history, WindowChoice.Choose(history, new AnalysisOptions()));

    private static string Spell(int number) => $"word{(char)('a' + number % 26)}{(char)('a' + number / 26)}";

    private static double Bits(double share) => -share * Math.Log2(share);
}
