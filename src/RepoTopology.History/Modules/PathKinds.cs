namespace RepoTopology.History;

/// <summary>What a path says about a file: generated, vendored, binary, or authored by people.</summary>
public static class PathKinds
{
    public static PathKind Classify(string path) => throw new NotImplementedException(path);
}
