using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Facts of one repository that earlier runs have learned. They are immutable and keyed by object ids, so nothing in here can go stale:
/// a new commit costs only itself, rewritten history leaves records that nobody asks for. Whatever goes wrong with the files, a run goes
/// on without them. All members but <see cref="Save"/> and <see cref="Dispose"/> may be called from any thread.
/// </summary>
/// <remarks>The files are described in FORMAT.md. What a run adds, it does not find itself; only later runs do.</remarks>
public sealed class HistoryCache : IDisposable
{
    // More are merged into one at the end of a run that adds another.
    internal const int MostSegments = 8;

    private readonly CacheOptions _options;
    private readonly CacheDirectory _directory;
    private readonly Lock _writing = new();
    private readonly SegmentSeries _series;
    private bool _broken;

    private HistoryCache(CacheOptions options, CacheDirectory directory, ImmutableArray<SegmentFile> segments)
    {
        _options = options;
        _directory = directory;
        Segments = segments;
        _series = new SegmentSeries(directory.FullPath, options, options.SegmentBytes);
    }

    /// <summary>What earlier runs have left, the newest first.</summary>
    internal ImmutableArray<SegmentFile> Segments { get; private set; }

    /// <summary>When an archive was last imported; the distant past when none was.</summary>
    public DateTime LastImport => _directory.LastImport();

    /// <summary>
    /// Opens a repository's cache; nothing is created before there is something to save. Null where grafts or <c>refs/replace</c> make
    /// commits something else than their ids say, and where the directory cannot be read (<see cref="CacheOptions.Note"/> is told).
    /// </summary>
    public static HistoryCache? Open(GitRepository repository, CacheOptions options)
    {
        if (repository.GraftCount > 0 || repository.ReplacementCount > 0)
            return null;
        var directory = CacheDirectory.Of(repository, options);
        try
        {
            return new HistoryCache(options, directory, OpenSegments(directory, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GitDataException)
        {
            options.Note?.Invoke(Sentence(directory, "read", e));
            return null;
        }
    }

    /// <summary>Looks a record up in what earlier runs have left. The bytes are those of a mapped file: good until <see cref="Save"/>.</summary>
    public bool TryFind(CacheTable table, scoped ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        foreach (var segment in Segments)
            if (segment[table].TryFind(key, out int row) && segment[table].TryRead(row, out value))
                return true;
        value = default;
        return false;
    }

    /// <summary>Keeps a record for later runs. What cannot be written is dropped.</summary>
    public void Add(CacheTable table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        lock (_writing)
        {
            try
            {
                if (!_broken)
                    Current().Add(table, key, value, _options.Today);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or GitDataException)
            {
                Break(e);
            }
        }
    }

    /// <summary>Keeps a commit's facts, whose people and paths are numbered by <paramref name="tables"/>.</summary>
    internal void Add(ObjectId commit, CommitRecord record, WorkerTables tables)
    {
        lock (_writing)
        {
            try
            {
                if (_broken)
                    return;
                var segment = Current();
                record.Renumber(i => segment.Identities.Intern(tables.Identities[i]), i => segment.Paths.Intern(tables.Paths[i]));
                Span<byte> key = stackalloc byte[ObjectId.Size];
                commit.CopyTo(key);
                segment.Add(CacheTable.Commits, key, record.ToBytes(), _options.Today);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or GitDataException)
            {
                Break(e);
            }
        }
    }

    /// <summary>
    /// Puts what was added on the disk, and sees to the bounds. To be called once, at the end, when no bytes of the cache are used any more;
    /// also after a cancellation, for what was learned until then is true.
    /// </summary>
    public void Save()
    {
        lock (_writing)
        {
            try
            {
                if (_broken)
                    return;
                _series.Complete();
                if (_series.Written.Count > 0)
                    Tidy();
                if (Segments.Length + _series.Written.Count > 0)
                    _directory.Touch(_options.Clock);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or GitDataException)
            {
                Break(e);
            }
            finally
            {
                Close();
            }
        }
    }

    public void Dispose()
    {
        _series.Dispose();
        Close();
    }

    internal static ImmutableArray<SegmentFile> OpenSegments(CacheDirectory directory, CacheOptions options) =>
        [.. directory.Segments().Select(path => SegmentFile.TryOpen(path, options.Engine)).OfType<SegmentFile>()];

    private SegmentWriter Current()
    {
        if (_series.IsEmpty)
            _directory.Create();
        return _series.Current();
    }

    private void Close()
    {
        var segments = Segments;
        Segments = [];
        foreach (var segment in segments)
            segment.Dispose();
    }

    private void Tidy()
    {
        // What could not be opened was written by another version, or is damaged: nobody will use it.
        var mine = Segments.Select(segment => segment.Path).Concat(_series.Written).ToHashSet(StringComparer.Ordinal);
        foreach (string path in _directory.Segments().Where(path => !mine.Contains(path) && !CanBeOpened(path)))
            CacheDirectory.TryDelete(path);

        var merge = new SegmentMerge(_options);
        if (mine.Count > MostSegments || merge.IsWorthwhile(Segments))
            merge.Run(_directory, Segments, _series.Written);
        CachePruning.Prune(_directory, _options);
    }

    private bool CanBeOpened(string path)
    {
        using var segment = SegmentFile.TryOpen(path, _options.Engine);
        return segment is not null;
    }

    private void Break(Exception e)
    {
        _broken = true;
        _options.Note?.Invoke(Sentence(_directory, "written", e));
    }

    private static string Sentence(CacheDirectory directory, string verb, Exception e) =>
        $"the cache in {directory.FullPath} cannot be {verb} ({e.Message.TrimEnd('.')}); this run goes on without";
}
