using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Commits that the cache knows, as one worker reads them: its own numbers stand for people and paths.</summary>
internal sealed class CachedCommits(HistoryCache cache, WorkerTables tables)
{
    private readonly Names?[] _names = new Names?[cache.Segments.Length];

    /// <summary>A commit's lineage for the walk; its token is for <see cref="TryRead"/>.</summary>
    public static bool TryFind(HistoryCache cache, ObjectId id, out KnownCommit commit)
    {
        Span<byte> key = stackalloc byte[ObjectId.Size];
        id.CopyTo(key);
        for (int i = 0; i < cache.Segments.Length; i++)
        {
            var table = cache.Segments[i][CacheTable.Commits];
            if (!table.TryFind(key, out int row) || !table.TryRead(row, out var value))
                continue;
            try
            {
                commit = CommitRecord.ReadLineage(value, cache.Segments[i].Path, (long)i << 32 | (uint)row);
                return true;
            }
            catch (GitDataException)
            {
                // It makes no sense: the commit itself is read.
            }
        }

        commit = default;
        return false;
    }

    /// <summary>All that is known of a commit; false when it is damaged, so that the commit must be read itself.</summary>
    public bool TryRead(long token, CommitRecord record)
    {
        int segment = (int)(token >> 32);
        try
        {
            if (!record.TryRead(cache.Segments[segment], (int)token))
                return false;
            var names = _names[segment] ??= new Names(cache.Segments[segment], tables);
            record.Renumber(names.Identity, names.Path);
            return true;
        }
        catch (GitDataException)
        {
            return false;
        }
    }

    /// <summary>A segment's numbers and the worker's.</summary>
    private sealed class Names
    {
        public Names(SegmentFile segment, WorkerTables tables)
        {
            Identity = Numbering(segment, CacheTables.Identities, tables.Identities);
            Path = Numbering(segment, CacheTables.Paths, tables.Paths);
        }

        public Func<int, int> Identity { get; }

        public Func<int, int> Path { get; }

        private static Func<int, int> Numbering(SegmentFile segment, CacheTable table, ByteStringTable names)
        {
            int[] numbers = new int[segment[table].Count];
            numbers.AsSpan().Fill(-1);
            return own =>
            {
                ref int number = ref numbers[own];
                if (number < 0)
                    number = names.Intern(segment[table].TryRead(own, out var text) ? text : throw GitDataException.Corrupt(segment.Path, "a name is damaged"));
                return number;
            };
        }
    }
}
