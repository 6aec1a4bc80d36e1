using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// What the replays of earlier runs found, family by family: a new commit costs the families that it touches. The key holds everything that decides
/// a replay: the ids of the commits that change the family's paths (all their ancestors follow from them), who of their authors is the same
/// person, the options, and of which versions each line's origin is wanted. In a record, versions and authors are numbered as in the key. One per worker.
/// </summary>
internal sealed class CachedFamilies
{
    private const string Layout = "families 3";

    private readonly HistoryCache _cache;
    private readonly LineWork _work;
    private readonly byte[] _options;
    private readonly RecordWriter _writer = new();
    private readonly List<int> _versions = [];
    private readonly Dictionary<int, int> _numberOfVersion = [];
    private readonly List<int> _arrived = [];
    private readonly Dictionary<int, int> _numberOfArrived = [];
    private readonly List<int> _departed = [];
    private readonly Dictionary<int, int> _numberOfDeparted = [];
    private readonly List<int> _wanted = [];
    private readonly List<int> _authors = [];
    private readonly Dictionary<int, int> _numberOfAuthor = [];
    private readonly byte[] _key = new byte[SHA256.HashSizeInBytes];
    private int _known;

    private CachedFamilies(HistoryCache cache, LineWork work)
    {
        _cache = cache;
        _work = work;
        _options = Options(work);
    }

    /// <summary>
    /// Null where replays are not kept: without a cache, and where the history has gaps, which may be filled.
    /// </summary>
    public static CachedFamilies? Of(LineWork work) =>
        work.Options.Cache is { } cache && !work.History.IsFiltered && !work.History.IsRange && work.History.Completeness.IsComplete
            ? new CachedFamilies(cache, work)
            : null;

    /// <summary>Fills in what is known of a family; false when it must be replayed.</summary>
    public bool TryFind(FileFamily family, FamilyFindings findings)
    {
        Number(family);
        if (!_cache.TryFind(CacheTable.Families, _key, out var record))
            return false;
        try
        {
            Read(new RecordReader(record, "the cache"), findings);
        }
        catch (GitDataException)
        {
            findings.Clear(); // Replayed anew.
            return false;
        }

        // A version that stands now may not have been looked at then.
        int standing = 0;
        foreach (int version in CollectionsMarshal.AsSpan(_versions))
            standing += _work.Samples.Of(version).Count > 0 ? 1 : 0;
        if (standing == _known)
            return true;
        findings.Clear();
        return false;
    }

    /// <summary>Keeps what was found of the family that was asked for last.</summary>
    public void Add(FamilyFindings findings)
    {
        _writer.Clear();
        WriteStanding(findings);
        _writer.Number((ulong)findings.Sizes.Count);
        foreach (var (version, size) in findings.Sizes)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            _writer.Signed(size.Added);
            _writer.Signed(size.Deleted);
        }

