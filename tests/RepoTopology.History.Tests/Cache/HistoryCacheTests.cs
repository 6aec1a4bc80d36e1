using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Cache;

/// <summary>The files of the cache: found again, damaged, too many, too large, in the way.</summary>
public sealed class HistoryCacheTests
{
    [Fact]
    public void RecordsOfEveryTableAreFoundAgainAndOthersAreNot()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        foreach (int count in (int[])[0, 1, 2, 1000])
        {
            fixture.WithCache(repository.Path, cache =>
            {
                for (int i = 0; i < count; i++)
                    foreach (var table in Tables)
                        cache.Add(table, Key(table, i), Value(table, i));
                return 0;
            });
            fixture.WithCache(repository.Path, cache =>
            {
                foreach (var table in Tables)
                    for (int i = 0; i <= count; i++)
                    {
                        Assert.Equal(i < count, cache.TryFind(table, Key(table, i), out var value));
                        Assert.Equal(i < count ? Value(table, i) : [], value.ToArray());
                    }

                return 0;
            });
        }
    }

    [Fact]
    public void KeysThatStartAlikeAreToldApart()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        byte[][] keys = [.. Enumerable.Range(0, 300).Select(i => (byte[])[.. new byte[39], (byte)(i >> 8), (byte)i])];
        fixture.WithCache(repository.Path, cache =>
        {
            foreach (byte[] key in keys.Reverse())
            {
                cache.Add(CacheTable.Diffs, key, [0]);
                cache.Add(CacheTable.Diffs, key, key.AsSpan(39));
            }

            return 0;
        });
        fixture.WithCache(repository.Path, cache =>
        {
            foreach (byte[] key in keys)
                Assert.True(cache.TryFind(CacheTable.Diffs, key, out var value) && value.SequenceEqual(key.AsSpan(39)));
            return 0;
        });
    }

    [Fact]
    public void ATruncatedSegmentIsIgnoredWhereverItEnds()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        string fresh = fixture.Read(repository.Path);
        string segment = Assert.Single(fixture.Segments(repository.Path));
        byte[] whole = File.ReadAllBytes(segment);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(segment, whole[..length]);
            Assert.Null(SegmentFile.TryOpen(segment, fixture.Options.Engine));
        }

        Assert.Equal(fresh, fixture.Read(repository.Path));
        Assert.DoesNotContain(segment, fixture.Segments(repository.Path));
        Assert.Empty(fixture.Notes);
    }

    [Fact]
    public void NoSingleWrongByteGivesAWrongFact()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        string fresh = fixture.Read(repository.Path);
        string segment = Assert.Single(fixture.Segments(repository.Path));
        byte[] whole = File.ReadAllBytes(segment);
        for (int at = 0; at < whole.Length; at += at < 300 ? 1 : 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(segment, damaged);
            using var opened = GitRepository.Open(repository.Path);
            using var cache = HistoryCache.Open(opened, fixture.Options);
            Assert.Equal(fresh, CacheFixture.Describe(HistoryReader.Read(opened, new HistoryOptions { Cache = cache, Jobs = 1 })));
        }

        Assert.Empty(fixture.Notes);
    }

    [Fact]
    public void AForeignVersionsSegmentIsNotReadAndGoesWhenSomethingIsWritten()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        string fresh = fixture.Read(repository.Path);
        string old = Assert.Single(fixture.Segments(repository.Path));
        fixture.Options = fixture.Options with { Engine = "another" };

        Assert.Equal(0, fixture.Summary(repository.Path).Commits);
        Assert.Equal(fresh, fixture.Read(repository.Path));
        Assert.NotEqual(old, Assert.Single(fixture.Segments(repository.Path)));
    }

    [Fact]
    public void TwoRunsAtOnceBothKeepWhatTheyLearn()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        string fresh = CacheFixture.ReadFresh(repository.Path);
        using (var opened = GitRepository.Open(repository.Path))
        using (var one = HistoryCache.Open(opened, fixture.Options)!)
        using (var two = HistoryCache.Open(opened, fixture.Options)!)
        {
            HistoryReader.Read(opened, new HistoryOptions { Cache = one });
            HistoryReader.Read(opened, new HistoryOptions { Cache = two, DetectRenames = false });
            one.Save();
            two.Save();
        }

        Assert.Equal(2, fixture.Segments(repository.Path).Length);
        Assert.Equal(fresh, fixture.Read(repository.Path));
    }

    [Fact]
    public void ManySegmentsBecomeOneWhileAnotherRunReadsThem()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        for (int i = 0; i < HistoryCache.MostSegments; i++)
            Add(fixture, repository, i);
        Assert.Equal(HistoryCache.MostSegments, fixture.Segments(repository.Path).Length);

        using var opened = GitRepository.Open(repository.Path);
        using var reader = HistoryCache.Open(opened, fixture.Options)!;
        Add(fixture, repository, HistoryCache.MostSegments);
        Assert.Single(fixture.Segments(repository.Path));
        Assert.True(reader.TryFind(CacheTable.Diffs, Key(CacheTable.Diffs, 0), out var value) && value.SequenceEqual(Value(CacheTable.Diffs, 0)));
        Assert.Equal(HistoryCache.MostSegments + 1, Found(fixture, repository, HistoryCache.MostSegments + 1));
    }

    [Fact]
    public void WhatNobodyUsedForAMonthGoesAndWhatIsUsedStays()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        fixture.WithCache(repository.Path, cache =>
        {
            for (int i = 0; i < 10; i++)
                foreach (var table in Tables)
                    cache.Add(table, Key(table, i), Value(table, i));
            return 0;
        });
        fixture.Clock.Advance(TimeSpan.FromDays(31));
        fixture.WithCache(repository.Path, cache =>
        {
            Assert.True(cache.TryFind(CacheTable.Diffs, Key(CacheTable.Diffs, 3), out _));
            cache.Add(CacheTable.Diffs, Key(CacheTable.Diffs, 100), [1]);
            return 0;
        });

        Assert.Single(fixture.Segments(repository.Path));
        Assert.Equal(2, fixture.Summary(repository.Path).Diffs);
        Assert.Equal(10, fixture.Summary(repository.Path).Results); // The run had no need of outputs, so it cannot judge them.
    }

    [Fact]
    public void TheLeastRecentlyUsedRepositoriesGoWhenThereIsTooMuch()
    {
        using var fixture = new CacheFixture();
        using var first = GitTestRepository.Create();
        using var second = GitTestRepository.Create();
        using var third = GitTestRepository.Create();
        fixture.Options = fixture.Options with { LimitBytes = 25_000 };
        foreach (var repository in (GitTestRepository[])[first, second, first, third])
        {
            byte[] key = RandomNumberGenerator.GetBytes(41);
            fixture.WithCache(repository.Path, cache =>
            {
                cache.Add(CacheTable.Diffs, key, new byte[repository == first ? 3_000 : 10_000]);
                return 0;
            });
            fixture.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal((2, 0, 1), (fixture.Summary(first.Path).Diffs, fixture.Summary(second.Path).Diffs, fixture.Summary(third.Path).Diffs));
        Assert.Empty(fixture.Segments(second.Path));
    }

    [Fact]
    public void OneRepositoryAloneStaysBelowTheLimit()
    {
        using var fixture = new CacheFixture();
        using var repository = GitTestRepository.Create();
        fixture.Options = fixture.Options with { LimitBytes = 8_000 };
        for (int i = 0; i < 4; i++)
            fixture.WithCache(repository.Path, cache =>
            {
                cache.Add(CacheTable.Diffs, Key(CacheTable.Diffs, i), new byte[3_000]);
                return 0;
            });

        Assert.InRange(fixture.Summary(repository.Path).Bytes, 1, 8_000);
        Assert.Equal(1, fixture.WithCache(repository.Path, cache => cache.TryFind(CacheTable.Diffs, Key(CacheTable.Diffs, 3), out _) ? 1 : 0));
    }

    [Fact]
    public void ACacheThatCannotBeWrittenIsNotedOnceAndTheRunGoesOn()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        File.WriteAllText(fixture.Options.Root, "a file stands in the way");

        Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(repository.Path));
        Assert.Contains("goes on without", Assert.Single(fixture.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void OnlyTheUserMayReadTheFiles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        using var fixture = new CacheFixture();
        using var repository = Small();
        fixture.Read(repository.Path);
        string segment = Assert.Single(fixture.Segments(repository.Path));
#pragma warning disable CA1416
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(segment));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(segment)!));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(fixture.Options.Root));
#pragma warning restore CA1416
    }

    [Fact]
    public void LeftOverTemporaryFilesGoAfterAnHour()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        fixture.Read(repository.Path);
        string directory = Path.GetDirectoryName(fixture.Segments(repository.Path)[0])!;
        string old = Path.Combine(directory, "0123456789ab-00112233aabb.tmp"), young = Path.Combine(directory, "0123456789ab-00112233aabc.tmp");
        string foreign = Path.Combine(directory, "old.tmp");
        File.WriteAllText(old, "");
        File.WriteAllText(young, "");
        File.WriteAllText(foreign, "");
        File.SetLastWriteTimeUtc(foreign, fixture.Clock.GetUtcNow().UtcDateTime.AddDays(-61));
        File.SetLastWriteTimeUtc(old, fixture.Clock.GetUtcNow().UtcDateTime.AddMinutes(-61));
        File.SetLastWriteTimeUtc(young, fixture.Clock.GetUtcNow().UtcDateTime.AddMinutes(-59));
        fixture.Read(repository.Path);

        Assert.Equal((false, true, true), (File.Exists(old), File.Exists(young), File.Exists(foreign)));
    }

    [Fact]
    public void NothingForeignIsPrunedMergedOrCleared()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        fixture.Read(repository.Path);
        string directory = Path.GetDirectoryName(fixture.Segments(repository.Path)[0])!;
        string[] foreign =
        [
            Path.Combine(directory, "mine.facts"), Path.Combine(directory, "notes.txt"), Path.Combine(fixture.Options.Root, "used"),
            Path.Combine(fixture.Options.Root, "another-0123456789abcdef", "x.facts"), Path.Combine(fixture.Folder, "elsewhere", "used"),
            Path.Combine(fixture.Folder, "elsewhere", "0123456789ab-00112233aabb.facts"),
        ];
        foreach (string file in foreign)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "theirs");
        }

        // A link that is named like a repository's cache leads to somebody's folder.
        Directory.CreateSymbolicLink(Path.Combine(fixture.Options.Root, "linked-0123456789abcdef"), Path.Combine(fixture.Folder, "elsewhere"));
        fixture.Options = fixture.Options with { LimitBytes = 1 };
        for (int i = 0; i < 12; i++)
            Add(fixture, repository, i);
        Assert.Empty(Directory.GetFiles(directory, "*-*.facts"));
        CacheSummary.ClearAll(fixture.Options);

        Assert.All(foreign, file => Assert.Equal("theirs", File.ReadAllText(file)));
        Assert.Empty(fixture.Notes);
    }

    [Fact]
    public void KeysCountWhenASegmentIsFull()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        fixture.Options = fixture.Options with { SegmentBytes = 10_000 };
        fixture.WithCache(repository.Path, cache =>
        {
            for (int i = 0; i < 1000; i++)
                cache.Add(CacheTable.Diffs, Key(CacheTable.Diffs, i), []);
            return 0;
        });

        // 1,000 records without a byte have 57,000 bytes of keys and rows.
        Assert.Equal(6, fixture.Segments(repository.Path).Length);
        Assert.Equal(1000, Found(fixture, repository, 1000));
    }

    [Fact]
    public void ALargeResultOutlivesAMergeAndTheNewestOnesFirst()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        const int Large = 40 << 20;
        for (int i = 0; i < 3; i++)
            fixture.WithCache(repository.Path, cache =>
            {
                cache.Add(CacheTable.Results, Key(CacheTable.Results, i), new byte[Large]);
                return 0;
            });
        for (int i = 0; i < HistoryCache.MostSegments; i++)
            Add(fixture, repository, i);

        Assert.Equal([false, true, true], fixture.WithCache(
            repository.Path, cache => Enumerable.Range(0, 3).Select(i => cache.TryFind(CacheTable.Results, Key(CacheTable.Results, i), out _)).ToArray()));
    }

    [Fact]
    public void AnArchiveOfCommitsInACircleIsOneSentenceWhenTheyAreRead()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        using var opened = GitRepository.Open(repository.Path);
        fixture.Read(repository.Path);
        var (head, parent) = (Id(repository, "HEAD"), Id(repository, "HEAD~1"));
        using (var writer = new SegmentWriter(fixture.Folder, fixture.Clock, "archive"))
        {
            using var source = SegmentFile.Open(Assert.Single(fixture.Segments(repository.Path)));
            var commit = new CommitRecord();
            for (int row = 0; row < 2; row++)
            {
                Assert.True(commit.TryRead(source, row));
                commit.Renumber(
                    i => writer.Identities.Intern(Text(source, CacheTables.Identities, i)), i => writer.Paths.Intern(Text(source, CacheTables.Paths, i)));
                var id = ObjectId.Read(source[CacheTable.Commits].Key(row));
                commit.Parents.Clear();
                commit.Parents.Add(id == head ? parent : head);
                writer.Add(CacheTable.Commits, source[CacheTable.Commits].Key(row), commit.ToBytes(), 0);
            }

            writer.Complete(fixture.Options.Engine, 0);
        }

        CacheSummary.ClearAll(fixture.Options);
        CacheArchive.Import(opened, fixture.Options, Path.Combine(fixture.Folder, "archive"));
        foreach (var options in (HistoryOptions[])[new(), new() { FirstParentChanges = true }, new() { ChangesOnly = true, DetectRenames = false }])
        {
            var error = Assert.Throws<GitDataException>(() => fixture.Read(repository.Path, options));
            Assert.Contains("its own ancestor", error.Message, StringComparison.Ordinal);
            Assert.Contains("cache clear", error.Message, StringComparison.Ordinal);
        }

        static ReadOnlySpan<byte> Text(SegmentFile segment, CacheTable table, int number) =>
            segment[table].TryRead(number, out var text) ? text : throw new InvalidOperationException();

        static ObjectId Id(GitTestRepository repository, string revision) => ObjectId.Parse(repository.Run("rev-parse", revision).Trim());
    }

    [Fact]
    public void AHostileArchiveIsRefusedInOneSentence()
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        fixture.Read(repository.Path);
        string archive = Path.Combine(fixture.Folder, "archive");
        using var opened = GitRepository.Open(repository.Path);
        CacheArchive.Export(opened, fixture.Options, archive);
        byte[] whole = File.ReadAllBytes(archive);
        CacheSummary.ClearAll(fixture.Options);
        for (int at = 0; at < whole.Length; at += at < 300 ? 1 : 3)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(archive, at % 2 == 0 ? damaged : whole[..at]);
            var error = Record.Exception(() => CacheArchive.Import(opened, fixture.Options, archive));
            Assert.True(error is GitDataException && !error.Message.Contains('\n', StringComparison.Ordinal), $"offset {at}: {error}");
        }

        Assert.Empty(fixture.Segments(repository.Path));
    }

    [Theory]
    [InlineData(CacheTables.Identities, "no line break")]
    [InlineData(CacheTables.Paths, "/absolute")]
    [InlineData(CacheTables.Paths, "")]
    [InlineData(CacheTable.Commits, "no record of a commit")]
    public void AnArchiveWithRightChecksumsAndWrongContentIsRefused(CacheTable table, string content)
    {
        using var fixture = new CacheFixture();
        using var repository = Small();
        using var opened = GitRepository.Open(repository.Path);
        using (var writer = new SegmentWriter(fixture.Folder, fixture.Clock, "archive"))
        {
            writer.Add(table, new byte[CacheTables.KeySize(table)], Encoding.UTF8.GetBytes(content), 0);
            writer.Complete(fixture.Options.Engine, 0);
        }

        Assert.Throws<GitDataException>(() => CacheArchive.Import(opened, fixture.Options, Path.Combine(fixture.Folder, "archive")));
    }

    [Fact]
    public void TheRootFollowsTheEnvironment()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "other places");
        Assert.Equal("/own", Root(("REPOTOPOLOGY_CACHE", "/own"), ("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/ann")));
        Assert.Equal("/xdg/repotopology", Root(("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/ann")));
        Assert.Equal("/home/ann/.cache/repotopology", Root(("HOME", "/home/ann")));
        Assert.Null(Root());

        static string? Root(params (string Name, string Value)[] variables) =>
            CacheLocation.Root(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
    }

    private static readonly CacheTable[] Tables = [CacheTable.Diffs, CacheTable.Sources, CacheTable.Results];

    private static GitTestRepository Small()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Commit("one");
        repository.Write("a", "2\n").Commit("two");
        return repository;
    }

    private static void Add(CacheFixture fixture, GitTestRepository repository, int i) => fixture.WithCache(repository.Path, cache =>
    {
        cache.Add(CacheTable.Diffs, Key(CacheTable.Diffs, i), Value(CacheTable.Diffs, i));
        return 0;
    });

    private static int Found(CacheFixture fixture, GitTestRepository repository, int count) => fixture.WithCache(
        repository.Path, cache => Enumerable.Range(0, count).Count(i => cache.TryFind(CacheTable.Diffs, Key(CacheTable.Diffs, i), out _)));

    private static byte[] Key(CacheTable table, int i) =>
        [.. SHA512.HashData(Encoding.UTF8.GetBytes($"{table} {i}")).AsSpan(0, CacheTables.KeySize(table))];

    private static byte[] Value(CacheTable table, int i) => Encoding.UTF8.GetBytes($"{table}{new string('x', i % 50)}");
}
