using RepoTopology.Git;
using RepoTopology.History.Tests.Cache;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

/// <summary>Whoever moves lines from one file to another does not become their author.</summary>
public sealed class MovesTests
{
    private const string Ann = "Ann Author <ann@example.org>";
    private const string Bob = "Bob Builder <bob@example.org>";
    private const string Cy = "Cy Carrier <cy@example.org>";

    [Fact]
    public void AMovedClassKeepsItsOwner()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8) + Rest(3)));
        Commit(repository, Bob, ("a.cs", Top(4) + Rest(3)), ("b.cs", Header(2) + Class("Alpha", 8)));

        Assert.Equal("bb" + new string('a', 10), Owners(repository, "b.cs"));
        Assert.Equal(new string('b', 12), Owners(repository, "b.cs", moves: false));
        Assert.Equal(["a.cs:4-13"], Origins(repository, "b.cs").Skip(1));
        Assert.Empty(Losses(repository));
    }

    [Fact]
    public void LinesThatAreMovedAndIndentedAnewKeepTheirOwner()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)));
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", "namespace B\n{\n" + Indented(Class("Alpha", 8), "\t") + "}\n"));

        Assert.Equal("bb" + new string('a', 10) + "b", Owners(repository, "b.cs"));
    }

    [Fact]
    public void LinesThatAreMovedTwiceAndRenamedKeepTheirOwner()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)), ("c.cs", Top(3)));
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Header(2) + Class("Alpha", 8)));
        Commit(repository, Cy, ("b.cs", Header(2)), ("c.cs", Top(3) + Class("Alpha", 8)));
        repository.Run("mv", "c.cs", "d.cs");
        repository.Commit("renames it", Bob);

        Assert.Equal("aaa" + new string('a', 10), Owners(repository, "d.cs"));
        Assert.Equal(["c.cs:0-2", "a.cs:4-13"], Origins(repository, "d.cs"));
    }

    [Fact]
    public void WhatIsEditedOnTheWayBelongsToTheEditor()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)));
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Class("Alpha", 8).Replace("Value4()", "OtherValue()", StringComparison.Ordinal)));

        Assert.Equal("aaaaa" + "b" + "aaaa", Owners(repository, "b.cs"));
        Assert.Equal([("Ann Author", 0, 1)], Losses(repository));
    }

    [Fact]
    public void ACopyIsNoMove()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)));
        Commit(repository, Bob, ("a.cs", Top(5) + Class("Alpha", 8)), ("b.cs", Header(2) + Class("Alpha", 8)));
        Commit(repository, Cy, ("a.cs", Top(5)), ("c.cs", Header(2) + Class("Alpha", 8)), ("d.cs", Header(3) + Class("Alpha", 8)));

        Assert.Equal(new string('b', 12), Owners(repository, "b.cs"));
        Assert.Equal("cc" + new string('a', 10), Owners(repository, "c.cs"));
        Assert.Equal("ccc" + new string('c', 10), Owners(repository, "d.cs"));
    }

    [Fact]
    public void FilesThatAreIndentedAnewTogetherExchangeNothing()
    {
        string[] members = [Class("Alpha", 5), Class("Beta", 5), Class("Gamma", 5)];
        using var repository = Start(("a.cs", "{\n" + Indented(members[0] + members[1], "    ") + "}\n"));
        Commit(repository, Bob, ("b.cs", "{\n" + Indented(members[1] + members[2], "    ") + "}\n"));
        Commit(repository, Cy, ("a.cs", members[0] + members[1]), ("b.cs", members[1] + members[2]));

        Assert.Equal(new string('c', 14), Owners(repository, "a.cs"));
        Assert.Equal(new string('c', 14), Owners(repository, "b.cs"));
    }

    [Theory]
    [InlineData("    int FirstNumber() => FirstValue * Factor;\n    int SecondNumber() => SecondValue * Factor;\n")]
    [InlineData("{\n}\n\n{\n}\n\n{\n}\n\n{\n}\n")]
    [InlineData("a = 1;\nb = 2;\nc = 3;\n")]
    public void WhatStandsEverywhereIsNoMove(string block)
    {
        using var repository = Start(("a.cs", Top(4) + block + Rest(3)), ("b.cs", Header(4)));
        Commit(repository, Bob, ("a.cs", Top(4) + Rest(3)), ("b.cs", Header(4) + block));

        Assert.Equal("aaaa" + new string('b', block.Count(c => c == '\n')), Owners(repository, "b.cs"));
    }

    [Fact]
    public void ThreeLinesAreAMove()
    {
        string block = "    int FirstNumber() => FirstValue * Factor;\n    int SecondNumber() => SecondValue * Factor;\n    int Third() => 3;\n";
        using var repository = Start(("a.cs", Top(4) + block + Rest(3)), ("b.cs", Header(4)));
        Commit(repository, Bob, ("a.cs", Top(4) + Rest(3)), ("b.cs", Header(4) + block));

        Assert.Equal("aaaaaaa", Owners(repository, "b.cs"));
    }

    [Fact]
    public void TwoFilesMaySwapTheirClasses()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)));
        Commit(repository, Bob, ("b.cs", Header(4) + Class("Beta", 6)));
        Commit(repository, Cy, ("a.cs", Top(4) + Class("Beta", 6)), ("b.cs", Header(4) + Class("Alpha", 8)));

        Assert.Equal("aaaa" + new string('b', 8), Owners(repository, "a.cs"));
        Assert.Equal("bbbb" + new string('a', 10), Owners(repository, "b.cs"));
        Assert.Empty(Losses(repository));
    }

    [Fact]
    public void AMoveOnABranchArrivesWithItsMerge()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)), ("other", "other\n"));
        repository.Run("checkout", "-q", "-b", "side");
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Header(2) + Class("Alpha", 8)));
        repository.Run("checkout", "-q", "main");
        Commit(repository, Cy, ("other", "other\nmore\n"));
        repository.Run("merge", "-q", "--no-ff", "-m", "merges", "side");

        Assert.Equal("bb" + new string('a', 10), Owners(repository, "b.cs"));
    }

    [Fact]
    public void WhatARenamedFileLosesToANewOneIsMoved()
    {
        using var repository = Start(("a.cs", Top(14) + Class("Alpha", 8)));
        repository.Run("rm", "-q", "a.cs");
        Commit(repository, Bob, ("renamed.cs", Top(14)), ("split.cs", Header(12) + Class("Alpha", 8)));

        Assert.Equal(new string('a', 14), Owners(repository, "renamed.cs"));
        Assert.Equal(new string('b', 12) + new string('a', 10), Owners(repository, "split.cs"));
    }

    [Fact]
    public void WhatADeletedFileLeavesToOthersIsMoved()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)), ("b.cs", Top(30)));
        repository.Run("rm", "-q", "a.cs");
        Commit(repository, Bob, ("b.cs", Top(30) + Class("Alpha", 8)));

        Assert.Equal(new string('a', 40), Owners(repository, "b.cs"));
        Assert.Equal([("Ann Author", 0, 4)], Losses(repository));
    }

    [Fact]
    public void AnIgnoredCommitMovesLinesLikeAnyOther()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)), ("b.cs", Header(4)));
        string moved = Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Header(4) + Class("Alpha", 8)));

        Assert.Equal(new string('a', 14), Owners(repository, "b.cs", ignored: moved));
        Assert.Equal(["b.cs:0-3", "a.cs:4-13"], Origins(repository, "b.cs", ignored: moved));
    }

    [Fact]
    public void BeyondAShallowBoundaryMovedLinesAreUnknown()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)));
        Commit(repository, Ann, ("other", "other\n"));
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Header(2) + Class("Alpha", 8)));
        using var clone = LinesFixture.Clone(repository.Path, "--bare", "--depth=2");
        using var opened = GitRepository.Open(clone.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, Options(history) with { SampleTimes = [history.Commits[0].CommitterTime] });

        Assert.Equal(2, lines.OverTime[0].Shares.Where(share => share.Contributor >= 0).Sum(share => share.Lines));
        Assert.Equal(10 + 4 + 1, lines.OverTime[0].Shares.Where(share => share.Contributor < 0).Sum(share => share.Lines));
    }

    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    [InlineData(53)]
    [InlineData(54)]
    [InlineData(55)]
    public void EveryLineOfAGeneratedHistoryIsItsWriters(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 80);
        using var opened = GitRepository.Open(moving.Repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, Options(history));

        Assert.True(moving.Moves > 40);
        Assert.Equal(
            moving.Writers.OrderBy(file => file.Key, StringComparer.Ordinal).Where(file => file.Value.Length > 0).Select(file => $"{file.Key} {string.Join(' ', file.Value)}"),
            lines.Files.Where(file => file.Lines > 0).Select(file => $"{LinesFixture.PathOf(history, file.Path)} {string.Join(' ', Writers(history, file))}"));

        var timed = history.Commits.ToDictionary(commit => commit.AuthorTime, commit => commit.Author);
        var expected = moving.Losses.GroupBy(loss => timed[loss.Key], loss => loss.Value).ToDictionary(person => person.Key, person => person.Sum());
        var rewrites = Enumerable.Range(0, history.Commits.Length).SelectMany(commit => lines.Rewrites!.Of(commit).ToArray());
        Assert.Equal(
            expected.OrderBy(person => person.Key),
            rewrites.GroupBy(row => row.Contributor, row => row.Replaced + row.Removed).Select(person => KeyValuePair.Create(person.Key, person.Sum()))
                .OrderBy(person => person.Key));
    }

    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    public void NoLinesAreLostOrWonByMoving(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        using var opened = GitRepository.Open(moving.Repository.Path);
        var history = LinesFixture.History(opened);
        var with = LivingLinesReader.Read(opened, history, Options(history));
        var without = LivingLinesReader.Read(opened, history, Options(history) with { Moves = false });

        Assert.NotEqual(without.OverTime[^1].Shares.AsEnumerable(), with.OverTime[^1].Shares);
        Assert.Equal(
            without.OverTime.Select(sample => sample.Shares.Sum(share => share.Lines)), with.OverTime.Select(sample => sample.Shares.Sum(share => share.Lines)));
        for (int commit = 0; commit < history.Commits.Length; commit++)
            Assert.Equal(without.Sizes!.Of(commit).ToArray(), with.Sizes!.Of(commit).ToArray());
    }

    [Theory]
    [InlineData(65)]
    [InlineData(66)]
    public void WhoAsksAboutOneFileIsToldTheSame(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        using var opened = GitRepository.Open(moving.Repository.Path);
        var history = LinesFixture.History(opened);

        foreach (var file in LivingLinesReader.Read(opened, history, Options(history)).Files)
        {
            var alone = LivingLinesReader.Read(opened, history, Options(history) with { Paths = new HashSet<int> { file.Path }, Changes = false });

            Assert.Equal(Writers(history, file), Writers(history, alone.Files.Single(other => other.Path == file.Path)));
            Assert.Null(alone.Rewrites);
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    public void LittleRoomTakesMoreRoundsAndFindsTheSame(int seed)
    {
        using var moving = MovingHistory.Write(seed, steps: 60);
        using var opened = GitRepository.Open(moving.Repository.Path);
        var history = LinesFixture.History(opened);
        string expected = LinesFixture.Describe(history, LivingLinesReader.Read(opened, history, Options(history)));

        var lines = LivingLinesReader.Read(opened, history, Options(history) with { MostMarks = 600 });

        Assert.Equal(0, lines.CappedMoveSearches);
        Assert.Equal(expected, LinesFixture.Describe(history, lines));
    }

    [Fact]
    public void ACommitWithTooManyLinesIsNotSearchedAndTold()
    {
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8) + Class("Beta", 4)));
        Commit(repository, Bob, ("a.cs", Top(4) + Class("Beta", 4)), ("b.cs", Class("Alpha", 8)));
        Commit(repository, Cy, ("a.cs", Top(4)), ("c.cs", Class("Beta", 4)));
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);

        var lines = LivingLinesReader.Read(opened, history, Options(history) with { MostMarks = 30 });

        Assert.Equal(1, lines.CappedMoveSearches);
        Assert.Equal(
            ["a.cs 2", "b.cs 1", "c.cs 2"],
            lines.Files.SelectMany(file => file.Runs.Select(run => $"{LinesFixture.PathOf(history, file.Path)} {run.Commit}")));
    }

    [Fact]
    public void ANewCommitSearchesOnlyWhatItTouches()
    {
        using var fixture = new CacheFixture();
        using var repository = Start(("a.cs", Top(4) + Class("Alpha", 8)), ("b.cs", Header(4)), ("c.cs", Header(3) + Class("Beta", 5)));
        Commit(repository, Bob, ("a.cs", Top(4)), ("b.cs", Header(4) + Class("Alpha", 8)));
        string path = repository.Path;
        fixture.WithCache(path, cache => Describe(path, cache));
        Assert.Equal((3, 1), (Rows(fixture, path, CacheTable.Families), Rows(fixture, path, CacheTable.Moves)));

        Commit(repository, Cy, ("b.cs", Header(4)), ("c.cs", Header(3) + Class("Beta", 5) + Class("Alpha", 8)));
        string fresh = Describe(path, null);

        Assert.Equal(fresh, fixture.WithCache(path, cache => Describe(path, cache)));
        Assert.Equal((5, 2), (Rows(fixture, path, CacheTable.Families), Rows(fixture, path, CacheTable.Moves)));
    }

    private static LivingLinesOptions Options(RepositoryHistory history) => LinesFixture.Everything(history, moves: true);

    private static string Describe(string path, HistoryCache? cache)
    {
        using var opened = GitRepository.Open(path);
        var history = LinesFixture.History(opened, cache: cache);
        return LinesFixture.Describe(history, LivingLinesReader.Read(opened, history, Options(history) with { Files = false, Cache = cache }));
    }

    private static int Rows(CacheFixture fixture, string path, CacheTable table) => fixture.Segments(path).Sum(segment =>
    {
        using var opened = SegmentFile.Open(segment);
        return opened[table].Count;
    });

    private static GitTestRepository Start(params (string Path, string Content)[] files)
    {
        var repository = GitTestRepository.Create();
        Commit(repository, Ann, files);
        return repository;
    }

    private static string Commit(GitTestRepository repository, string author, params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
            repository.Write(path, content);
        return repository.Commit("a change", author);
    }

    private static string Top(int lines) => Numbered("top of the file", lines);

    private static string Rest(int lines) => Numbered("rest of the file", lines);

    private static string Header(int lines) => Numbered("using Some.Name.Space", lines);

    private static string Numbered(string text, int lines) => string.Concat(Enumerable.Range(0, lines).Select(i => $"{text} {i}\n"));

    /// <summary>A class: its head, a line for each member, and its brace.</summary>
    private static string Class(string name, int members) =>
        $"class {name} {{\n{string.Concat(Enumerable.Range(0, members).Select(i => $"    int {name}Value{i}() => {i} * {name};\n"))}}} // {name}\n";

    private static string Indented(string text, string indent) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"{indent}{line}\n"));

    /// <summary>A letter for each line's author; counts over time must say the same.</summary>
    private static string Owners(GitTestRepository repository, string path, bool moves = true, string? ignored = null)
    {
        var (history, lines) = Read(repository, moves, ignored);
        foreach (var author in lines.Files.Where(file => history.Paths[file.Path].Module >= 0)
            .SelectMany(file => file.Runs.Select(run => (history.Paths[file.Path].Module, history.Commits[run.Commit].Author, run.Count)))
            .GroupBy(run => (run.Module, run.Author), run => run.Count))
            Assert.Equal(author.Sum(), lines.OverTime[^1].Shares.Single(share => (share.Module, share.Contributor) == author.Key).Lines);
        var found = lines.Files.Single(file => LinesFixture.PathOf(history, file.Path) == path);
        return string.Concat(found.Runs.Select(run => new string(char.ToLowerInvariant(history.Contributors[history.Commits[run.Commit].Author].Name[0]), run.Count)));
    }

    private static IEnumerable<string> Origins(GitTestRepository repository, string path, string? ignored = null)
    {
        var (history, lines) = Read(repository, moves: true, ignored);
        return lines.Files.Single(file => LinesFixture.PathOf(history, file.Path) == path).Runs
            .Select(run => $"{LinesFixture.PathOf(history, run.OriginalPath)}:{run.OriginalStart}-{run.OriginalStart + run.Count - 1}");
    }

    /// <summary>Whose lines the last commit took away: replaced and removed.</summary>
    private static IEnumerable<(string Name, int Replaced, int Removed)> Losses(GitTestRepository repository)
    {
        var (history, lines) = Read(repository, moves: true, null);
        return lines.Rewrites!.Of(0).ToArray().Select(row => (history.Contributors[row.Contributor].Name, row.Replaced, row.Removed));
    }

    private static (RepositoryHistory History, LivingLines Lines) Read(GitTestRepository repository, bool moves, string? ignored)
    {
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var options = Options(history) with { Moves = moves, IgnoredCommits = ignored is null ? new HashSet<ObjectId>() : [ObjectId.Parse(ignored)] };
        return (history, LivingLinesReader.Read(opened, history, options));
    }

    private static IEnumerable<long> Writers(RepositoryHistory history, LivingFile file) =>
        file.Runs.SelectMany(run => Enumerable.Repeat(run.Commit < 0 ? -1 : history.Commits[run.Commit].AuthorTime, run.Count));
}
