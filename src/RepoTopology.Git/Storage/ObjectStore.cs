using System.Text;

namespace RepoTopology.Git;

/// <summary>
/// The object database: packs, loose objects and alternates. Immutable once opened, so it is shared by all threads; each thread reads
/// through an <see cref="ObjectReader"/> of its own.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    // As deep as git follows alternates of alternates.
    private const int MostAlternateLevels = 5;

    private readonly List<LooseObjects> _loose = [];
    private readonly List<PackFile> _packs = [];
    private readonly List<(MultiPackIndex Index, PackFile?[] Packs)> _multiPacks = [];

    // Packs that no multi-pack-index covers: only these need looking through one by one.
    private readonly List<PackFile> _singlePacks = [];
    private readonly IReadOnlyDictionary<ObjectId, ObjectId> _replacements;

    private ObjectStore(IReadOnlyDictionary<ObjectId, ObjectId> replacements, UnstoredObjects unstored) => (_replacements, Unstored) = (replacements, unstored);

    /// <summary>Opens an objects directory and, recursively, what its <c>info/alternates</c> names.</summary>
    /// <param name="objectsDirectory">The repository's objects directory.</param>
    /// <param name="replacements">Objects to be read as another one (<c>refs/replace</c>), chains of them already followed.</param>
    /// <param name="unstored">Objects to be read beside the stored ones; null for none.</param>
    /// <exception cref="GitDataException">A directory or index cannot be read.</exception>
    public static ObjectStore Open(string objectsDirectory, IReadOnlyDictionary<ObjectId, ObjectId>? replacements = null, UnstoredObjects? unstored = null)
    {
        var store = new ObjectStore(replacements ?? new Dictionary<ObjectId, ObjectId>(), unstored ?? new UnstoredObjects());
        try
        {
            store.AddDirectory(Path.GetFullPath(objectsDirectory), [], 0);
            return store;
        }
        catch (Exception e)
        {
            store.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw GitDataException.Unreadable(objectsDirectory, e);
            throw;
        }
    }

    /// <summary>Whether any pack stands beside a <c>.promisor</c> file.</summary>
    public bool HasPromisorPacks { get; private set; }

    public int PackCount => _packs.Count;

    /// <summary>Objects that are in none of the files.</summary>
    public UnstoredObjects Unstored { get; }

    internal bool HasMultiPackIndex => _multiPacks.Count > 0;

    /// <summary>
    /// The files that objects are in, packs by name and folders of loose objects by the time of their last change: when an object arrives
    /// or goes, this is another list.
    /// </summary>
    public IEnumerable<string> DescribeFiles() =>
        _packs.Select(pack => pack.Path).Concat(_loose.SelectMany(loose => loose.DescribeFolders()));

    public bool Contains(ObjectId id)
    {
        id = Replacement(id);
        return TryFindPacked(id, null, out _, out _) || FindLoose(id) is not null || Unstored.Contains(id);
    }

    /// <summary>All objects whose hexadecimal name starts with a prefix, sorted.</summary>
    /// <param name="hexPrefix">4 to 40 hexadecimal digits; anything else finds nothing.</param>
    /// <param name="limit">The most ids to return.</param>
    public IReadOnlyList<ObjectId> FindByPrefix(string hexPrefix, int limit = 50)
    {
        if (hexPrefix.Length < 4 || !IdPrefix.TryParse(hexPrefix, out var prefix))
            return [];
        var found = new SortedSet<ObjectId>();
        foreach (var (index, _) in _multiPacks)
            index.AppendByPrefix(prefix, found, limit);
        foreach (var pack in _singlePacks)
            pack.Index.AppendByPrefix(prefix, found, limit);
        foreach (var loose in _loose)
            loose.AppendByPrefix(prefix, found, limit);
        return [.. found];
    }

    /// <summary>A reader for one thread.</summary>
    /// <param name="cacheBytes">How many bytes of trees, blobs and delta bases it keeps. The default is 16 MiB.</param>
    public ObjectReader CreateReader(int cacheBytes = 16 << 20) => new(this, cacheBytes);

    public void Dispose()
    {
        foreach (var (index, _) in _multiPacks)
            index.Dispose();
        foreach (var pack in _packs)
            pack.Dispose();
    }

    internal ObjectId Replacement(ObjectId id)
    {
        return _replacements.Count > 0 ? _replacements.GetValueOrDefault(id, id) : id;
    }

    internal LooseObjects? FindLoose(ObjectId id)
    {
        foreach (var loose in _loose)
            if (loose.Contains(id))
                return loose;
        return null;
    }

    internal bool TryFindPacked(ObjectId id, PackFile? likely, out PackFile pack, out long offset)
    {
        // What was asked for last is most likely in the same pack.
        pack = likely!;
        if (likely is { HasSharedIndex: false } && likely.Index.TryFind(id, out offset))
            return true;
        foreach (var (index, packs) in _multiPacks)
            if (index.TryFind(id, out int number, out offset) && packs[number] is { } covered)
            {
                pack = covered;
                return true;
            }

        foreach (var single in _singlePacks)
            if (single != likely && single.Index.TryFind(id, out offset))
            {
                pack = single;
                return true;
            }

        offset = 0;
        return false;
    }

    private void AddDirectory(string directory, HashSet<string> seen, int level)
    {
        if (!seen.Add(directory))
            return;
        _loose.Add(new LooseObjects(directory));
        AddPacks(Path.Combine(directory, "pack"));

        string alternates = Path.Combine(directory, "info", "alternates");
        if (level >= MostAlternateLevels || SmallFile.TryRead(alternates) is not { } list)
            return;
        foreach (string line in Encoding.UTF8.GetString(list).Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line.Contains('\0', StringComparison.Ordinal))
                throw GitDataException.Corrupt(alternates, "names a directory that cannot exist");
            string other = Path.GetFullPath(Path.Combine(directory, line));
            if (Directory.Exists(other))
                AddDirectory(other, seen, level + 1);
        }
    }

    private void AddPacks(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        var byName = new Dictionary<string, PackFile>(StringComparer.Ordinal);
        foreach (string index in Directory.GetFiles(directory, "*.idx").Order(StringComparer.Ordinal))
        {
            string path = Path.ChangeExtension(index, ".pack");
            if (!File.Exists(path))
                continue;
            var pack = new PackFile(path, _packs.Count);
            _packs.Add(pack);
            byName[Path.GetFileName(index)] = pack;
            HasPromisorPacks |= File.Exists(Path.ChangeExtension(index, ".promisor"));
        }

        string multi = Path.Combine(directory, "multi-pack-index");
        if (File.Exists(multi))
        {
            try
            {
                var index = MultiPackIndex.Open(multi);
                _multiPacks.Add((index, [.. index.PackNames.Select(name => byName.GetValueOrDefault(name))]));
                foreach (string name in index.PackNames)
                    if (byName.Remove(name, out var covered))
                        covered.HasSharedIndex = true;
            }
            catch (GitDataException)
            {
                // It only repeats what the packs' own indices say: without it they are looked through one by one.
            }
        }

        _singlePacks.AddRange(byName.Values.OrderBy(pack => pack.Number));
    }
}
