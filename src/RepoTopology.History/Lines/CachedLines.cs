using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// What a whole replay found, kept for the next run over the same facts. The key holds everything that decides it: the analysed commit, the options, and who is who and
/// what belongs to what, as the facts have it. Only replays that could read
/// every version are kept, so that nothing which arrives later can change them.
/// </summary>
internal sealed class CachedLines
{
    /// <summary>Larger ones are not kept.</summary>
    public const int MostBytes = 64 << 20;
    private const string Layout = "lines 3";

    private readonly HistoryCache _cache;
    private readonly RepositoryHistory _history;
    private readonly byte[] _key;

    private CachedLines(HistoryCache cache, RepositoryHistory history, byte[] key) => (_cache, _history, _key) = (cache, history, key);

    /// <summary>Null where a replay is not kept.</summary>
    public static CachedLines? Of(RepositoryHistory history, LivingLinesOptions options)
    {
        if (options.Cache is not { } cache || history.IsFiltered || history.IsRange || !history.Completeness.IsComplete)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(long number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            hash.AppendData(bytes);
        }

        hash.AppendData(Encoding.ASCII.GetBytes($"{Layout} {history.Head}"));
        Add(history.Commits.Length);
        Add(options.MostBytes);
        Add((options.Lines.IgnoreWhitespace ? 1 : 0) | (options.ModulesOnly ? 2 : 0) | (options.Changes ? 4 : 0) | (history.RenamesMarked ? 8 : 0) | (options.Moves ? 16 : 0) | (options.Files ? 32 : 0));
        Add(options.Before ?? -1);
        byte[] glob = Encoding.UTF8.GetBytes(options.Path ?? "");
        Add(options.Path is null ? -1 : glob.Length);
        hash.AppendData(glob);
        Add(options.Paths?.Count ?? -1);
        foreach (int path in options.Paths?.Order() ?? Enumerable.Empty<int>())
            Add(path);
        Add(options.SampleTimes.Length);
        hash.AppendData(MemoryMarshal.AsBytes(options.SampleTimes.AsSpan()));
        foreach (string id in options.IgnoredCommits.Select(id => id.ToString()).Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.ASCII.GetBytes(id));
        int[] authors = new int[history.Commits.Length];
        for (int commit = 0; commit < authors.Length; commit++)
            authors[commit] = history.Commits.ItemRef(commit).Author;
        hash.AppendData(MemoryMarshal.AsBytes<int>(authors));
        int[] modules = new int[history.Paths.Length];
        for (int path = 0; path < modules.Length; path++)
            modules[path] = history.Paths[path].Module;
        hash.AppendData(MemoryMarshal.AsBytes<int>(modules));
        return new CachedLines(cache, history, hash.GetHashAndReset());
    }

    public LivingLines? TryFind()
    {
        if (!_cache.TryFind(CacheTable.Results, _key, out var record))
            return null;
        try
        {
            return Read(new RecordReader(record, "the cache"));
        }
        catch (GitDataException)
        {
            return null; // Made anew.
        }
    }

    private LivingLines Read(RecordReader reader) => new()
    {
        Files = Files(ref reader),
        FilesBefore = Files(ref reader),
        IsComplete = true,
        Unreadable = [],
        CappedRenameSearches = 0,
        CappedMoveSearches = reader.Number(int.MaxValue),
        Capped = Indices(ref reader, _history.Paths.Length),
        OverTime = Samples(ref reader),
        Rewrites = reader.Byte() == 0 ? null : Rewrites(ref reader),
        Sizes = reader.Byte() == 0 ? null : Sizes(ref reader),
    };

