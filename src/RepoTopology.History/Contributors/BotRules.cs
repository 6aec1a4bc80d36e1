using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>
/// Automations that commit. The rules prefer to leave a bot among the people over taking a person out of them: "Abbott", "Talbot",
/// "botato" and a family called Bot are people. A user's configuration adds what is missing.
/// </summary>
public static class BotRules
{
    /// <summary>
    /// The hosting platform as committer of what somebody did in its web pages. It is nobody's work: who integrates is unknown then.
    /// </summary>
    public const string Platform = "bot:platform";

    /// <summary>All rules, in the order in which they are tried.</summary>
    public static ImmutableArray<IdentityRule> All { get; } =
    [
        new(Platform, "the hosting platform, as committer of merges and edits made on its web pages")
        {
            Names = Set("web-flow"),
            Pattern = identity => identity is { Name: "github", Email: "noreply@github.com" } or { Name: "gitlab", Email: "noreply@gitlab.com" },
        },
        new("bot:suffix", "marked as an app by the hosting platform: the name or login ends in [bot]")
        {
            Pattern = identity => identity.Name.EndsWith("[bot]", StringComparison.Ordinal) || identity.Login.EndsWith("[bot]", StringComparison.Ordinal),
        },
        new("bot:known", "a known automation, by its exact name, login or address")
        {
            Names = Set(
                // updates of dependencies
                "dependabot", "dependabot-preview", "dependabot-support", "renovate", "renovate-bot", "renovate bot", "greenkeeper",
                "greenkeeperio-bot", "snyk-bot", "snyk bot", "pyup-bot", "pyup.io bot", "depfu", "scala-steward", "scala steward",
                "whitesource renovate", "whitesource bolt", "mend renovate", "dotnet-maestro", "dotnet maestro",
                "productconstructionserviceprod", "nixpkgs-update",
                // checks and fixes
                "github-actions", "github actions", "github action", "actions-user", "pre-commit-ci", "pre-commit", "autofix-ci",
                "deepsource-autofix", "restyled-io", "restyled commits", "stickler-ci", "lint action", "codecov", "imgbot", "imgbotapp",
                // housekeeping, merging, releasing
                "allcontributors", "all contributors", "mergify", "bors", "bors-servo", "rustbot", "k8s-ci-robot", "kubernetes prow robot",
                "openshift-merge-robot", "openshift merge robot", "openshift-ci-robot", "copybara-service", "copybara", "release-please",
                "semantic-release-bot", "semantic release", "brewtestbot", "msftbot", "merlinbot",
                // translations
                "hosted weblate", "weblate", "transifex", "transifex integration", "crowdin", "translation updater bot", "translatewiki.net"),
            Emails = Set("support@dependabot.com", "bot@renovateapp.com", "renovate@whitesourcesoftware.com", "actions@github.com",
                "action@github.com", "hosted@weblate.org", "imgbothelp@gmail.com", "snyk-bot@snyk.io", "support@greenkeeper.io"),
        },
        new("bot:build", "the account under which a build server commits")
        {
            Names = Set("hudson", "jenkins", "travis", "travis ci", "teamcity", "azure pipelines", "azure-pipelines", "buildbot", "gitlab ci",
                "gitlab-ci", "gitlab runner", "circleci", "circle ci", "appveyor", "bamboo", "semaphore ci", "continuous integration",
                "build server", "build user", "build agent", "build machine", "builder", "ci", "ci user", "vsts", "tfs build"),
            Emails = Set("builds@travis-ci.org", "travis@travis-ci.org", "deploy@travis-ci.org"),
            Pattern = IsBuildAccount,
        },
        new("bot:name", "the name ends in -bot or in the word Bot, and the address is not that of a person called Bot")
        {
            Pattern = HasBotName,
        },
        new("bot:address", "the address starts with bot@, or with something-bot@")
        {
            Pattern = identity => identity.Local is "bot" || EndsInBot(identity.Local),
        },
        new("bot:service", "a service or automation account")
        {
            Names = Set("automation", "service account", "automated commit", "autobuild", "autocommit"),
            Pattern = identity =>
                identity.Name.EndsWith(" service account", StringComparison.Ordinal) || identity.Name.EndsWith(" automation", StringComparison.Ordinal)
                || identity.Name.EndsWith("-automation", StringComparison.Ordinal) || identity.Local is "automation"
                || identity.Domain.EndsWith(".gserviceaccount.com", StringComparison.Ordinal),
        },
    ];

    /// <summary>"Travis CI", "Hudson @ build.example.org", and "Acme Build" where the address says so too: Build may be a family's name.</summary>
    private static bool IsBuildAccount(IdentityText identity)
    {
        if (identity.Written.EndsWith(" CI", StringComparison.Ordinal) || identity.Name.EndsWith("-ci", StringComparison.Ordinal))
            return true;
        if (identity.Name.StartsWith("hudson @", StringComparison.Ordinal) || identity.Name.StartsWith("jenkins @", StringComparison.Ordinal))
            return true;
        bool named = identity.Name.EndsWith(" build", StringComparison.Ordinal) || identity.Name.EndsWith("-build", StringComparison.Ordinal);
        return named && (identity.Local is "build" or "builds" || identity.Local.EndsWith("-build", StringComparison.Ordinal));
    }

    private static bool HasBotName(IdentityText identity)
    {
        if (identity.Name is "bot" || EndsInBot(identity.Name))
            return true;
        if (!identity.Name.EndsWith(" bot", StringComparison.Ordinal))
            return false;
        if (identity.Local is "bot" || EndsInBot(identity.Local))
            return true;

        // Jan Bot, Anna de Bot: the address of a person holds the first name, or the initial with the family name.
        string compact = string.Concat(identity.Local.Where(char.IsAsciiLetter));
        string first = identity.Name[..identity.Name.IndexOf(' ', StringComparison.Ordinal)];
        return !compact.Contains(first, StringComparison.Ordinal)
            && !(compact.StartsWith(first[0]) && compact.EndsWith("bot", StringComparison.Ordinal));
    }

    private static bool EndsInBot(string text) =>
        text.EndsWith("-bot", StringComparison.Ordinal) || text.EndsWith("_bot", StringComparison.Ordinal);

    private static HashSet<string> Set(params string[] values) => [.. values];
}
