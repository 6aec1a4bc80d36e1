using RepoTopology.Testing;

namespace RepoTopology.Checkout.Tests;

/// <summary>Clones and fetches from the installed git's own server.</summary>
public sealed class RemoteRepositoryTests : IDisposable
{
    private readonly Served _served = new();

    public void Dispose() => _served.Dispose();

    [Fact]
    public void ACloneHasTheBranchesTagsAndHeadOfItsOrigin()
    {
        _served.Origin.Write("a.txt", "one\n").Commit("First");
        _served.Origin.Run("branch", "topic/deep");
        _served.Origin.Run("tag", "plain");
        _served.Origin.Run("tag", "-a", "-m", "Annotated", "v1");
        var reports = new List<CloneProgress>();

        string clone = _served.Update(progress: new Reporter(reports));

        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
        Served.Git(clone, "fsck", "--strict");
        Assert.Equal("true\n", Served.Git(clone, "rev-parse", "--is-bare-repository"));
        Assert.Contains(reports, report => report.Objects == report.Total && report.Total == 4);
    }

    [Fact]
    public void ASecondRunFetchesOnlyWhatIsNew()
    {
        var random = new Random(7);
        var large = new byte[200_000];
        random.NextBytes(large);
        _served.Origin.Write("large.bin", large).Commit("Large");
        string clone = _served.Update();
        long first = _served.Server.PackBytes;
        Assert.True(first > large.Length);

        string same = _served.Update();
        Assert.Equal(clone, same);
        Assert.Equal(first, _served.Server.PackBytes);

        _served.Origin.Write("small.txt", "small\n").Commit("Small");
        _served.Update();
        Assert.InRange(_served.Server.PackBytes - first, 100, 5_000);
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
        Served.Git(clone, "fsck", "--strict");
    }

    [Fact]
    public void ForcedUpdatesDeletionsAndAnotherHeadAreFollowed()
    {
        var origin = _served.Origin;
        origin.Write("a.txt", "one\n").Commit("First");
        origin.Run("branch", "gone");
        origin.Run("branch", "a");
        origin.Run("tag", "moved");
        string clone = _served.Update();

        origin.Run("branch", "-D", "gone");
        // A branch "a" must make room for "a/b".
        origin.Run("branch", "-m", "a", "a/b");
        origin.Run("checkout", "-q", "--orphan", "next");
        origin.Write("b.txt", "two\n").Commit("Anew");
        origin.Run("branch", "-f", "main");
        origin.Run("tag", "-f", "moved");
        _served.Update();

        Assert.Equal(Served.References(origin.Path), Served.References(clone));
        Assert.Contains("refs/heads/next", Served.References(clone), StringComparison.Ordinal);
    }

    [Fact]
    public void ADetachedHeadOnNoBranchIsCloned()
    {
        var origin = _served.Origin;
        origin.Write("a.txt", "one\n").Commit("First");
        origin.Run("checkout", "-q", "--detach");
        string loose = origin.Write("a.txt", "two\n").Commit("Loose");
        string clone = _served.Update();
        Assert.Equal(loose, Served.Git(clone, "rev-parse", "HEAD").Trim());
        Served.Git(clone, "cat-file", "-e", loose + "^{tree}");
        Assert.Equal(clone, _served.Update());
    }

    [Fact]
    public void AnEmptyRepositoryIsClonedEmpty()
    {
        string clone = _served.Update();
        Assert.Equal("", Served.Git(clone, "for-each-ref"));
        _served.Origin.Write("a.txt", "one\n").Commit("First");
        _served.Update();
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
    }

    [Fact]
    public async Task ACloneThatIsCancelledLeavesNothingAndTheNextIsWhole()
    {
        var large = new byte[3_000_000];
        new Random(3).NextBytes(large);
        _served.Origin.Write("large.bin", large).Commit("Large");
        _served.Server.StallAfter = 1_000_000;
        using var cancelling = new CancellationTokenSource();
        var cancel = Task.Run(() =>
        {
            _served.Server.Stalled.Wait();
            cancelling.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => _served.Update(cancellation: cancelling.Token));
        await cancel;
        Assert.Empty(_served.ClonesThere());

        _served.Server.StallAfter = null;
        string clone = _served.Update();
        Served.Git(clone, "fsck", "--strict");
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
    }

    [Fact]
    public async Task AFetchThatIsCancelledLeavesTheCloneAsItWas()
    {
        _served.Origin.Write("a.txt", "one\n").Commit("First");
        string clone = _served.Update();
        string before = Served.References(clone);
        var large = new byte[3_000_000];
        new Random(3).NextBytes(large);
        _served.Origin.Write("large.bin", large).Commit("Large");
        _served.Server.StallAfter = 1_000_000;
        using var cancelling = new CancellationTokenSource();
        var cancel = Task.Run(() =>
        {
            _served.Server.Stalled.Wait();
            cancelling.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => _served.Update(cancellation: cancelling.Token));
        await cancel;
        Assert.Equal(before, Served.References(clone));
        Served.Git(clone, "fsck", "--strict");

        _served.Server.StallAfter = null;
        _served.Update();
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
    }

    [Fact]
    public void WhatAKilledProcessLeftIsNotStumbledOver()
    {
        _served.Origin.Write("a.txt", "one\n").Commit("First");
        string expected = RemoteRepository.DirectoryOf(RemoteUrl.Parse(_served.Url), _served.Clones);
        Directory.CreateDirectory(Path.Join(expected + ".unfinished", "objects"));
        Directory.CreateDirectory(expected);
        string clone = _served.Update();
        Assert.Equal(expected, clone);
        Assert.Equal([clone], _served.ClonesThere());

        _served.Origin.Write("b.txt", "two\n").Commit("Second");
        string[] left = [Path.Join(clone, "HEAD.lock"), Path.Join(clone, "refs", "heads", "main.lock"), Path.Join(clone, "objects", "pack", "pack_git2_1a2b3c")];
        foreach (string file in left)
            File.WriteAllText(file, "");
        _served.Update();
        Assert.Equal(Served.References(_served.Origin.Path), Served.References(clone));
        Assert.DoesNotContain(left, File.Exists);
    }

    [Fact]
    public async Task ASecondProcessWaitsUntilTheFirstIsDone()
    {
        _served.Origin.Write("a.txt", "one\n").Commit("First");
        string clone = _served.Update();
        var first = CloneDirectory.Lock(clone, CancellationToken.None);
        var second = Task.Run(() => _served.Update());
        using var impatient = new CancellationTokenSource();
        var third = Task.Run(() => _served.Update(cancellation: impatient.Token));
        impatient.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.False(second.IsCompleted);
        first.Dispose();
        Assert.Equal(clone, await second);
    }

    [Fact]
    public void ClonesAreNobodyElsesToRead()
    {
        _served.Origin.Commit("First");
        _served.Update();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_served.Clones));
    }

    private sealed class Reporter(List<CloneProgress> reports) : IProgress<CloneProgress>
    {
        public void Report(CloneProgress value) => reports.Add(value);
    }
}
