using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Blame;

/// <summary>Versions that take too long to compare, or more memory than there is.</summary>
public sealed class ComparisonBoundsTests : IDisposable
{
    private const int Versions = 6;

    private readonly GitTestRepository _repository = GitTestRepository.Create("--bare");
    private readonly FileVersions _shuffled = new();

    public ComparisonBoundsTests()
    {
        var random = new Random(5);
        int[] lines = [.. Enumerable.Range(0, 4000)];
        for (int version = 0; version < Versions; version++)
        {
            random.Shuffle(lines);
            _shuffled.Add(Blob(string.Concat(lines.Select(line => $"line {line}\n"))), version == 0 ? [] : [version - 1]);
        }
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void ComparisonsThatTakeTooLongEndAndTheLinesAfterThemAreUnknown()
    {
        var (whole, isWholeCut, _) = Replay(long.MaxValue);
        var (some, isSomeCut, _) = Replay(1 << 20);
        Assert.Equal((false, true), (isWholeCut, isSomeCut));
        Assert.Equal(whole[..2], some[..2]); // The comparison that spends the last of it is made.
        Assert.All(some[2..], text => Assert.Equal(string.Concat(Enumerable.Repeat("? ", 4000)), text));
        Assert.All(whole, text => Assert.DoesNotContain("?", text, StringComparison.Ordinal));
    }

    [Fact]
    public void KnownComparisonsCountAsWhatTheyTookSoThatRecordsChangeNothing()
    {
        var records = new KeptRecords();
        var first = Replay(1 << 20, records);
        var second = Replay(1 << 20, records);
        Assert.Equal(first.Owners, second.Owners);
        Assert.True(second.IsCutShort);
        var whole = Replay(long.MaxValue, records);
        Assert.Equal(Replay(long.MaxValue).Owners, whole.Owners);
        Assert.Equal(first.Owners, Replay(1 << 20, records).Owners);
    }

    [Fact]
    public void WhatWasCutShortIsNotWhenTheNextFamilyComes()
    {
        using var opened = GitRepository.Open(_repository.Path);
        using var reader = opened.Objects.CreateReader();
        var ownership = Ownership(reader, 1 << 20, null);
        ownership.Replay(_shuffled, (in OwnedVersion _) => { });
        Assert.True(ownership.IsCutShort && !ownership.IsComplete);
        var other = new FileVersions();
        other.Add(Blob("one\n"), []);
        ownership.Replay(other, (in OwnedVersion _) => { });
        Assert.True(!ownership.IsCutShort && ownership.IsComplete);
    }

    [Fact]
    public void OnlyOneThreadHoldsLargeContentsAndWhatIsTooLargeForAllIsTold()
    {
        var small = Blob(new string('s', 1000));
        var large = Blob(new string('l', 10_000));
        var tooLarge = Blob(new string('t', 100_000));
        using var opened = GitRepository.Open(_repository.Path);
        var memory = new ContentMemory(200_000, threads: 2);
        using var first = opened.Objects.CreateReader();
        using var second = opened.Objects.CreateReader();
        var mine = new ContentReader(first, memory);
        Assert.True(mine.TryRead(large, out var found) && found.Data.Length == 10_000);
        Assert.Equal(GitDataProblem.TooLarge, Assert.Throws<GitDataException>(() => mine.TryRead(tooLarge, out _)).Problem);

        bool smallRead = false, largeRead = false;
        using var smallDone = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            var others = new ContentReader(second, memory);
            smallRead = others.TryRead(small, out _);
            smallDone.Set();
            largeRead = others.TryRead(large, out _);
            others.LetGo();
        });
        thread.Start();
        smallDone.Wait(TestContext.Current.CancellationToken);
        Assert.True(smallRead && !largeRead);
        mine.LetGo();
        thread.Join();
        Assert.True(largeRead);
    }

    private (List<string> Owners, bool IsCutShort, bool IsComplete) Replay(long mostWork, DiffRecords? records = null)
    {
        using var opened = GitRepository.Open(_repository.Path);
        using var reader = opened.Objects.CreateReader();
        var ownership = Ownership(reader, mostWork, records);
        var owners = new List<string>();
        ownership.Replay(_shuffled, (in OwnedVersion owned) =>
        {
            var text = new StringBuilder();
            foreach (int origin in owned.Owners)
                text.Append(origin == LineOrigins.Unknown ? "?" : owned.Origins.Of(origin).ToString()).Append(' ');
            owners.Add(text.ToString());
        });
        return (owners, ownership.IsCutShort, ownership.IsComplete);
    }

    private static LineOwnership Ownership(ObjectReader reader, long mostWork, DiffRecords? records) =>
        new(new VersionDiffs(new ContentReader(reader, ContentMemory.Unlimited), ignoreWhitespace: false, 1 << 20, records, mostWork));

    private ObjectId Blob(string text) => ObjectId.Parse(
        Encoding.ASCII.GetString(GitTestRepository.Git(_repository.Path, ["hash-object", "-w", "--stdin"], input: Encoding.ASCII.GetBytes(text))).Trim());
}
