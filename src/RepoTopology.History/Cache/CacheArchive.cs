using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>What an archive or a cache holds.</summary>
/// <param name="Commits">Commits.</param>
/// <param name="Diffs">Pairs of file versions.</param>
/// <param name="KnowsHead">Whether the repository's HEAD is among the commits.</param>
public sealed record ArchiveSummary(int Commits, int Diffs, bool KnowsHead);

/// <summary>
/// A repository's cache as one file, a segment as FORMAT.md describes it, to be taken to another clone. Outputs stay behind: they tell
/// where a repository was.
/// </summary>
public static class CacheArchive
{
    private static readonly CacheTable[] Archived = [CacheTable.Commits, CacheTable.Diffs, CacheTable.Sources, CacheTable.Families, CacheTable.Moves];

    /// <summary>Writes all facts to a file, which is replaced when it exists.</summary>
    /// <exception cref="IOException">It cannot be written, or the facts take more than 1 GiB.</exception>
    public static ArchiveSummary Export(GitRepository repository, CacheOptions options, string file)
    {
        string path = Path.GetFullPath(file);
        var segments = HistoryCache.OpenSegments(CacheDirectory.Of(repository, options), options);
        try
        {
            using var series = new SegmentSeries(Path.GetDirectoryName(path)!, options, long.MaxValue, Path.GetFileName(path));
            series.Current();
            CopyAll(segments, series, options);
        }
        finally
        {
            foreach (var segment in segments)
                segment.Dispose();
        }

        using var written = SegmentFile.Open(path);
        return Summarize(written, repository);
    }

    /// <summary>Adds an archive's facts to a repository's cache, after every byte of it has been checked.</summary>
    /// <exception cref="GitDataException">The file cannot be used.</exception>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public static ArchiveSummary Import(GitRepository repository, CacheOptions options, string file)
    {
        // A pipe or a device has no size, and opening one may wait for ever.
        string path = Path.GetFullPath(file);
        if ((File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is not FileInfo { Exists: true, Length: >= SegmentHeader.Size })
            throw GitDataException.Corrupt(path, "is no file of cached facts");
        using var segment = SegmentFile.Open(path);
        if (segment.Engine != options.Engine)
            throw GitDataException.Unsupported(file, "was written by another version of repotopology; export it anew with the version that imports it");
        Check(segment);
        var directory = CacheDirectory.Of(repository, options);
        directory.Create();
        using (var series = new SegmentSeries(directory.FullPath, options, SegmentWriter.MostBytes / 2))
            CopyAll([segment], series, options);
        directory.NoteImport();
        directory.Touch(options.Clock);
        CachePruning.Prune(directory, options);
        return Summarize(segment, repository);
    }

    private static void CopyAll(ImmutableArray<SegmentFile> segments, SegmentSeries series, CacheOptions options)
    {
        var merge = new SegmentMerge(options);
        foreach (var table in Archived)
            merge.Copy(segments, table, series);
        series.Complete();
    }

    private static ArchiveSummary Summarize(SegmentFile segment, GitRepository repository)
    {
        Span<byte> head = stackalloc byte[ObjectId.Size];
        bool knowsHead = false;
        if (repository.References.TryResolve("HEAD", out var id))
        {
            id.CopyTo(head);
            knowsHead = segment[CacheTable.Commits].TryFind(head, out _);
        }

        return new ArchiveSummary(segment[CacheTable.Commits].Count, segment[CacheTable.Diffs].Count, knowsHead);
    }

    private static void Check(SegmentFile segment)
    {
        foreach (var name in CacheTables.All)
        {
            var table = segment[name];
            if (!table.IsSound)
                throw GitDataException.Corrupt(segment.Path, "an index is damaged");
            for (int row = 0; row < table.Count; row++)
            {
                if (!table.TryRead(row, out var value))
                    throw GitDataException.Corrupt(segment.Path, "a record is damaged");
                if (!IsPlausible(name, value))
                    throw GitDataException.Corrupt(segment.Path, "holds a name that no repository can have");
                if (row > 0 && CacheTables.KeySize(name) > 0 && table.Key(row - 1).SequenceCompareTo(table.Key(row)) >= 0)
                    throw GitDataException.Corrupt(segment.Path, "its keys are not sorted");
            }
        }

        var commit = new CommitRecord();
        for (int row = 0; row < segment[CacheTable.Commits].Count; row++)
            commit.TryRead(segment, row);
    }

    private static bool IsPlausible(CacheTable table, ReadOnlySpan<byte> value) => table switch
    {
        CacheTables.Identities => value.Contains((byte)'\n'),
        CacheTables.Paths => !value.IsEmpty && value[0] != '/' && value[^1] != '/' && !value.Contains((byte)0) && value.IndexOf("//"u8) < 0,
        _ => true,
    };
}
