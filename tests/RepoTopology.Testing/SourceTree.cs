namespace RepoTopology.Testing;

/// <summary>The tree of sources that the tests were built in.</summary>
public static class SourceTree
{
    /// <summary>Its top directory, where RepoTopology.sln stands.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "RepoTopology.sln")))
                return at.FullName;
        throw new InvalidOperationException("the tests do not stand in the repository");
    }
}
