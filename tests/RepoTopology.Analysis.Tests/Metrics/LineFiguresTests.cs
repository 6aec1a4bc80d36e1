using RepoTopology.History;

namespace RepoTopology.Analysis.Tests.Metrics;

/// <summary>Figures of living lines on facts written by hand.</summary>
public sealed class LineFiguresTests
{
    private const string Ann = "Ann <ann@example.org>", Bo = "Bo <bo@example.org>", Cid = "Cid <cid@example.org>", Bot = "Bot <bot@example.org>";

    private static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void HoldersCountAllLinesButGiveSharesToPeopleOnly()
    {
        var history = History();
        var holders = Holders.Of(history, [Share(history, Ann, 30), Share(history, Bo, 10), Share(history, Bot, 40), new LineShare(0, -1, 20)]);

        Assert.Equal((100, 20, 2, 1), (holders.Lines, holders.Unknown, holders.People, holders.HalfHeldBy));
        Assert.Equal(PersonOf(history, Ann), holders.Top);
        Assert.Equal(new Interval(0.3, 0.5), holders.TopShare);
    }

    [Fact]
    public void TheFewestHoldersOfHalfAreCounted()
    {
        var history = History();
        Assert.Equal(1, Half(60, 30, 10));
        Assert.Equal(1, Half(50, 30, 20)); // exactly half is half
        Assert.Equal(2, Half(40, 30, 30));
        Assert.Equal(2, Half(1, 1, 1));

        int Half(params int[] lines) =>
            Holders.Of(history, lines.Zip([Ann, Bo, Cid], (count, person) => Share(history, person, count))).HalfHeldBy;
    }

    [Fact]
    public void NobodyHoldsNothing()
    {
        var none = Holders.Of(History(), []);
        Assert.Equal((0, 0, 0, 0, -1, new Interval(0, 0)), (none.Lines, none.Unknown, none.People, none.HalfHeldBy, none.Top, none.TopShare));
        var unknown = Holders.Of(History(), [new LineShare(0, -1, 5)]);
        Assert.Equal((5, 5, 0, 0, -1, new Interval(0, 1)), (unknown.Lines, unknown.Unknown, unknown.People, unknown.HalfHeldBy, unknown.Top, unknown.TopShare));
    }

    [Fact]
    public void AModulesLinesInSeveralPartsAreOnePersonsSum()
    {
        var history = History();
        var holders = Holders.Of(history, [Share(history, Ann, 5), Share(history, Bo, 8), Share(history, Ann, 5)]);
        Assert.Equal((PersonOf(history, Ann), 2), (holders.Top, holders.People));
    }

    [Fact]
    public void FiguresAreOfTheLastSampleAndSamplesBeforeTheFirstCommitAreLeftOut()
    {
        var history = History();
        var early = new LineSample(Start.AddDays(-9).ToUnixTimeSeconds(), -1, []);
        var first = new LineSample(Start.AddDays(1).ToUnixTimeSeconds(), 3, [Share(history, Ann, 4)]);
        var last = new LineSample(Start.AddDays(3).ToUnixTimeSeconds(), 0, [Share(history, Ann, 4), Share(history, Bo, 6), new LineShare(0, -1, 1)]);
        var figures = LineFigures.Of(history, Lines(history) with { OverTime = [early, first, last] }, Window());

        Assert.Equal((11, 1, 2, 1), (figures.Lines, figures.Unknown, figures.People, figures.HalfHeldBy));
        Assert.Equal([(4, 1), (11, 2)], figures.OverTime.Select(date => ((int)date.Lines, date.People)));
        Assert.Equal(Start.AddDays(1), figures.OverTime[0].Date);
        var module = Assert.Single(figures.Modules);
        Assert.Equal((0, 11, PersonOf(history, Bo)), (module.Module, module.Lines, module.TopContributor));
        Assert.Equal((6 / 11.0, 7 / 11.0), (module.TopShare.Low, module.TopShare.High));
    }

