using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Cache;

/// <summary>Whatever the cache knows, the facts are those of a fresh read.</summary>
public sealed class CachedReadingTests
{
    private static readonly HistoryOptions[] Kinds =
    [
        new() { DetectRenames = false },
        new(),
        new() { FirstParentChanges = true, Jobs = 3 },
        new() { MergeChanges = true, Jobs = 1 },
        new() { DetectRenames = false, FirstParentChanges = true },
        new() { Exclude = ["**/*.md"] },
    ];

    [Theory]
    [InlineData("RestSharp", "src")]
    [InlineData("lua", "testes")]
    [InlineData("Faker", "lib")]
    public void EveryKindOfReadingIsTheSameAfterEveryOther(string name, string scope)
    {
        string path = SharedFiles.History(name);
        HistoryOptions[] kinds = [.. Kinds, new HistoryOptions { Scope = scope }, new HistoryOptions { Revision = "HEAD~50..HEAD" }];
        var fresh = kinds.Select(kind => CacheFixture.ReadFresh(path, kind)).ToList();
        for (int first = 0; first < kinds.Length; first += 3)
        {
            using var fixture = new CacheFixture();
            for (int i = 0; i < kinds.Length; i++)
                Assert.Equal(fresh[(first + i) % kinds.Length], fixture.Read(path, kinds[(first + i) % kinds.Length]));
            for (int i = 0; i < kinds.Length; i++)
                Assert.Equal(fresh[i], fixture.Read(path, kinds[i]));
            Assert.Empty(fixture.Notes);
        }
    }

    [Fact]
    public void ASecondReadingLearnsNothingAndWritesNothing()
    {
        using var fixture = new CacheFixture();
        using var repository = Merged();
        fixture.Read(repository.Path);
        var segments = fixture.Segments(repository.Path);
        fixture.Read(repository.Path);

        Assert.Single(segments);
        Assert.Equal(segments, fixture.Segments(repository.Path));
        Assert.Equal(5, fixture.Summary(repository.Path).Commits);
    }

