namespace RepoTopology.Git;

/// <summary>
/// The commit-graph file or chain: tree, parents and committer date of commits without inflating them.
/// https://git-scm.com/docs/gitformat-commit-graph
/// </summary>
public sealed class CommitGraphFile : IDisposable
{
    /// <summary>Opens <c>info/commit-graph</c> or the chain in <c>info/commit-graphs/</c>; null when there is neither.</summary>
    /// <exception cref="GitDataException">A file is corrupt.</exception>
    public static CommitGraphFile? TryOpen(string objectsDirectory) => throw new NotImplementedException(objectsDirectory);

    public int Count => throw new NotImplementedException();

    /// <summary>The position of a commit in the graph, over the whole chain.</summary>
    public bool TryFind(ObjectId id, out int position) => throw new NotImplementedException(id.ToString());

    public ObjectId IdAt(int position) => throw new NotImplementedException(position.ToString());

    public ObjectId TreeAt(int position) => throw new NotImplementedException(position.ToString());

    /// <summary>Committer date in seconds since 1970-01-01 UTC (34 bits).</summary>
    public long DateAt(int position) => throw new NotImplementedException(position.ToString());

    /// <summary>Appends the parents' positions, in order.</summary>
    public void AppendParents(int position, List<int> parents) => throw new NotImplementedException(position.ToString() + parents);

    public void Dispose() => throw new NotImplementedException();
}
