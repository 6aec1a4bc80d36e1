using RepoTopology.History;

namespace RepoTopology.Reports;

/// <summary>
/// What a repository is called in reports: the last part of its directory. The whole path would make two clones' reports differ and tell
/// readers about somebody's disk.
/// </summary>
internal static class RepositoryName
{
    public static string Of(RepositoryHistory history)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(history.Path));
        return name.Length > 0 ? name : history.Path;
    }
}
