using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Makes one segment of many. Only what was used in this run or within the last 30 days is kept; of a table that this run had no need of,
/// everything is.
/// </summary>
internal sealed class SegmentMerge(CacheOptions options)
{
    private const int DaysKept = 30;

    // Each new commit makes those of the files that it touches useless, and they are soon made again.
    private const int DaysFamiliesAreKept = 1;

    // Results are large, and each new commit makes the earlier ones useless: the largest there is, and some outputs.
    private const long MostResultBytes = CachedLines.MostBytes + (32 << 20);

    private readonly CommitRecord _commit = new();

    /// <summary>Whether more than half of the records would go.</summary>
    public bool IsWorthwhile(ImmutableArray<SegmentFile> segments)
    {
        long all = 0, dead = 0;
        foreach (var segment in segments)
        {
            foreach (var name in Keyed)
            {
                var table = segment[name];
                if (!WasAsked(segments, name))
                    continue;
                all += table.Count;
                for (int row = 0; row < table.Count; row++)
                    dead += IsAlive(name, table, row, asked: true) ? 0 : 1;
            }
        }

        return dead * 2 > all;
    }

    /// <summary>Merges the segments of this run with those before it, and deletes what was merged; another process's new ones stay.</summary>
    public void Run(CacheDirectory directory, ImmutableArray<SegmentFile> segments, IEnumerable<string> written)
    {
        var fresh = written.Reverse().Select(path => SegmentFile.TryOpen(path, options.Engine)).OfType<SegmentFile>().ToList();
        ImmutableArray<SegmentFile> all = [.. fresh, .. segments];
        try
        {
            using var series = new SegmentSeries(directory.FullPath, options, SegmentWriter.MostBytes / 2);
            foreach (var table in Keyed)
                Copy(all, table, series);
            series.Complete();
        }
        finally
        {
            // Windows deletes no file that is mapped.
            foreach (var segment in all)
                segment.Dispose();
        }

        foreach (var segment in all)
            CacheDirectory.TryDelete(segment.Path);
    }

    private static IEnumerable<CacheTable> Keyed => CacheTables.All.Where(table => CacheTables.KeySize(table) > 0);

    /// <summary>Copies what is alive of a table, the newest segment first and each in the order it was written; of results the newest that fit.</summary>
    public void Copy(ImmutableArray<SegmentFile> segments, CacheTable name, SegmentSeries series)
    {
        long room = name == CacheTable.Results ? MostResultBytes : long.MaxValue;
        bool asked = WasAsked(segments, name);
        for (int s = 0; s < segments.Length; s++)
        {
            var table = segments[s][name];
            int[] rows = InWrittenOrder(table);
            if (name == CacheTable.Results)
                Array.Reverse(rows);
            foreach (int row in rows)
            {
                if (!IsAlive(name, table, row, asked) || IsIn(segments[..s], name, table.Key(row)) || table.Length(row) > room)
                    continue;
                room -= table.Length(row);
                int day = table.WasUsed(row) ? options.Today : table.Day(row);
                if (name == CacheTable.Commits)
                    CopyCommit(segments[s], row, series.Current(), day);
                else if (table.TryRead(row, out var value))
                    series.Current().Add(name, table.Key(row), value, day);
            }
        }
    }

    private void CopyCommit(SegmentFile from, int row, SegmentWriter to, int day)
    {
        try
        {
            if (!_commit.TryRead(from, row))
                return;
            _commit.Renumber(i => to.Identities.Intern(Text(from, CacheTables.Identities, i)), i => to.Paths.Intern(Text(from, CacheTables.Paths, i)));
            to.Add(CacheTable.Commits, from[CacheTable.Commits].Key(row), _commit.ToBytes(), day);
        }
        catch (GitDataException)
        {
            // Damaged: it is read anew when it is needed.
        }
    }

    private static ReadOnlySpan<byte> Text(SegmentFile segment, CacheTable table, int number) =>
        segment[table].TryRead(number, out var text) ? text : throw GitDataException.Corrupt(segment.Path, "a name is damaged");

    private bool IsAlive(CacheTable name, SegmentTable table, int row, bool asked) =>
        !asked || table.WasUsed(row) || options.Today - table.Day(row) <= (name == CacheTable.Families ? DaysFamiliesAreKept : DaysKept);

    private static bool WasAsked(ImmutableArray<SegmentFile> segments, CacheTable table) => segments.Any(segment => segment[table].WasAsked);

    private static bool IsIn(ImmutableArray<SegmentFile> segments, CacheTable table, ReadOnlySpan<byte> key)
    {
        foreach (var segment in segments)
            if (segment[table].TryFind(key, out _))
                return true;
        return false;
    }

    private static int[] InWrittenOrder(SegmentTable table)
    {
        int[] offsets = new int[table.Count];
        int[] rows = new int[table.Count];
        for (int row = 0; row < rows.Length; row++)
            (offsets[row], rows[row]) = (table.Offset(row), row);
        Array.Sort(offsets, rows);
        return rows;
    }
}
