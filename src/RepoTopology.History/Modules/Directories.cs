namespace RepoTopology.History;

/// <summary>The directories of paths with forward slashes.</summary>
internal static class Directories
{
    /// <summary>A hostile tree nests thousands deep; what lies deeper than this counts for the directory at this depth.</summary>
    private const int MaxDepth = 64;

    /// <summary>The directories above a path, the top-level one first, the root left out.</summary>
    public static IEnumerable<string> Above(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        for (int depth = 0; slash > 0 && depth < MaxDepth; depth++)
        {
            yield return path[..slash];
            slash = path.IndexOf('/', slash + 1);
        }
    }
}