    [Fact]
    public void WhatWasLeftOutIsCounted()
    {
        var history = History();
        var figures = LineFigures.Of(history, Lines(history) with { Unreadable = [0], Capped = [0], CappedRenameSearches = 3 }, Window());
        Assert.Equal((2, 3), (figures.FilesInPart, figures.CappedRenameSearches));
    }

    [Fact]
    public void OnlyOthersLinesAreOthersAndUnknownOnesWidenTheShare()
    {
        var history = History();
        var (ann, bo) = (PersonOf(history, Ann), PersonOf(history, Bo));
        int path = history.ChangesOf(0)[0].Path;

        // Newest first: a bot, then Cid, Bo and Ann.
        var rewrites = LineRewrites.Of(
            [new LineRewrite(path, ann, 100, 0)],
            [new LineRewrite(path, -1, 2, 0), new LineRewrite(path, ann, 3, 7), new LineRewrite(path, bo, 4, 0), new LineRewrite(path, PersonOf(history, Cid), 1, 0)],
            [new LineRewrite(path, bo, 10, 0)],
            []);
        var sizes = ChangeSizes.Of([new ChangeSize(100, 100)], [new ChangeSize(9, 17)], [ChangeSize.Binary], [ChangeSize.Unknown]);
        var figures = RewriteFigures.Of(history, Lines(history) with { Rewrites = rewrites, Sizes = sizes }, Window());

        Assert.Equal(new RewriteFigures(Added: 9, Deleted: 17, Replaced: 20, OfOthers: 7, OfUnknown: 2), figures);
        Assert.Equal(new Interval(0.35, 0.45), figures.OthersShare);
    }

    [Fact]
    public void CommitsOutsideTheWindowRewriteNothing()
    {
        var history = History();
        var rewrites = LineRewrites.Of([.. Enumerable.Repeat<LineRewrite[]>([new LineRewrite(history.ChangesOf(0)[0].Path, -1, 1, 0)], 4)]);
        var sizes = ChangeSizes.Of([.. Enumerable.Repeat<ChangeSize[]>([new ChangeSize(1, 1)], 4)]);
        var lines = Lines(history) with { Rewrites = rewrites, Sizes = sizes };
        Assert.Equal(3, RewriteFigures.Of(history, lines, Window()).Replaced);
        Assert.Equal(1, RewriteFigures.Of(history, lines, Window() with { From = Start.AddDays(1.5) }).Replaced);
        Assert.Null(RewriteFigures.Of(history, lines, Window() with { From = Start.AddDays(9), To = Start.AddDays(10) }).OthersShare);
    }

    [Fact]
    public void WhereChangesWereNotReadNothingIsSaid()
    {
        var history = History();
        Assert.Equal(new RewriteFigures(0, 0, 0, 0, 0), RewriteFigures.Of(history, Lines(history), Window()));
    }

    private static RepositoryHistory History() => new HistoryBuilder()
        .Commit(Ann, Start, "src/a.c").Commit(Bo, Start.AddDays(1), "src/a.c").Commit(Cid, Start.AddDays(2), "src/a.c").Commit(Bot, Start.AddDays(3), "src/a.c")
        .Kind(Bot, ContributorKind.Bot).Build();

    private static int PersonOf(RepositoryHistory history, string person) =>
        Enumerable.Range(0, history.Contributors.Length).Single(i => person.StartsWith(history.Contributors[i].Name + " ", StringComparison.Ordinal));

    private static LineShare Share(RepositoryHistory history, string person, long lines) => new(0, PersonOf(history, person), lines);

    private static LivingLines Lines(RepositoryHistory history) => new()
    {
        Files = [],
        OverTime = [new LineSample(history.Commits[0].CommitterTime, 0, [])],
        Rewrites = null,
        Sizes = null,
        IsComplete = true,
        Unreadable = [],
        Capped = [],
        CappedRenameSearches = 0,
    };

    private static AnalysisWindow Window() => new()
    {
        From = Start.AddDays(-1),
        To = Start.AddDays(5),
        RequestedMonths = 1,
        Months = 1,
        Commits = 3,
        Authors = 3,
        MergeCommits = 0,
        BotCommits = 1,
        AgentCommits = 0,
        GiantCommits = 0,
    };
}
