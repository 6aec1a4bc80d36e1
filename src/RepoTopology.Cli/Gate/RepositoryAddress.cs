namespace RepoTopology.Cli;

/// <summary>Where the repository lives, as the system that runs a job says.</summary>
internal static class RepositoryAddress
{
    /// <returns>An http or https address without user, password or query; null where nothing tells.</returns>
    public static Uri? Of(Func<string, string?> variable)
    {
        string? github = Set("GITHUB_SERVER_URL") is { } server && Set("GITHUB_REPOSITORY") is { } name ? $"{server.TrimEnd('/')}/{name}" : null;
        return Uri.TryCreate(github ?? Set("CI_PROJECT_URL") ?? Set("BUILD_REPOSITORY_URI"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : null;

        string? Set(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
