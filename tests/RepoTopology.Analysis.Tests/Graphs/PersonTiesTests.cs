using RepoTopology.History;

namespace RepoTopology.Analysis.Tests;

/// <summary>Ties by trailers and by rewritten lines, on facts written by hand.</summary>
public sealed class PersonTiesTests
{
    private const string Ann = "Ann <ann@example.org>", Bo = "Bo <bo@example.org>", Cid = "Cid <cid@example.org>", Bot = "Bot <bot@example.org>";

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TrailersTieOtherPeopleToTheAuthor()
    {
        var history = new HistoryBuilder()
            .Commit(Ann, Start, "src/a.c").WithTrailer(TrailerKind.SignedOffBy, Ann).WithTrailer(TrailerKind.SignedOffBy, Bo)
            .WithTrailer(TrailerKind.ReviewedBy, Bo).WithTrailer(TrailerKind.ReviewedBy, Bo).WithTrailer(TrailerKind.ReviewedBy, Bot)
            .Commit(Ann, Start.AddDays(1), "src/a.c").WithTrailer(TrailerKind.ReviewedBy, Bo).WithTrailer(TrailerKind.CoAuthoredBy, Cid)
            .Commit(Cid, Start.AddDays(2), "src/a.c").WithTrailer(TrailerKind.CoAuthoredBy, Ann).WithTrailer(TrailerKind.AckedBy, Bo)
            .WithTrailer(TrailerKind.TestedBy, Ann).WithTrailer(TrailerKind.ReportedBy, Bo)
            .Kind(Bot, ContributorKind.Bot).Build();

        Assert.Equal(
            [
                "CoAuthor Ann Cid 2", "Review Bo Ann 2", "Ack Bo Cid 1", "Test Ann Cid 1", "SignOff Bo Ann 1",
            ],
            Ties(history, null).Select(tie => Text(history, tie)));
    }

    [Fact]
    public void RewritingOthersLinesPointsAtWhoHadWrittenThem()
    {
        var history = new HistoryBuilder()
            .Commit(Ann, Start, "src/a.c").Commit(Bo, Start.AddDays(1), "src/a.c").Commit(Bot, Start.AddDays(2), "src/a.c")
            .Kind(Bot, ContributorKind.Bot).Build();
        int ann = history.Commits[2].Author, bo = history.Commits[1].Author, bot = history.Commits[0].Author;
        var lines = Lines(history, LineRewrites.Of(
            [new LineRewrite(0, ann, 50, 0)],
            [new LineRewrite(0, -1, 9, 0), new LineRewrite(0, ann, 3, 20), new LineRewrite(0, bo, 7, 0), new LineRewrite(0, bot, 8, 0)],
            []));
        Assert.Equal(["LineRewrite Bo Ann 3"], Ties(history, lines).Select(tie => Text(history, tie)));
        Assert.Empty(Ties(history, null));
    }

    [Fact]
    public void GiantCommitsAndCommitsOutsideTheWindowTieNobody()
    {
        var history = new HistoryBuilder()
            .Commit(Ann, Start.AddYears(-9), "src/a.c").WithTrailer(TrailerKind.ReviewedBy, Bo)
            .Commit(Ann, Start, [.. Enumerable.Range(0, 51).Select(i => $"src/{i}.c")]).WithTrailer(TrailerKind.ReviewedBy, Bo).Build();
        Assert.Empty(Ties(history, null));
    }

    internal static LivingLines Lines(RepositoryHistory history, LineRewrites rewrites) => new()
    {
        Files = [],
        OverTime = [new LineSample(history.Commits[0].CommitterTime, 0, [])],
        Rewrites = rewrites,
        Sizes = null,
        IsComplete = true,
        Unreadable = [],
        Capped = [],
        CappedRenameSearches = 0,
    };

    private static IEnumerable<PersonTie> Ties(RepositoryHistory history, LivingLines? lines) =>
        PersonTies.Of(history, lines, WindowChoice.Choose(history, new AnalysisOptions()));

    private static string Text(RepositoryHistory history, PersonTie tie)
    {
        IEnumerable<string> ends = [history.Contributors[tie.From].Name, history.Contributors[tie.To].Name];
        ends = tie.IsDirected ? ends : ends.Order();
        return $"{tie.Kind} {string.Join(' ', ends)} {tie.Weight}";
    }
}
