namespace RepoTopology.Git;

/// <summary>One line of a tree: mode, name and object.</summary>
public readonly ref struct TreeEntry(ushort mode, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id)
{
    private readonly ReadOnlySpan<byte> _id = id;

    /// <summary>The canonical mode, one of <see cref="FileMode"/>.</summary>
    public ushort Mode { get; } = mode;

    public ReadOnlySpan<byte> Name { get; } = name;

    public ObjectId Id => ObjectId.Read(_id);

    public bool IsTree => Mode == FileMode.Tree;
}

/// <summary>
/// The entries of a tree, read in place: <c>mode SP name NUL 20-byte-id</c>, repeated; sorted by bytes, a directory as if its name ended in
/// "/". https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
/// </summary>
public ref struct TreeEntries(ReadOnlySpan<byte> data, ObjectId tree)
{
    private ReadOnlySpan<byte> _rest = data;
    private readonly ObjectId _tree = tree;

    public TreeEntry Current { get; private set; }

    /// <summary>The bytes of the entries after <see cref="Current"/>.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public readonly TreeEntries GetEnumerator() => this;

    /// <exception cref="GitDataException">The tree's bytes are malformed.</exception>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        int mode = 0;
        int at = 0;
        while (true)
        {
            if (at >= _rest.Length || at > 6)
                throw GitDataException.Corrupt(_tree, "tree entry has no mode");
            int digit = _rest[at++] - '0';
            if (digit == ' ' - '0')
                break;
            if (digit is < 0 or > 7)
                throw GitDataException.Corrupt(_tree, "tree entry has a mode that is not octal");
            mode = mode << 3 | digit;
        }

        var tail = _rest[at..];
        int nul = tail.IndexOf((byte)0);
        if (nul <= 0 || tail.Length < nul + 1 + ObjectId.Size)
            throw GitDataException.Corrupt(_tree, "tree entry is cut short");
        Current = new TreeEntry(FileMode.Canonical(mode), tail[..nul], tail.Slice(nul + 1, ObjectId.Size));
        _rest = tail[(nul + 1 + ObjectId.Size)..];
        return true;
    }
}
