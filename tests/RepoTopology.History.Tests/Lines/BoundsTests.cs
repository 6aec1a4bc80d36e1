using RepoTopology.Git;
using RepoTopology.History.Tests.Cache;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Lines;

/// <summary>Histories made to hurt: each is read to its end, and what was left out is told.</summary>
public sealed class BoundsTests
{
    private const int MiB = 1 << 20;

    [Fact]
    public void ACommitThatMovesTenThousandFilesEndsAndItsUnknownLinesAreTold()
    {
        const int Files = 10_000;
        var import = new FastImport();
        import.Commit("ann");
        for (int i = 0; i < Files; i++)
            import.Write($"a/{i % 50}/{i}.c", $"one {i}\ntwo\nthree {i * 7}\n");
        import.Commit("bo");
        for (int i = 0; i < Files; i++)
            import.Write($"a/{i % 50}/{i}.c", $"one {i}\ntwo x\nthree {i * 7}\n");
        import.Commit("cid");
        import.DeleteAll();
        for (int i = 0; i < Files; i++)
            import.Write($"b/{i % 50}/{i}.d", $"one {i}\ntwo x\nthree {i * 7}\nfour\n");
        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, LinesFixture.Everything(history));

        Assert.Equal([2 * Files, Files, Files], Enumerable.Range(0, 3).Select(commit => history.ChangesOf(commit).Length));
        Assert.Equal(1, history.Completeness.RenameLimitHits);
        Assert.Equal(1, lines.CappedRenameSearches);
        Assert.Equal((Files, 4 * Files), (lines.Files.Length, Unknown(lines)));
        Assert.All(lines.Sizes!.Of(1).ToArray(), size => Assert.Equal(new ChangeSize(1, 1), size));
    }

    [Fact]
    public void AFileRewrittenAgainAndAgainIsFollowedToItsEnd()
    {
        const int Lines = 20_000, Versions = 60;
        var import = new FastImport();
        for (int version = 0; version < Versions; version++)
        {
            import.Commit($"p{version % 5}");
            import.Write("f", string.Concat(Enumerable.Range(version * Lines, Lines).Select(line => $"{line:x}\n")));
        }

        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, LinesFixture.Everything(history));
        var sizes = ChangeSizesReader.Read(opened, history, new LineOptions());

        Assert.Equal([new LineRun(0, Lines, 0, 0, 0)], Assert.Single(lines.Files).Runs);
        for (int commit = 0; commit < Versions; commit++)
        {
            var expected = new ChangeSize(Lines, commit == Versions - 1 ? 0 : Lines);
            Assert.Equal((expected, expected), (lines.Sizes!.Of(commit)[0], sizes.Of(commit)[0]));
        }

        Assert.Equal((true, 0), (lines.IsComplete, sizes.OverBudget));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ATextThatDoesNotFitTheMemoryIsToldAndItsLinesAreUnknown(int jobs)
    {
        using var repository = LargeAndSmall();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var little = new LineOptions { MemoryBudget = 16 * MiB, Jobs = jobs };
        var lines = LivingLinesReader.Read(opened, history, LinesFixture.Everything(history) with { Lines = little });
        var sizes = ChangeSizesReader.Read(opened, history, little);

        Assert.Equal(["large"], lines.Unreadable.Select(path => LinesFixture.PathOf(history, path)));
        Assert.Equal(["small"], lines.Files.Select(file => LinesFixture.PathOf(history, file.Path)));
        Assert.False(lines.IsComplete);
        Assert.Equal((3, 0), (sizes.OverBudget, sizes.Missing));
        Assert.Equal(["large", "small"], Names(history, LivingLinesReader.Read(opened, history, new LivingLinesOptions())));
        Assert.Equal(0, ChangeSizesReader.Read(opened, history, new LineOptions { Jobs = jobs }).OverBudget);
    }

    [Fact]
    public void WhatAVersionThatFitsKeepsOfOneThatDoesNotIsUnknown()
    {
        var import = new FastImport();
        string[] half = [.. Enumerable.Range(0, 20_000).Select(line => $"a line that stays {line}\n")];
        import.Commit("ann");
        import.Write("f", string.Concat(half));
        import.Commit("bo");
        import.Write("f", string.Concat(half) + string.Concat(Enumerable.Range(0, 60_000).Select(line => $"a line that goes again {line}\n")));
        import.Commit("cid");
        import.Write("f", string.Concat(half) + "new\n");
        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions { Lines = new LineOptions { MemoryBudget = 16 * MiB } });

        // What came before is asked over the gap; of the new line nobody can tell whether the version between had it.
        Assert.Equal([new LineRun(0, half.Length, 2, 0, 0), new LineRun(half.Length, 1, -1, -1, -1)], Assert.Single(lines.Files).Runs);
        Assert.False(lines.IsComplete);
    }

    [Fact]
    public void AnOctopusOfTwoThousandParentsIsWhatGitBlameSays()
    {
        using var repository = Octopus(parents: 2000, files: 6);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions());

        Assert.Equal((0, true), (lines.CappedRenameSearches, lines.IsComplete));
        Assert.Equal(6, lines.Files.Length);
        foreach (var file in lines.Files.Where((_, i) => i % 3 == 0))
            Assert.Equal(
                GitBlame.Lines(repository.Path, history.Paths[file.Path].Bytes.AsSpan()).Select(line => line.Commit),
                file.Runs.SelectMany(run => Enumerable.Repeat(run.Commit < 0 ? "?" : history.Commits[run.Commit].Id.ToString(), run.Count)));
    }

    [Theory]
    [InlineData(200, 900)] // too many pairs of files for each parent
    [InlineData(400, 3000)] // too many files for so many parents
    public void AnOctopusWithTooManyFilesToSearchIsTold(int parents, int files)
    {
        using var repository = Octopus(parents, files);
        using var opened = GitRepository.Open(repository.Path);
        var history = LinesFixture.History(opened);
        var lines = LivingLinesReader.Read(opened, history, new LivingLinesOptions());

        Assert.Equal((1, false), (lines.CappedRenameSearches, lines.IsComplete));
        Assert.Equal(files, lines.Files.Length);
        Assert.True(Unknown(lines) > files);
    }

    [Fact]
    public void AFamilyAboveItsCapIsFollowedInItsNewestVersionsAndKeptApart()
    {
        const int Versions = 40;
        var import = new FastImport();
        var text = new List<string>();
        for (int version = 0; version < Versions; version++)
        {
            text.Add($"line of version {version:000}\n");
            import.Commit("ann");
            import.Write("f", string.Concat(text));
        }

        using var repository = import.ToRepository();
        using var opened = GitRepository.Open(repository.Path);
        using var fixture = new CacheFixture();
        var history = LinesFixture.History(opened);
        int bytes = text.Sum(line => line.Length);
        var whole = new LivingLinesOptions { SampleTimes = [history.Commits[0].CommitterTime], Files = false, Changes = true };
        var capped = whole with { MostBytes = 10 * bytes + 20 };

        var files = Assert.Single(LivingLinesReader.Read(opened, history, capped with { Files = true }).Files).Runs;
        Assert.Equal(30, files.Where(run => run.Commit < 0).Sum(run => run.Count));
        Assert.All(files.Where(run => run.Commit >= 0), run => Assert.Equal(Versions - 1 - run.Commit, run.Start));

        // A kept result of the one is none of the other.
        for (int round = 0; round < 2; round++)
        {
            fixture.WithCache(repository.Path, cache =>
            {
                Assert.Equal([0], LivingLinesReader.Read(opened, history, capped with { Cache = cache }).Capped);
                var all = LivingLinesReader.Read(opened, history, whole with { Cache = cache });
                Assert.Empty(all.Capped);
                return Assert.Single(all.OverTime[0].Shares);
            });
        }
    }

    private static string[] Names(RepositoryHistory history, LivingLines lines) =>
        [.. lines.Files.Select(file => LinesFixture.PathOf(history, file.Path))];

    private static int Unknown(LivingLines lines) => lines.Files.Sum(file => file.Runs.Where(run => run.Commit < 0).Sum(run => run.Count));

    private static GitTestRepository LargeAndSmall()
    {
        var import = new FastImport();
        var large = Enumerable.Range(0, 70_000).Select(line => $"{line} of a text that is no longer small, in bytes\n").ToArray();
        for (int version = 0; version < 3; version++)
        {
            import.Commit("ann");
            large[version] = "changed\n";
            import.Write("large", string.Concat(large));
            import.Write("small", $"{version}\n");
        }

        return import.ToRepository();
    }

    /// <summary>Branches that change a file each and add one, merged all at once into a tree whose files all come from others.</summary>
    private static GitTestRepository Octopus(int parents, int files)
    {
        var import = new FastImport();
        int first = import.Commit("ann");
        for (int i = 0; i < files; i++)
            import.Write($"f{i}", Text(i, 1));
        List<int> tips = [first];
        for (int branch = 1; branch < parents; branch++)
        {
            tips.Add(import.Commit($"p{branch % 7}", [first], "branches"));
            import.Write($"own{branch}", $"{branch}\n");
            import.Write("f0", $"branch {branch}\n" + Text(0, 1));
        }

        import.Commit("mia", [.. tips]);
        import.DeleteAll();
        for (int i = 1; i < files; i++)
            import.Write($"g{i}", Text(i, 77));
        import.Write("f0", "merged\nbranch 3\n" + Text(0, 1));
        return import.ToRepository();

        static string Text(int file, int factor) =>
            string.Concat(Enumerable.Range(0, 20).Select(line => $"line {file} {line * (line % 3 == 0 ? 1 : factor)}\n"));
    }
}
