using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// The moves that earlier runs found, commit by commit. The key holds all that decides them: the commit, the options, and of each version that takes part its
/// path, what may move, and the blob it is compared with. In a record, the versions are numbered as in the key. One per worker.
/// </summary>
internal sealed class CachedMoves
{
    // How a record begins.
    private const int Searched = 0, NotSearched = 1;

    private readonly HistoryCache _cache;
    private readonly LineWork _work;
    private readonly MoveCandidates _candidates;
    private readonly RecordWriter _writer = new();
    private readonly List<ParentVersion> _parents = [];
    private readonly byte[] _key = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] _options;

    private CachedMoves(HistoryCache cache, LineWork work, MoveCandidates candidates)
    {
        (_cache, _work, _candidates) = (cache, work, candidates);
        _options = Encoding.ASCII.GetBytes(work.Options.Lines.IgnoreWhitespace ? "moves 1 -w" : "moves 1");
    }

    /// <summary>Null where moves are not kept: without a cache, and where the history has gaps.</summary>
    public static CachedMoves? Of(LineWork work, MoveCandidates candidates) =>
        work.Options.Cache is { } cache && !work.History.IsFiltered && !work.History.IsRange && work.History.Completeness.IsComplete
            ? new CachedMoves(cache, work, candidates)
            : null;

    /// <summary>What is known of a commit's moves; false when they must be searched. Null blocks for a commit that was too much.</summary>
    public bool TryFind(int commit, out List<MovedBlock>? blocks)
    {
        blocks = null;
        MakeKey(commit);
        if (!_cache.TryFind(CacheTable.Moves, _key, out var record))
            return false;
        try
        {
            var reader = new RecordReader(record, "the cache");
            if (reader.Number(NotSearched + 1) == NotSearched)
                return true;
            blocks = Read(ref reader, _candidates.Of(commit));
            return blocks is not null;
        }
        catch (GitDataException)
        {
            return false; // Searched anew.
        }
    }

    public void Add(int commit, List<MovedBlock>? blocks)
    {
        MakeKey(commit);
        var versions = _candidates.Of(commit);
        _writer.Clear();
        _writer.Byte(blocks is null ? NotSearched : Searched);
        foreach (var block in blocks ?? [])
        {
            _writer.Number((ulong)versions.IndexOf(block.Source));
            _writer.Number((ulong)block.OldStart);
            _writer.Number((ulong)versions.IndexOf(block.Target));
            _writer.Number((ulong)block.NewStart);
            _writer.Number((ulong)block.Count);
        }

        _cache.Add(CacheTable.Moves, _key, _writer.Bytes);
    }

    private void MakeKey(int commit)
    {
        _writer.Clear();
        _writer.Append(_options);
        _writer.Id(_work.History.Commits.ItemRef(commit).Id);
        foreach (int version in _candidates.Of(commit))
        {
            _work.Graph.ParentsOf(version, _parents);
            var path = _work.History.Paths[_work.Table.PathOf(version)].Bytes.AsSpan();
            _writer.Byte((int)_candidates.RolesOf(version));
            _writer.Number((ulong)path.Length);
            _writer.Append(path);
            _writer.Id(_parents.Count > 0 ? _parents[0].Blob : ObjectId.Zero);
        }

        SHA256.HashData(_writer.Bytes, _key);
    }

    private static List<MovedBlock>? Read(ref RecordReader reader, ReadOnlySpan<int> versions)
    {
        var blocks = new List<MovedBlock>();
        while (!reader.IsAtEnd)
        {
            var block = new MovedBlock(
                versions[reader.Number(versions.Length)], reader.Number(int.MaxValue), versions[reader.Number(versions.Length)],
                reader.Number(int.MaxValue), reader.Number(int.MaxValue));
            if (block.Count == 0 || block.Count > int.MaxValue - Math.Max(block.OldStart, block.NewStart))
                return null;
            blocks.Add(block);
        }

        bool overlap = Overlap(blocks.Select(block => (block.Source, block.OldStart, block.Count)))
            || Overlap(blocks.Select(block => (block.Target, block.NewStart, block.Count)));
        return overlap ? null : blocks;
    }

    private static bool Overlap(IEnumerable<(int Version, int Start, int Count)> stretches)
    {
        var (version, end) = (-1, 0);
        foreach (var stretch in stretches.Order())
        {
            if (stretch.Version == version && stretch.Start < end)
                return true;
            (version, end) = (stretch.Version, stretch.Start + stretch.Count);
        }

        return false;
    }
}
