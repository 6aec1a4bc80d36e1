namespace RepoTopology.Git;

/// <summary>What is known of a version besides its content.</summary>
[Flags]
public enum VersionTraits : byte
{
    None = 0,

    /// <summary>Where its lines came from is not known, and no parent of it is.</summary>
    Unknown = 1,

    /// <summary>A parent of it is not known: lines that no known parent has may be older.</summary>
    Uncertain = 2,

    /// <summary>Lines it changed are handed to the parent's most similar lines (<c>--ignore-rev</c>).</summary>
    Ignored = 4,

    /// <summary>The file ends here: the version has no content, and its first parent's lines are removed.</summary>
    Deleted = 8,
}

/// <summary>
/// The versions of a file, and of the files it was renamed from or to, each after those it was made from. A version's parents are those that
/// <c>git blame</c> would ask, in that order; one parent with the very same content takes everything.
/// </summary>
public sealed class FileVersions
{
    private readonly List<ObjectId> _blobs = [];
    private readonly List<VersionTraits> _traits = [];
    private readonly List<int> _parentEnds = [];
    private readonly List<int> _parents = [];

    public int Count => _blobs.Count;

    /// <param name="blob">The content.</param>
    /// <param name="parents">Versions added before.</param>
    /// <param name="traits">What is known of it.</param>
    /// <returns>The version's number.</returns>
    public int Add(ObjectId blob, ReadOnlySpan<int> parents, VersionTraits traits = VersionTraits.None)
    {
        foreach (int parent in parents)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(parent, nameof(parents));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parent, Count, nameof(parents));
            _parents.Add(parent);
        }

        _blobs.Add(blob);
        _traits.Add(traits);
        _parentEnds.Add(_parents.Count);
        return Count - 1;
    }

    public ObjectId BlobOf(int version) => _blobs[version];

    public VersionTraits TraitsOf(int version) => _traits[version];

    public ReadOnlySpan<int> ParentsOf(int version)
    {
        int start = version == 0 ? 0 : _parentEnds[version - 1];
        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parents)[start.._parentEnds[version]];
    }

    public void Clear()
    {
        _blobs.Clear();
        _traits.Clear();
        _parentEnds.Clear();
        _parents.Clear();
    }
}
