namespace RepoTopology.Git;

/// <summary>Branches, tags and HEAD: loose and packed. https://git-scm.com/docs/git-pack-refs</summary>
public sealed class References
{
    // As many as git reads.
    private const int ChainLimit = 5;

    private readonly LooseReferences _loose;
    private readonly Lazy<PackedReferences> _packed;

    internal References(RepositoryLayout layout)
    {
        _loose = new LooseReferences(layout);
        _packed = new Lazy<PackedReferences>(() => PackedReferences.Load(layout.CommonDirectory));
    }

    /// <summary>
    /// What HEAD points at: a full branch name such as <c>refs/heads/main</c>, or null when it is detached. Before a branch's first commit
    /// the name is there, but does not resolve.
    /// </summary>
    /// <exception cref="GitDataException">HEAD is unreadable or malformed.</exception>
    public string? HeadBranch
    {
        get
        {
            TryFollow("HEAD", out string last, out _);
            return last == "HEAD" ? null : last;
        }
    }

    /// <summary>The object a full reference name (<c>HEAD</c>, <c>refs/…</c>) leads to, symbolic references followed.</summary>
    /// <exception cref="GitDataException">The reference is unreadable or malformed.</exception>
    public bool TryResolve(string name, out ObjectId id)
    {
        id = default;
        return ReferenceName.IsValid(name) && TryFollow(name, out _, out id);
    }

    /// <summary>
    /// All references under a prefix such as <c>refs/tags/</c>, sorted by name. Those that lead nowhere or are malformed are left out.
    /// </summary>
    public IEnumerable<(string Name, ObjectId Id)> List(string prefix)
    {
        var found = new SortedDictionary<string, ObjectId>(StringComparer.Ordinal);
        foreach (var (name, id) in _packed.Value.List(prefix))
            found[name] = id;
        foreach (string name in _loose.List(prefix))
            if (TryResolveIntact(name, out var id))
                found[name] = id;
            else
                found.Remove(name);
        return found.Select(pair => (pair.Key, pair.Value));
    }

    private bool TryResolveIntact(string name, out ObjectId id)
    {
        try
        {
            return TryResolve(name, out id);
        }
        catch (GitDataException error) when (error.Problem == GitDataProblem.Corrupt)
        {
            id = default;
            return false;
        }
    }

    private bool TryFollow(string name, out string last, out ObjectId id)
    {
        last = name;
        for (int read = 0; read < ChainLimit; read++)
        {
            if (_loose.Read(last) is not { } value)
                return _packed.Value.TryFind(last, out id);
            id = value.Id;
            if (value.Target is null)
                return true;
            last = value.Target;
        }

        throw GitDataException.Corrupt(_loose.PathOf(name), $"leads through more than {ChainLimit} symbolic references");
    }
}
