namespace RepoTopology.Git;

/// <summary>Reads objects for one thread: scratch buffers, an inflater and a cache of delta bases.</summary>
public sealed class ObjectReader : IDisposable
{
    /// <summary>The largest object that is read, in bytes. Larger ones are reported as unsupported.</summary>
    public const int MaxObjectSize = 1 << 30;

    // git writes chains of at most 4,095 deltas.
    private const int MostDeltas = 5000;

    // A deflate stream cannot grow by more than this factor.
    private const int MostInflation = 1040;

    // A delta's result above this size is counted before it is allocated.
    private const int TrustedSize = 16 << 20;

    private readonly ObjectStore _store;
    private readonly ObjectCache _cache;
    private readonly Inflater _inflater = new();
    private readonly List<PackEntry> _chain = [];
    private readonly CachedObject?[] _results = new CachedObject?[2];
    private byte[] _instructions = new byte[4096];
    private PackFile? _lastPack;
    private int _next;
    private int _most = MaxObjectSize;

    internal ObjectReader(ObjectStore store, int cacheBytes)
    {
        _store = store;
        _cache = new ObjectCache(cacheBytes);
    }

    /// <summary>Reads an object; false when it is absent (a partial or shallow clone).</summary>
    /// <exception cref="GitDataException">The object's bytes are corrupt, or it is larger than <see cref="MaxObjectSize"/>.</exception>
    public bool TryRead(ObjectId id, out GitObject value) => TryRead(id, MaxObjectSize, out value);

    /// <summary>As <see cref="TryRead(ObjectId, out GitObject)"/>, but never holds more than some bytes at once.</summary>
    /// <param name="id">The object.</param>
    /// <param name="mostBytes">Of the object, and of each that it is stored as the difference to.</param>
    /// <param name="value">The object.</param>
    /// <exception cref="GitDataException">Also, as <see cref="GitDataProblem.TooLarge"/>, when that is not enough.</exception>
    public bool TryRead(ObjectId id, int mostBytes, out GitObject value)
    {
        _most = Math.Min(mostBytes, MaxObjectSize);
        id = _store.Replacement(id);
        if (_store.TryFindPacked(id, _lastPack, out var pack, out long offset))
        {
            _lastPack = pack;
            value = Hold(ReadPacked(pack, offset));
            return true;
        }

        if (_store.FindLoose(id) is { } loose)
        {
            value = Hold(ReadLoose(loose, id));
            return true;
        }

        if (_store.Unstored.TryFind(id, out var type, out byte[] content))
        {
            CheckLimit(id.ToString(), content.Length);
            value = new GitObject(type, content);
            return true;
        }

        // git knows the empty tree without storing it.
        value = id == ObjectId.EmptyTree ? new GitObject(ObjectType.Tree, []) : default;
        return id == ObjectId.EmptyTree;
    }

    /// <summary>Reads an object of a known type.</summary>
    /// <exception cref="GitDataException">Absent, corrupt, or of another type.</exception>
    public ReadOnlySpan<byte> Read(ObjectId id, ObjectType type)
    {
        if (!TryRead(id, out var value))
            throw GitDataException.Missing(id, type.ToString().ToLowerInvariant());
        if (value.Type != type)
            throw GitDataException.Corrupt(id, $"is a {Name(value.Type)} where a {Name(type)} is expected");
        return value.Data;
    }

    /// <summary>An object's type and size in bytes, without decoding its content.</summary>
    /// <exception cref="GitDataException">The object's header is corrupt.</exception>
    public bool TryReadHeader(ObjectId id, out ObjectType type, out long size)
    {
        id = _store.Replacement(id);
        type = default;
        size = 0;
        if (_store.TryFindPacked(id, _lastPack, out var pack, out long offset))
        {
            var entry = pack.EntryAt(offset);
            size = entry.IsDelta ? DeltaResultSize(pack, offset, entry) : entry.Size;
            for (int depth = 0; entry.IsDelta; depth++)
            {
                offset = BaseOf(pack, offset, entry, depth);
                entry = pack.EntryAt(offset);
            }

            type = (ObjectType)entry.Kind;
            return true;
        }

        if (_store.FindLoose(id) is not { } loose)
        {
            bool isUnstored = _store.Unstored.TryFind(id, out type, out byte[] content);
            size = content.Length;
            return isUnstored;
        }

        using var opened = loose.Open(id);
        (type, size) = (opened.Type, opened.Size);
        return true;
    }

