namespace RepoTopology.Git;

/// <summary>
/// The commit-graph file or chain: tree, parents and committer date of commits without inflating them.
/// https://git-scm.com/docs/gitformat-commit-graph
/// </summary>
/// <remarks>Immutable once opened, so it is shared by all threads.</remarks>
public sealed class CommitGraphFile : IDisposable
{
    // A chain doubles its layers' sizes, so even 2^31 commits need few; more is nonsense that would only cost file handles.
    private const int MaxLayers = 128;
    private const int MaxChainFileBytes = MaxLayers * (ObjectId.HexSize + 2);

    private readonly CommitGraphLayer[] _layers;

    private CommitGraphFile(CommitGraphLayer[] layers) => _layers = layers;

    /// <summary>
    /// Opens <c>info/commit-graph</c> or the chain in <c>info/commit-graphs/</c>; null when there is neither, or when a layer of the chain
    /// is not in this directory (a clone that shares objects may keep its base layers with its alternate).
    /// </summary>
    /// <exception cref="GitDataException">A file is corrupt, unreadable, or of a version or hash that is not supported.</exception>
    public static CommitGraphFile? TryOpen(string objectsDirectory)
    {
        string single = Path.Combine(objectsDirectory, "info", "commit-graph");
        if (File.Exists(single))
            return new CommitGraphFile([CommitGraphLayer.Open(single, [])]);

        string folder = Path.Combine(objectsDirectory, "info", "commit-graphs");
        string chain = Path.Combine(folder, "commit-graph-chain");
        return File.Exists(chain) ? OpenChain(folder, chain) : null;
    }

    /// <summary>Commits in the graph.</summary>
    public int Count => _layers[^1].End;

    /// <summary>The position of a commit in the graph, over the whole chain.</summary>
    public bool TryFind(ObjectId id, out int position)
    {
        // Newest first: a walk starts at the tips.
        for (int i = _layers.Length - 1; i >= 0; i--)
            if (_layers[i].TryFind(id, out position))
                return true;

        position = -1;
        return false;
    }

    public ObjectId IdAt(int position) => LayerOf(position).IdAt(position);

    public ObjectId TreeAt(int position) => LayerOf(position).TreeAt(position);

    /// <summary>Committer date in seconds since 1970-01-01 UTC (34 bits).</summary>
    public long DateAt(int position) => LayerOf(position).DateAt(position);

    /// <summary>Appends the parents' positions, in order.</summary>
    /// <exception cref="GitDataException">A parent is not in the graph.</exception>
    public void AppendParents(int position, List<int> parents) => LayerOf(position).AppendParents(position, parents);

    public void Dispose()
    {
        foreach (var layer in _layers)
            layer.Dispose();
    }

    /// <summary>Reads the chain: one hash a line, base first, each naming <c>graph-{hash}.graph</c> beside the chain file.</summary>
    private static CommitGraphFile? OpenChain(string folder, string chain)
    {
        var layers = new List<CommitGraphLayer>();
        try
        {
            foreach (var hash in ReadChain(chain))
            {
                string path = Path.Combine(folder, $"graph-{hash}.graph");
                if (!File.Exists(path))
                {
                    layers.ForEach(layer => layer.Dispose());
                    return null;
                }

                layers.Add(CommitGraphLayer.Open(path, layers));
            }

            return layers.Count == 0
                ? throw GitDataException.Corrupt(chain, "the commit-graph chain is empty")
                : new CommitGraphFile([.. layers]);
        }
        catch (GitDataException)
        {
            layers.ForEach(layer => layer.Dispose());
            throw;
        }
    }

    private static List<ObjectId> ReadChain(string chain)
    {
        byte[] text = SmallFile.TryRead(chain, MaxChainFileBytes) ?? [];
        var hashes = new List<ObjectId>();
        foreach (var range in text.AsSpan().Split((byte)'\n'))
        {
            var line = text.AsSpan(range).TrimEnd((byte)'\r');
            if (line.IsEmpty)
                continue;
            if (!ObjectId.TryParse(line, out var hash))
                throw GitDataException.Corrupt(chain, "the commit-graph chain has a line that is not a hash");
            hashes.Add(hash);
        }

        return hashes;
    }

    private CommitGraphLayer LayerOf(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Count);
        int i = _layers.Length - 1;
        while (position < _layers[i].Start)
            i--;
        return _layers[i];
    }
}
