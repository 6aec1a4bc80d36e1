namespace RepoTopology.Cli;

/// <summary>A continuous integration system: how it is recognised, and how it is told to clone whole histories.</summary>
/// <param name="Name">For people.</param>
/// <param name="Variable">The environment variable that is set there.</param>
/// <param name="FullClone">What to write, and where, for a clone with all commits.</param>
/// <param name="File">The file of a repository that it is told in, from the root; "" for none.</param>
internal sealed record CiSystem(string Name, string Variable, string FullClone, string File = "")
{
    private static readonly CiSystem[] Known =
    [
        new("GitHub Actions", "GITHUB_ACTIONS", "write 'fetch-depth: 0' below 'with:' of the actions/checkout step"),
        new("GitLab CI", "GITLAB_CI", "write 'GIT_DEPTH: \"0\"' below 'variables:' of the job", ".gitlab-ci.yml"),
        new("Azure Pipelines", "TF_BUILD", "write 'fetchDepth: 0' in the '- checkout: self' step", "azure-pipelines.yml"),
        new("Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "write 'depth: full' below 'clone:' of the step", "bitbucket-pipelines.yml"),
        new("CircleCI", "CIRCLECI", "write 'method: full' below the 'checkout' step", ".circleci/config.yml"),
        new("Travis CI", "TRAVIS", "write 'depth: false' below 'git:'", ".travis.yml"),
        new("AppVeyor", "APPVEYOR", "leave 'clone_depth' out of appveyor.yml", "appveyor.yml"),
        new("Buildkite", "BUILDKITE", "leave '--depth' out of BUILDKITE_GIT_CLONE_FLAGS"),
        new("Jenkins", "JENKINS_URL", "write '[$class: \"CloneOption\", shallow: false]' in the 'extensions' of the checkout step", "Jenkinsfile"),
        new("TeamCity", "TEAMCITY_VERSION", "run 'git fetch --unshallow' before repotopology"),
        new("an unnamed CI", "CI", "run 'git fetch --unshallow' before repotopology"),
    ];

    /// <summary>The first system that a repository's files are for, or null.</summary>
    public static CiSystem? OfFiles(Func<string, bool> exists) => Known.FirstOrDefault(system => system.File.Length > 0 && exists(system.File));

    /// <summary>The system that the environment belongs to, or null.</summary>
    public static CiSystem? Detect(Func<string, string?> variable) =>
        Known.FirstOrDefault(system => variable(system.Variable) is { Length: > 0 } value && value is not ("0" or "false"));
}
