using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Cache;

/// <summary>A root for caches, a clock that stands still, and what was said about the cache.</summary>
internal sealed class CacheFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CacheFixture() => Options = new CacheOptions(Path.Combine(_folder.Path, "cache")) { Note = Notes.Add, Clock = Clock };

    public CacheOptions Options { get; set; }

    public StoppedClock Clock { get; } = new();

    public List<string> Notes { get; } = [];

    public string Folder => _folder.Path;

    public void Dispose() => _folder.Dispose();

    /// <summary>Reads with the cache, saves it, and describes the facts.</summary>
    public string Read(string path, HistoryOptions? options = null)
    {
        using var repository = GitRepository.Open(path);
        using var cache = HistoryCache.Open(repository, Options);
        var history = HistoryReader.Read(repository, (options ?? new HistoryOptions()) with { Cache = cache });
        cache?.Save();
        return Describe(history);
    }

    /// <summary>Describes the facts as they are read without a cache.</summary>
    public static string ReadFresh(string path, HistoryOptions? options = null)
    {
        using var repository = GitRepository.Open(path);
        return Describe(HistoryReader.Read(repository, options ?? new HistoryOptions()));
    }

    public string[] Segments(string path)
    {
        using var repository = GitRepository.Open(path);
        string directory = CacheSummary.DirectoryOf(repository, Options);
        return Directory.Exists(directory) ? [.. Directory.GetFiles(directory, "*.facts").Order(StringComparer.Ordinal)] : [];
    }

    public CacheSummary Summary(string path)
    {
        using var repository = GitRepository.Open(path);
        return CacheSummary.Of(repository, Options);
    }

    public T WithCache<T>(string path, Func<HistoryCache, T> use)
    {
        using var repository = GitRepository.Open(path);
        using var cache = HistoryCache.Open(repository, Options)!;
        var result = use(cache);
        cache.Save();
        return result;
    }

    public static string Describe(RepositoryHistory history) => string.Join('\n',
        HistoryReaderTests.Describe(history),
        history.Completeness with { Skipped = [] },
        string.Join(';', history.Completeness.Skipped),
        string.Join(';', Enumerable.Range(0, history.Commits.Length)
            .SelectMany(i => history.FirstParentChangesOf(i).ToArray().Select(change => $"{i} {change}"))));
}

internal sealed class StoppedClock : TimeProvider
{
    private DateTimeOffset _now = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each look is a second later than the one before, so that names sort.</summary>
    public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(1);

    public void Advance(TimeSpan time) => _now += time;
}