    [Fact]
    public void OnlyNewCommitsAreAddedAndRewrittenOnesDoNoHarm()
    {
        using var fixture = new CacheFixture();
        using var repository = Merged();
        AssertSame();
        repository.Write("a", "new\n").Commit("a new commit\n\nSigned-off-by: Bo Helper <bo@example.org>");
        AssertSame();
        Assert.Equal(6, fixture.Summary(repository.Path).Commits);
        repository.Run("commit", "--quiet", "--amend", "-m", "amended");
        AssertSame();
        repository.Run("checkout", "--quiet", "-b", "late", "HEAD~2");
        repository.Run("mv", "dir/b", "moved");
        repository.Commit("on a branch");
        repository.Run("checkout", "--quiet", "main");
        repository.Run("merge", "--quiet", "-m", "late merge", "late");
        AssertSame();
        repository.Run("reset", "--quiet", "--hard", "HEAD~1");
        AssertSame();

        void AssertSame()
        {
            foreach (int jobs in (int[])[1, 4])
                Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(repository.Path, new HistoryOptions { Jobs = jobs }));
        }
    }

    [Fact]
    public void ACacheThatIsSpilledInManySegmentsIsMergedAndStillTheSame()
    {
        using var fixture = new CacheFixture();
        fixture.Options = fixture.Options with { SegmentBytes = 20_000 };
        string path = SharedFiles.History("RestSharp");
        string fresh = CacheFixture.ReadFresh(path);

        Assert.Equal(fresh, fixture.Read(path));
        Assert.Single(fixture.Segments(path));
        Assert.Equal(fresh, fixture.Read(path));
    }

    [Fact]
    public void AShallowCloneWithAnImportedCacheHasItsWholeHistory()
    {
        using var fixture = new CacheFixture();
        using var repository = Merged();
        fixture.Read(repository.Path);
        string archive = Path.Combine(fixture.Folder, "facts.cache");
        using (var opened = GitRepository.Open(repository.Path))
            Assert.Equal(new ArchiveSummary(5, 0, true), CacheArchive.Export(opened, fixture.Options, archive));
        string clone = Clone(repository, "--depth=1");
        string shallow = fixture.Read(clone);
        using (var opened = GitRepository.Open(clone))
            Assert.Equal(new ArchiveSummary(5, 0, true), CacheArchive.Import(opened, fixture.Options, archive));

        Assert.NotEqual(CacheFixture.ReadFresh(repository.Path), shallow);
        Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(clone));
    }

    [Fact]
    public void ABoundaryWhoseParentsAreUnknownStaysOne()
    {
        using var fixture = new CacheFixture();
        using var repository = Merged();
        string clone = Clone(repository, "--depth=2");
        string fresh = CacheFixture.ReadFresh(clone);

        Assert.Equal(fresh, fixture.Read(clone));
        Assert.Equal(fresh, fixture.Read(clone));
        GitTestRepository.Git(clone, ["fetch", "--quiet", "--unshallow"]);
        Assert.Equal(CacheFixture.ReadFresh(clone), fixture.Read(clone));
    }

    [Fact]
    public void WhatAPartialCloneCouldNotReadIsReadWhenItHasArrived()
    {
        using var repository = Merged();
        repository.Run("mv", "dir/b", "dir/renamed");
        repository.Write("dir/renamed", "1\nand more\n").Commit("a rename with an edit");
        repository.Run("config", "uploadpack.allowFilter", "true");
        foreach (string filter in (string[])["blob:none", "tree:0"])
        {
            using var fixture = new CacheFixture();
            string clone = Clone(repository, "--filter=" + filter, "--no-checkout");
            Assert.Equal(CacheFixture.ReadFresh(clone), fixture.Read(clone));
            Assert.Equal(CacheFixture.ReadFresh(clone), fixture.Read(clone));
            GitTestRepository.Git(clone, ["rev-list", "--objects", "--all", "--missing=allow-any"]);
            GitTestRepository.Git(clone, ["checkout", "--quiet", "main"]);
            Assert.Equal(CacheFixture.ReadFresh(clone), fixture.Read(clone));
            GitTestRepository.Git(clone, ["log", "-p", "main"]);
            Assert.Equal(CacheFixture.ReadFresh(clone), fixture.Read(clone));
            Directory.Delete(clone, recursive: true);
        }
    }

    [Fact]
    public void ReplacedOrGraftedCommitsAreNeverCached()
    {
        using var fixture = new CacheFixture();
        using var repository = Merged();
        fixture.Read(repository.Path);
        repository.Run("replace", "--graft", "HEAD~1");
        Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(repository.Path));
        repository.Run("replace", "-d", repository.Run("rev-parse", "HEAD~1").Trim());
        File.WriteAllText(Path.Combine(repository.GitDirectory, "info", "grafts"), repository.Run("rev-parse", "HEAD"));
        Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(repository.Path));
        File.Delete(Path.Combine(repository.GitDirectory, "info", "grafts"));
        Assert.Equal(CacheFixture.ReadFresh(repository.Path), fixture.Read(repository.Path));
    }

    [Fact]
    public void ACancelledReadingKeepsWhatItHasLearned()
    {
        using var fixture = new CacheFixture();
        string path = SharedFiles.History("RestSharp");
        using var repository = GitRepository.Open(path);
        using var cancel = new CancellationTokenSource();
        using (var cache = HistoryCache.Open(repository, fixture.Options)!)
        {
            var progress = new CancelAfterSome(cancel);
            var options = new HistoryOptions { Cache = cache, Progress = progress, Jobs = 1 };
            Assert.ThrowsAny<OperationCanceledException>(() => HistoryReader.Read(repository, options, cancel.Token));
            cache.Save();
        }

        Assert.InRange(fixture.Summary(path).Commits, 1, 1_000_000);
        Assert.Equal(CacheFixture.ReadFresh(path), fixture.Read(path));
    }

    private static GitTestRepository Merged()
    {
        var repository = GitTestRepository.Create();
        repository.Write("a", "1\n").Write("dir/b", "1\n").Commit("one");
        repository.Run("checkout", "--quiet", "-b", "side");
        repository.Write("dir/side", "side\n").Commit("side\n\nCo-authored-by: Bo Helper <bo@example.org>", "Zo\u00eb <zoe@example.org>");
        repository.Run("checkout", "--quiet", "main");
        repository.Run("mv", "a", "renamed");
        repository.Commit("two");
        repository.Run("merge", "--quiet", "-m", "merge", "side");
        repository.Run("mv", "renamed", "a");
        repository.Commit("three");
        return repository;
    }

    private static string Clone(GitTestRepository repository, params string[] options)
    {
        string path = Path.Combine(repository.Root, "clone");
        GitTestRepository.Git(repository.Root, ["clone", "--quiet", .. options, "file://" + repository.Path, path]);
        return path;
    }

    /// <summary>Cancels once something was read.</summary>
    private sealed class CancelAfterSome(CancellationTokenSource cancel) : IProgress<HistoryProgress>
    {
        public void Report(HistoryProgress value)
        {
            if (value.Done > 0)
                cancel.Cancel();
        }
    }
}