        _writer.Number((ulong)findings.Rewrites.Count);
        foreach (var (version, author, replaced, removed) in findings.Rewrites)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            _writer.Number((ulong)NumberOf(author));
            _writer.Number((ulong)replaced);
            _writer.Number((ulong)removed);
        }

        WriteMoves(findings.Moves);
        WriteFiles(findings);
        _cache.Add(CacheTable.Families, _key, _writer.Bytes);
    }

    private static byte[] Options(LineWork work)
    {
        var text = new StringBuilder(Layout);
        text.Append(work.Options.Lines.IgnoreWhitespace ? " -w" : "").Append(work.Options.Changes ? " changes" : "").Append(work.History.RenamesMarked ? " -M" : "")
            .Append(work.Options.Moves ? " moves" : "");
        foreach (string id in work.Options.IgnoredCommits.Select(id => id.ToString()).Order(StringComparer.Ordinal))
            text.Append(' ').Append(id);
        return SHA256.HashData(Encoding.ASCII.GetBytes(text.ToString()));
    }

    /// <summary>Numbers versions by commit id and path, and authors as they appear; makes the key.</summary>
    private void Number(FileFamily family)
    {
        var table = _work.Table;
        var history = _work.History;
        _versions.Clear();
        foreach (int path in family.Paths)
            for (int version = table.StartOf(path); version < table.EndOf(path); version++)
                _versions.Add(version);
        _versions.Sort((a, b) => table.CommitOf[a] != table.CommitOf[b]
            ? history.Commits.ItemRef(table.CommitOf[a]).Id.CompareTo(history.Commits.ItemRef(table.CommitOf[b]).Id)
            : PathOf(a).SequenceCompareTo(PathOf(b)));

        _numberOfVersion.Clear();
        _numberOfAuthor.Clear();
        _authors.Clear();
        _arrived.Clear();
        _numberOfArrived.Clear();
        _departed.Clear();
        _numberOfDeparted.Clear();
        _writer.Clear();
        _writer.Append(_options);
        _writer.Number((ulong)family.MostVersions);
        foreach (int version in CollectionsMarshal.AsSpan(_versions))
        {
            _numberOfVersion.Add(version, _numberOfVersion.Count);
            ref readonly var commit = ref history.Commits.ItemRef(table.CommitOf[version]);
            if (_numberOfAuthor.TryAdd(commit.Author, _numberOfAuthor.Count))
                _authors.Add(commit.Author);
            _writer.Id(commit.Id);
            _writer.Number((ulong)_numberOfAuthor[commit.Author]);
            _writer.Number((ulong)PathOf(version).Length);
            _writer.Append(PathOf(version));
            if (_work.Moves is not null)
                NumberMoves(version, _work.Moves);
        }

        if (_work.Options.Files)
            NumberFiles(family);
        SHA256.HashData(_writer.Bytes, _key);
    }

    // Of which versions each line's origin is told.
    private void NumberFiles(FileFamily family)
    {
        _wanted.Clear();
        foreach (int path in family.Paths)
        {
            int head = _work.HeadVersion(path), before = _work.BeforeVersion(path);
            if (head != VersionTable.None)
                _wanted.Add(_numberOfVersion[head]);
            if (before != VersionTable.None && before != head)
                _wanted.Add(_numberOfVersion[before]);
        }

        _wanted.Sort();
        foreach (int number in _wanted)
            _writer.Number((ulong)number);
    }

    // Which lines came and went decides what a replay says of them; from where to where does not.
    private void NumberMoves(int version, LineMoves moves)
    {
        var (first, count) = moves.To(version);
        _writer.Number((ulong)count);
        for (int block = first; block < first + count; block++)
        {
            _numberOfArrived.Add(block, _arrived.Count);
            _arrived.Add(block);
            _writer.Number((ulong)moves[block].NewStart);
            _writer.Number((ulong)moves[block].Count);
        }

        var left = moves.From(version);
        _writer.Number((ulong)left.Length);
        foreach (int block in left)
        {
            _numberOfDeparted.Add(block, _departed.Count);
            _departed.Add(block);
            _writer.Number((ulong)moves[block].OldStart);
            _writer.Number((ulong)moves[block].Count);
        }
    }

    private ReadOnlySpan<byte> PathOf(int version) => _work.History.Paths[_work.Table.PathOf(version)].Bytes.AsSpan();

    private int NumberOf(int author) => author < 0 ? 0 : 1 + _numberOfAuthor[author];

    private int AuthorOf(ref RecordReader reader) => reader.Number(_authors.Count + 1L) is > 0 and int number ? _authors[number - 1] : -1;

    // Versions that stand at a date are counted even if nobody's line is in them.
    private void WriteStanding(FamilyFindings findings)
    {
        var lines = findings.Standing.ToLookup(part => part.Version);
        var standing = _versions.Where(version => _work.Samples.Of(version).Count > 0).ToList();
        _writer.Number((ulong)standing.Count);
        foreach (int version in standing)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            _writer.Number((ulong)lines[version].Count());
            foreach (var part in lines[version])
            {
                _writer.Number((ulong)NumberOf(part.Author));
                _writer.Number((ulong)part.Lines);
            }
        }
    }

    private void WriteMoves(FoundMoves moves)
    {
        _writer.Number((ulong)moves.Standing.Count);
        foreach (var (version, lines) in moves.Standing)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            WriteOrigin(lines);
        }

        _writer.Number((ulong)moves.Rewrites.Count);
        foreach (var (version, lines, isReplaced) in moves.Rewrites)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            _writer.Byte(isReplaced ? 1 : 0);
            WriteOrigin(lines);
        }

        _writer.Number((ulong)moves.Departed.Count);
        foreach (var (block, line, origin) in moves.Departed)
        {
            _writer.Number((ulong)_numberOfDeparted[block]);
            _writer.Number((ulong)line);
            WriteOrigin(origin);
        }
    }

    private void WriteFiles(FamilyFindings findings)
    {
        _writer.Number((ulong)findings.Files.Count);
        foreach (var (version, lines, origins) in findings.Files)
        {
            _writer.Number((ulong)_numberOfVersion[version]);
            _writer.Number((ulong)lines);
            _writer.Number((ulong)origins.Length);
            foreach (var origin in origins)
                WriteOrigin(origin);
        }
    }

    private void ReadFiles(ref RecordReader reader, FamilyFindings findings)
    {
        for (int left = reader.Count(); left > 0; left--)
        {
            int version = _versions[reader.Number(_versions.Count)];
            int lines = reader.Number(int.MaxValue);
            var origins = new LineOrigin[reader.Count()];
            long told = 0;
            foreach (ref var origin in origins.AsSpan())
                told += (origin = ReadOrigin(ref reader)).Count;
            findings.Files.Add(told == lines ? (version, lines, origins) : throw reader.Corrupt());
        }
    }

    // 0 for unknown; otherwise odd numbers are versions, even ones blocks.
    private void WriteOrigin(LineOrigin origin)
    {
        _writer.Number((ulong)origin.Count);
        if (origin.IsMoved)
            _writer.Number(2 + 2 * (ulong)_numberOfArrived[origin.Block]);
        else
            _writer.Number(origin.Version == VersionTable.None ? 0 : 1 + 2 * (ulong)_numberOfVersion[origin.Version]);
        if (origin.Line >= 0)
            _writer.Number((ulong)origin.Line);
    }

    private LineOrigin ReadOrigin(ref RecordReader reader)
    {
        int count = reader.Number(int.MaxValue);
        int from = reader.Number(2L + 2 * Math.Max(_versions.Count, _arrived.Count));
        if (from == 0)
            return LineOrigin.Unknown(count);
        int line = reader.Number(int.MaxValue - (long)count);
        if (from % 2 == 1)
            return new LineOrigin(_versions[from / 2], line, count);
        int block = from / 2 - 1 < _arrived.Count ? _arrived[from / 2 - 1] : throw reader.Corrupt();
        return line + count <= _work.Moves![block].Count ? new LineOrigin(VersionTable.None, line, count, block) : throw reader.Corrupt();
    }

    private void ReadMoves(ref RecordReader reader, FoundMoves moves)
    {
        for (int left = reader.Count(); left > 0; left--)
        {
            int version = _versions[reader.Number(_versions.Count)];
            var lines = ReadOrigin(ref reader);
            if (_work.Samples.Of(version).Count > 0)
                moves.Standing.Add((version, lines));
        }

        for (int left = reader.Count(); left > 0; left--)
        {
            int version = _versions[reader.Number(_versions.Count)];
            bool isReplaced = reader.Byte() == 1;
            moves.Rewrites.Add((version, ReadOrigin(ref reader), isReplaced));
        }

        for (int left = reader.Count(); left > 0; left--)
        {
            int block = _departed[reader.Number(_departed.Count)];
            int line = reader.Number(_work.Moves![block].Count);
            var origin = ReadOrigin(ref reader);
            moves.Departed.Add(line + (long)origin.Count <= _work.Moves[block].Count ? (block, line, origin) : throw reader.Corrupt());
        }
    }

    private void Read(RecordReader reader, FamilyFindings findings)
    {
        _known = 0;
        for (int left = reader.Count(); left > 0; left--)
        {
            int version = _versions[reader.Number(_versions.Count)];
            bool stands = _work.Samples.Of(version).Count > 0;
            _known += stands ? 1 : 0;
            for (int parts = reader.Count(); parts > 0; parts--)
            {
                int author = AuthorOf(ref reader);
                int lines = reader.Number(int.MaxValue);
                if (stands)
                    findings.Standing.Add((version, author, lines));
            }
        }

        for (int left = reader.Count(); left > 0; left--)
            findings.Sizes.Add((_versions[reader.Number(_versions.Count)], new ChangeSize(Size(ref reader), Size(ref reader))));
        for (int left = reader.Count(); left > 0; left--)
            findings.Rewrites.Add((_versions[reader.Number(_versions.Count)], AuthorOf(ref reader), reader.Number(int.MaxValue), reader.Number(int.MaxValue)));
        ReadMoves(ref reader, findings.Moves);
        ReadFiles(ref reader, findings);
    }

    private static int Size(ref RecordReader reader) => (int)Math.Clamp(reader.Signed(), ChangeSize.Unknown.Added, int.MaxValue);
}
