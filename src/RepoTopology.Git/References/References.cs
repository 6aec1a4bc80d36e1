namespace RepoTopology.Git;

/// <summary>Branches, tags and HEAD: loose and packed. https://git-scm.com/docs/git-pack-refs</summary>
public sealed class References
{
    /// <summary>What HEAD points at: a full branch name such as <c>refs/heads/main</c>, or null when it is detached.</summary>
    public string? HeadBranch => throw new NotImplementedException();

    /// <summary>The object a full reference name (<c>HEAD</c>, <c>refs/…</c>) leads to, symbolic references followed.</summary>
    public bool TryResolve(string name, out ObjectId id) => throw new NotImplementedException(name);

    /// <summary>All references under a prefix such as <c>refs/tags/</c>, sorted by name.</summary>
    public IEnumerable<(string Name, ObjectId Id)> List(string prefix) => throw new NotImplementedException(prefix);
}
