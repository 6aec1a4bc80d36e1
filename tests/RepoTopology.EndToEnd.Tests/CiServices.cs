using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>What each service clones for a pull request, which variables it sets, and how it runs a sample's scripts.</summary>
internal static partial class CiServices
{
    /// <summary>A branch's name is whatever its author likes.</summary>
    private const string HostileBranch = "a\";touch${IFS}hostile;$(touch${IFS}hostile)";

    /// <summary>A branch that concentrates core, what the service would merge it to, and a target that others moved on meanwhile.</summary>
    public static GitTestRepository Origin(string? trailer)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the samples' scripts are for bash");
        var origin = TeamHistory.Create();
        string fork = origin.Run("rev-parse", "main").Trim();
        TeamHistory.Concentrate(origin, trailer);
        origin.Run("checkout", "--quiet", "main");
        origin.Write("tools/t.c", TeamHistory.Text("cy", 320));
        origin.Commit("a tool", TeamHistory.Cy, date: TeamHistory.Start.AddDays(100));
        origin.Run("checkout", "--quiet", "--detach", "main");
        origin.Run("merge", "--quiet", "--no-ff", "-m", "merged", "topic");
        origin.Run("update-ref", "refs/pull/1/merge", "HEAD");
        origin.Run("update-ref", "refs/pull/1/fork", fork);
        origin.Run("checkout", "--quiet", "main");
        return origin;
    }

    public static CiJob GitHub(GitTestRepository origin, string depth)
    {
        var job = new CiJob(origin, "refs/pull/1/merge", depth);
        foreach (string file in (string[])["GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "GITHUB_PATH"])
            File.WriteAllText(job.Environment[file] = Path.Combine(job.Temp, file), "");
        job.Environment["GITHUB_ACTIONS"] = "true";
        job.Environment["GITHUB_BASE_REF"] = "main";
        job.Environment["GITHUB_HEAD_REF"] = HostileBranch;
        job.Environment["GITHUB_SERVER_URL"] = "https://github.example";
        job.Environment["GITHUB_REPOSITORY"] = "team/engine";
        job.Environment["RUNNER_TEMP"] = job.Temp;
        return job;
    }

    /// <summary>Runs the steps that are scripts, the later ones only where the earlier ones passed, and gives the last one's result.</summary>
    public static Tool.Result RunGitHubs(CiJob job, JsonArray steps, Dictionary<string, string>? inputs = null)
    {
        Tool.Result? last = null;
        foreach (var step in steps.Where(step => step!["run"] is not null))
        {
            Assert.True(last is null or { ExitCode: 0 }, last?.Output + last?.Error);
            Assert.Equal("bash", (string?)step!["shell"]);
            var own = (step["env"]?.AsObject() ?? []).ToDictionary(variable => variable.Key, variable => Input().Replace((string)variable.Value!, match => inputs![match.Groups[1].Value]));
            last = job.Bash((string)step["run"]!, "-e -o pipefail", own);
            job.Environment["PATH"] = string.Join(':', [.. File.ReadAllLines(job.Environment["GITHUB_PATH"]), Environment.GetEnvironmentVariable("PATH")]);
        }

        return last!;
    }

    public static CiJob GitLab(PackedTool tool, GitTestRepository origin, JsonNode sample, bool merged, string? depth)
    {
        var job = new CiJob(origin, merged ? "refs/pull/1/merge" : "refs/heads/topic", depth ?? (string)sample["variables"]!["GIT_DEPTH"]!);
        job.Environment["GITLAB_CI"] = "true";
        job.Environment["CI_PIPELINE_SOURCE"] = "merge_request_event";
        job.Environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main";
        job.Environment["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = HostileBranch;
        job.Environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = origin.Run("rev-parse", "refs/pull/1/fork").Trim();
        job.Environment["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = merged ? origin.Run("rev-parse", "main").Trim() : "";
        job.Environment["CI_PROJECT_URL"] = "https://gitlab.example/team/engine";
        job.Environment["CI_PROJECT_DIR"] = job.Work;
        job.Set(sample["variables"], Users(tool));
        return job;
    }

    public static Tool.Result RunGitLabs(CiJob job, JsonNode sample) =>
        job.Bash(string.Join('\n', TextsOf(sample["before_script"]).Concat(TextsOf(sample["script"]))), "-e -o pipefail");

    public static CiJob Azure(PackedTool tool, GitTestRepository origin, JsonNode pipeline, string? depth)
    {
        var checkout = pipeline["steps"]!.AsArray().Single(step => (string?)step!["checkout"] == "self")!;
        var job = new CiJob(origin, "refs/pull/1/merge", depth ?? (string)checkout["fetchDepth"]!);
        job.Environment["TF_BUILD"] = "True";
        job.Environment["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main";
        job.Environment["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = HostileBranch;
        job.Environment["BUILD_REPOSITORY_URI"] = "https://team@azure.example/team/_git/engine";
        job.Environment["AGENT_TEMPDIRECTORY"] = job.Temp;
        job.Environment["PIPELINE_WORKSPACE"] = Path.GetDirectoryName(job.Work)!;
        job.Set(pipeline["variables"], Users(tool));
        return job;
    }

    public static Tool.Result RunAzures(CiJob job, JsonArray steps)
    {
        Tool.Result? last = null;
        foreach (var step in steps.Where(step => step!["bash"] is not null))
        {
            Assert.True(last is null or { ExitCode: 0 }, last?.Output + last?.Error);
            last = job.Bash((string)step!["bash"]!, "");
        }

        return last!;
    }

    /// <summary>What a user sets to have a certain version from a certain place.</summary>
    public static Dictionary<string, string> Users(PackedTool tool) => new() { ["REPOTOPOLOGY_VERSION"] = tool.Version, ["REPOTOPOLOGY_SOURCE"] = tool.Feed };

    /// <summary>The scripts of a list, or the only one.</summary>
    public static IEnumerable<string> TextsOf(JsonNode? script) => script is JsonArray lines ? lines.Select(line => (string)line!) : [(string)script!];

    [GeneratedRegex(@"\$\{\{ inputs\.([a-z]+) \}\}")]
    private static partial Regex Input();
}
