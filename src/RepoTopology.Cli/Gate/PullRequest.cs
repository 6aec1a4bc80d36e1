namespace RepoTopology.Cli;

/// <summary>What a pull request is to be merged into, as the system that runs it says.</summary>
internal static class PullRequest
{
    /// <returns>A revision; null outside pull requests.</returns>
    public static string? Base(Func<string, string?> variable)
    {
        if (Set("GITHUB_BASE_REF") is { } github)
            return "origin/" + github;
        // The commits themselves, where GitLab knows them: the branch need not have been fetched. The first is set where HEAD is already merged into the target,
        // so that the second would lie before what others merged meanwhile.
        if (Set("CI_MERGE_REQUEST_TARGET_BRANCH_SHA") is { } target)
            return target;
        if (Set("CI_MERGE_REQUEST_DIFF_BASE_SHA") is { } commit)
            return commit;
        if (Set("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") is { } gitlab)
            return "origin/" + gitlab;
        const string Heads = "refs/heads/";
        return Set("SYSTEM_PULLREQUEST_TARGETBRANCH") is { } azure
            ? "origin/" + (azure.StartsWith(Heads, StringComparison.Ordinal) ? azure[Heads.Length..] : azure)
            : null;

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
