namespace RepoTopology.Git;

/// <summary>The few keys of a repository's own config that are read. Nothing in it is ever executed.</summary>
public sealed class GitConfig
{
    /// <summary>The last value of <c>section.key</c> or <c>section.subsection.key</c>; section and key in any case.</summary>
    public string? Get(string name) => throw new NotImplementedException(name);
}