    public void Add(LivingLines lines)
    {
        var writer = new RecordWriter();
        Write(writer, lines.Files);
        Write(writer, lines.FilesBefore);
        writer.Number((ulong)lines.CappedMoveSearches);
        writer.Number((ulong)lines.Capped.Length);
        foreach (int path in lines.Capped)
            writer.Number((ulong)path);
        writer.Number((ulong)lines.OverTime.Length);
        foreach (var sample in lines.OverTime)
        {
            writer.Signed(sample.Time);
            writer.Signed(sample.Commit);
            writer.Number((ulong)sample.Shares.Length);
            foreach (var share in sample.Shares)
            {
                writer.Number((ulong)share.Module);
                writer.Signed(share.Contributor);
                writer.Number((ulong)share.Lines);
            }
        }

        writer.Byte(lines.Rewrites is null ? 0 : 1);
        for (int commit = 0; lines.Rewrites is not null && commit < _history.Commits.Length; commit++)
        {
            writer.Number((ulong)lines.Rewrites.Of(commit).Length);
            foreach (var rewrite in lines.Rewrites.Of(commit))
            {
                writer.Number((ulong)rewrite.Path);
                writer.Signed(rewrite.Contributor);
                writer.Number((ulong)rewrite.Replaced);
                writer.Number((ulong)rewrite.Removed);
            }
        }

        writer.Byte(lines.Sizes is null ? 0 : 1);
        for (int commit = 0; lines.Sizes is not null && commit < _history.Commits.Length; commit++)
            foreach (var size in lines.Sizes.Of(commit))
            {
                writer.Signed(size.Added);
                writer.Signed(size.Deleted);
            }

        if (writer.Bytes.Length <= MostBytes)
            _cache.Add(CacheTable.Results, _key, writer.Bytes);
    }

    private static void Write(RecordWriter writer, ImmutableArray<LivingFile> files)
    {
        writer.Number((ulong)files.Length);
        foreach (var file in files)
        {
            writer.Number((ulong)file.Path);
            writer.Number((ulong)file.Runs.Length);
            foreach (var run in file.Runs)
            {
                writer.Number((ulong)run.Count);
                writer.Signed(run.Commit);
                writer.Signed(run.OriginalPath);
                writer.Signed(run.OriginalStart);
            }
        }
    }

    private ImmutableArray<LivingFile> Files(ref RecordReader reader)
    {
        var files = new LivingFile[reader.Count()];
        foreach (ref var file in files.AsSpan())
        {
            int path = reader.Number(_history.Paths.Length);
            var runs = new LineRun[reader.Count()];
            int start = 0;
            foreach (ref var run in runs.AsSpan())
            {
                run = new LineRun(
                    start, reader.Number(int.MaxValue - (long)start), Index(ref reader, _history.Commits.Length), Index(ref reader, _history.Paths.Length), Index(ref reader, int.MaxValue));
                start += run.Count;
            }

            file = new LivingFile(path, start, ImmutableCollectionsMarshal.AsImmutableArray(runs));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(files);
    }

    private static ImmutableArray<int> Indices(ref RecordReader reader, int bound)
    {
        int[] indices = new int[reader.Count()];
        foreach (ref int index in indices.AsSpan())
            index = reader.Number(bound);
        return ImmutableCollectionsMarshal.AsImmutableArray(indices);
    }

    private ImmutableArray<LineSample> Samples(ref RecordReader reader)
    {
        var samples = new LineSample[reader.Count()];
        foreach (ref var sample in samples.AsSpan())
        {
            long time = reader.Signed();
            int commit = Index(ref reader, _history.Commits.Length);
            var shares = new LineShare[reader.Count()];
            foreach (ref var share in shares.AsSpan())
                share = new LineShare(reader.Number(_history.Modules.Length), Index(ref reader, _history.Contributors.Length), reader.Number(int.MaxValue));
            sample = new LineSample(time, commit, ImmutableCollectionsMarshal.AsImmutableArray(shares));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(samples);
    }

    private LineRewrites Rewrites(ref RecordReader reader)
    {
        var rows = new RowsBuilder<LineRewrite>(_history.Commits.Length, _history.ChangeCount);
        for (int commit = 0; commit < _history.Commits.Length; commit++)
        {
            for (int left = reader.Count(); left > 0; left--)
                rows.Add(new LineRewrite(
                    reader.Number(_history.Paths.Length), Index(ref reader, _history.Contributors.Length), reader.Number(int.MaxValue), reader.Number(int.MaxValue)));
            rows.EndRow();
        }

        return new LineRewrites(rows.ToRows());
    }

    private ChangeSizes Sizes(ref RecordReader reader)
    {
        var values = new ChangeSize[_history.ChangeCount];
        foreach (ref var size in values.AsSpan())
            size = new ChangeSize(Size(ref reader), Size(ref reader));
        return new ChangeSizes(new Rows<ChangeSize>(_history.Changes.Starts, values)) { Missing = 0, OverBudget = 0 };
    }

    private static int Size(ref RecordReader reader) => (int)Math.Clamp(reader.Signed(), ChangeSize.Unknown.Added, int.MaxValue);

    // −1 is nobody, or none.
    private static int Index(ref RecordReader reader, int bound)
    {
        long index = reader.Signed();
        return index >= -1 && index < bound ? (int)index : throw reader.Corrupt();
    }
}