    /// <summary>
    /// The first bytes of a large object, without decoding the rest; false when it is absent, no larger than <paramref name="leastSize"/>, or stored as
    /// the difference to another.
    /// </summary>
    /// <param name="id">The object.</param>
    /// <param name="start">Filled.</param>
    /// <param name="leastSize">In bytes; at least as much as is to be filled.</param>
    /// <exception cref="GitDataException">The object's bytes are corrupt.</exception>
    public bool TryReadStart(ObjectId id, Span<byte> start, long leastSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leastSize, start.Length);
        id = _store.Replacement(id);
        if (!_store.TryFindPacked(id, _lastPack, out var pack, out long offset))
            return _store.FindLoose(id) is { } loose ? TryReadLooseStart(loose, id, start, leastSize) : TryReadUnstoredStart(id, start, leastSize);
        var entry = pack.EntryAt(offset);
        if (entry.IsDelta || entry.Size <= leastSize)
            return false;
        var status = _inflater.Inflate(pack.Compressed(entry.DataStart), start, start.Length, out _);
        if (status != InflateStatus.OutputFull)
            Check(status, pack, offset);
        return true;
    }

    public void Dispose()
    {
        // Nothing but managed memory; disposable, so that a pooled or native buffer may come without changing callers.
    }

    private static bool TryReadLooseStart(LooseObjects loose, ObjectId id, Span<byte> start, long leastSize)
    {
        // Only a file that is large itself is worth opening twice.
        if (loose.FileSize(id) <= leastSize)
            return false;
        using var opened = loose.Open(id);
        if (opened.Size <= leastSize)
            return false;
        opened.ReadStart(start);
        return true;
    }

    private bool TryReadUnstoredStart(ObjectId id, Span<byte> start, long leastSize)
    {
        if (!_store.Unstored.TryFind(id, out _, out byte[] content) || content.Length <= leastSize)
            return false;
        content.AsSpan(0, start.Length).CopyTo(start);
        return true;
    }

    private static string Name(ObjectType type) => type.ToString().ToLowerInvariant();

    private static long KeyOf(PackFile pack, long offset) => (long)pack.Number << 44 | offset;

    private GitObject Hold(CachedObject value)
    {
        // An array of its own lives as long as somebody looks at it, and may be large.
        if (value.RingSize == 0)
            return new GitObject(value.Type, value.Data);
        value.Holds++;
        var former = _results[_next];
        _results[_next] = value;
        _next ^= 1;
        if (former is not null)
            former.Holds--;

        return new GitObject(value.Type, value.Data);
    }

    private CachedObject ReadLoose(LooseObjects loose, ObjectId id)
    {
        using var opened = loose.Open(id);
        CheckLimit(opened.Path, opened.Size);
        if (opened.Size / MostInflation > loose.FileSize(id))
            throw GitDataException.Corrupt(opened.Path, "the loose object's header states an impossible size");
        var value = _cache.Allocate(opened.Type, (int)opened.Size);
        opened.ReadContent(value.Content);
        return value;
    }

    private CachedObject ReadPacked(PackFile pack, long offset)
    {
        // Down the chain of deltas to something whole, then up again.
        _chain.Clear();

        // A wild offset would share a key with another pack's object.
        pack.CheckOffset(offset);
        var value = _cache.Find(KeyOf(pack, offset));
        if (value is not null)
            return value;

        long at = offset;
        while (true)
        {
            var entry = pack.EntryAt(at);
            if (!entry.IsDelta)
            {
                value = InflateWhole(pack, at, entry);
                if (_chain.Count > 0 || entry.Kind != (int)ObjectType.Commit)
                    _cache.Add(KeyOf(pack, at), value);
                break;
            }

            _chain.Add(entry with { BaseOffset = at });
            at = BaseOf(pack, at, entry, _chain.Count);
            pack.CheckOffset(at);
            value = _cache.Find(KeyOf(pack, at));
            if (value is not null)
                break;
        }

        for (int i = _chain.Count - 1; i >= 0; i--)
        {
            var source = value;
            source.Holds++;
            long own = _chain[i].BaseOffset;
            try
            {
                value = ApplyDelta(pack, own, _chain[i], source);
            }
            finally
            {
                source.Holds--;
            }

            // A commit is asked for once; only as another one's base is it worth keeping.
            if (i > 0 || value.Type != ObjectType.Commit)
                _cache.Add(KeyOf(pack, own), value);
        }

        return value;
    }

    private CachedObject InflateWhole(PackFile pack, long offset, PackEntry entry)
    {
        var input = pack.Compressed(entry.DataStart);
        int size = CheckSize(pack, offset, entry.Size, input.Length);
        var value = _cache.Allocate((ObjectType)entry.Kind, size);
        Check(_inflater.Inflate(input, value.Room, size, out _), pack, offset);
        return value;
    }

    private CachedObject ApplyDelta(PackFile pack, long offset, PackEntry entry, CachedObject source)
    {
        var input = pack.Compressed(entry.DataStart);
        int size = CheckSize(pack, offset, entry.Size, input.Length);
        if (_instructions.Length < size + 8)
            _instructions = new byte[Math.Max(size + 8, _instructions.Length * 2)];
        Check(_inflater.Inflate(input, _instructions, size, out _), pack, offset);

        var delta = _instructions.AsSpan(0, size);
        if (!Delta.TryReadSizes(delta, out int baseSize, out int resultSize, out int headerLength))
            throw GitDataException.Corrupt(pack.Path, offset, "a delta's sizes are malformed");
        if (baseSize != source.Length)
            throw GitDataException.Corrupt(pack.Path, offset, "a delta states another size than its base has");
        CheckLimit(pack.Path, resultSize);
        if (resultSize > TrustedSize && Delta.CountResult(delta[headerLength..]) != resultSize)
            throw GitDataException.Corrupt(pack.Path, offset, "a delta produces another size than it states");

        var value = _cache.Allocate(source.Type, resultSize);
        if (Delta.Apply(source.Data, delta[headerLength..], value.Content) is { } reason)
            throw GitDataException.Corrupt(pack.Path, offset, reason);
        return value;
    }

    private static long BaseOf(PackFile pack, long offset, PackEntry entry, int depth)
    {
        if (depth > MostDeltas)
            throw GitDataException.Corrupt(pack.Path, offset, "a chain of deltas does not end");
        if (entry.Kind == PackEntry.OffsetDelta)
            return entry.BaseOffset;
        if (!pack.Index.TryFind(entry.BaseId, out long found))
            throw GitDataException.Corrupt(pack.Path, offset, $"a delta's base {entry.BaseId} is not in the pack");
        return found;
    }

    private long DeltaResultSize(PackFile pack, long offset, PackEntry entry)
    {
        // Both sizes fit ten bytes.
        Span<byte> start = stackalloc byte[10];
        int size = (int)Math.Min(entry.Size, start.Length);
        var status = _inflater.Inflate(pack.Compressed(entry.DataStart), start, size, out _);
        if (status is not (InflateStatus.Done or InflateStatus.OutputFull)
            || !Delta.TryReadSizes(start[..size], out _, out int resultSize, out _))
            throw GitDataException.Corrupt(pack.Path, offset, "a delta's sizes are malformed");
        return resultSize;
    }

    private int CheckSize(PackFile pack, long offset, long size, int available)
    {
        CheckLimit(pack.Path, size);
        if (size / MostInflation > available)
            throw GitDataException.Corrupt(pack.Path, offset, "an object's header states an impossible size");
        return (int)size;
    }

    private void CheckLimit(string file, long size)
    {
        if (size > MaxObjectSize)
            throw GitDataException.Unsupported(file, $"an object of {size} bytes is too large to read");
        if (size > _most)
            throw new GitDataException(GitDataProblem.TooLarge, $"{file}: an object of {size} bytes is larger than the {_most} that may be held");
    }

    private static void Check(InflateStatus status, PackFile pack, long offset)
    {
        if (status == InflateStatus.Done)
            return;
        throw GitDataException.Corrupt(pack.Path, offset, status switch
        {
            InflateStatus.OutputFull => "an object is longer than its header says",
            InflateStatus.Truncated => "an object is shorter than its header says",
            InflateStatus.WrongChecksum => "an object's checksum is wrong",
            _ => "an object is no zlib stream",
        });
    }
}
