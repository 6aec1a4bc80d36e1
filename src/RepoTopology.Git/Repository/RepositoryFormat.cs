namespace RepoTopology.Git;

/// <summary>
/// Refuses at open what this reader would misread. https://git-scm.com/docs/repository-version
/// </summary>
internal static class RepositoryFormat
{
    /// <exception cref="GitDataException">The repository says that it needs more than this reader knows.</exception>
    public static void Check(GitConfig config, string commonDirectory)
    {
        string file = Path.Join(commonDirectory, "config");
        int version = config.GetNumber("core.repositoryformatversion") ?? 0;
        if (version is < 0 or > 1)
            throw GitDataException.Unsupported(file, $"repository format version {version} is not supported (0 and 1 are)");

        foreach (var (name, value) in config.Entries)
        {
            if (!name.StartsWith("extensions.", StringComparison.Ordinal))
                continue;
            switch (name["extensions.".Length..])
            {
                case "objectformat" when value == "sha256":
                    throw GitDataException.Unsupported(file, "SHA-256 repositories are not supported yet");
                case "refstorage" when value == "reftable":
                    throw GitDataException.Unsupported(file, "repositories with reftable references are not supported yet");
                case "objectformat" when value == "sha1":
                case "refstorage" when value == "files":
                case "noop" or "noop-v1" or "preciousobjects" or "partialclone" or "worktreeconfig" or "relativeworktrees":
                    break;
                // Version 0 predates extensions: git ignores those that it does not know.
                case var extension when version == 1:
                    throw GitDataException.Unsupported(file, $"the extension '{extension} = {value}' is not supported");
            }
        }
    }

    /// <summary>Whether objects may be absent on purpose, as far as the config says.</summary>
    public static bool IsPartialClone(GitConfig config)
    {
        foreach (var (name, value) in config.Entries)
        {
            if (name == "extensions.partialclone")
                return true;
            if (!name.StartsWith("remote.", StringComparison.Ordinal))
                continue;
            if (name.EndsWith(".partialclonefilter", StringComparison.Ordinal)
                || (name.EndsWith(".promisor", StringComparison.Ordinal) && config.GetBoolean(name) == true))
                return true;
        }

        return false;
    }
}
