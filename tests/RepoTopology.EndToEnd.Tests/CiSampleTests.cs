using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>
/// The scripts of samples/ci, taken out of their YAML and run with bash in a clone as the service makes it, with the variables that it sets. The tool is installed by the
/// sample's own step from a folder, through the variable that the sample has for that.
/// </summary>
public sealed class CiSampleTests(PackedTool tool) : IClassFixture<PackedTool>
{
    private const string Taken = "Reviewed-by: " + TeamHistory.Bob;

    public static TheoryData<string> Samples => [.. Directory.GetFiles(Root, "*.y*ml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Root, file))];

    private static string Root => Path.Combine(SourceTree.Root, "samples", "ci");

    [Theory]
    [InlineData(null, 2)]
    [InlineData(Taken, 0)]
    public void GitHubsWorkflowJudgesThePullRequest(string? trailer, int code)
    {
        var workflow = CiJob.Read("github/repotopology.yml");
        Assert.Equal("write", (string?)workflow["permissions"]!["security-events"]);
        var steps = workflow["jobs"]!["gate"]!["steps"]!.AsArray();
        using var origin = CiServices.Origin(trailer);
        using var job = CiServices.GitHub(origin, (string)Using(steps, "actions/checkout@")["with"]!["fetch-depth"]!);
        job.Set(workflow["env"], CiServices.Users(tool));
        var check = CiServices.RunGitHubs(job, steps);
        Assert.Equal(code, check.ExitCode);
        AssertGitHubs(job, check, code == 2);

        var upload = Using(steps, "github/codeql-action/upload-sarif@");
        Assert.StartsWith("always()", (string?)upload["if"], StringComparison.Ordinal);
        AssertSarif(File.ReadAllText(Path.Combine(job.Work, (string)upload["with"]!["sarif_file"]!)), code == 2);

        // What the workflow keeps for the next run is where the tool keeps it.
        string kept = (string)Using(steps, "actions/cache@")["with"]!["path"]!;
        Assert.NotEmpty(Directory.GetFiles(kept.Replace("~", job.Environment["HOME"], StringComparison.Ordinal), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(null, "", 2)]
    [InlineData(null, "--fail=top-owner-share=1\n\n--warn=top-owner-share=0.8\n", 0)]
    [InlineData(Taken, "", 0)]
    [InlineData(null, "--config=$(touch hostile)", 1)]
    [InlineData(null, "; touch hostile", 1)]
    public void GitHubsActionTakesItsInputsAsTheyAre(string? trailer, string args, int code)
    {
        var action = CiJob.Read("github/action.yml");
        var inputs = action["inputs"]!.AsObject().ToDictionary(input => input.Key, input => (string)input.Value!["default"]!);
        (inputs["version"], inputs["source"], inputs["args"], inputs["base"]) = (tool.Version, tool.Feed, args, code == 2 ? "" : "origin/main");
        var steps = action["runs"]!["steps"]!.AsArray();
        using var origin = CiServices.Origin(trailer);
        using var job = CiServices.GitHub(origin, "0");
        var check = CiServices.RunGitHubs(job, steps, inputs);
        Assert.Equal(code, check.ExitCode);
        Assert.False(File.Exists(Path.Combine(job.Work, "hostile")));
        string[] said = File.ReadAllLines(job.Environment["GITHUB_OUTPUT"]);
        if (code == 1)
        {
            Assert.Equal(["exit-code=1"], said);
            return;
        }

        Assert.Equal([$"exit-code={code}", "sarif=repotopology.sarif"], said);
        var upload = Using(steps, "github/codeql-action/upload-sarif@");
        Assert.StartsWith("always()", (string?)upload["if"], StringComparison.Ordinal);
        Assert.Equal("${{ steps.check.outputs.sarif }}", (string?)upload["with"]!["sarif_file"]);
        AssertSarif(File.ReadAllText(Path.Combine(job.Work, "repotopology.sarif")), code == 2);
        if (args.Length == 0)
            AssertGitHubs(job, check, code == 2);
    }

    [Theory]
    [InlineData(null, false, 2)]
    [InlineData(null, true, 2)]
    [InlineData(Taken, false, 0)]
    public void GitLabsJobJudgesTheMergeRequest(string? trailer, bool merged, int code)
    {
        var sample = CiJob.Read("gitlab/.gitlab-ci.yml")["repotopology"]!;
        using var origin = CiServices.Origin(trailer);
        using var job = CiServices.GitLab(tool, origin, sample, merged, null);
        var check = CiServices.RunGitLabs(job, sample);
        Assert.Equal(code, check.ExitCode);
        Assert.Contains(code == 2 ? "core: lines that one person alone knows" : "The change passes", check.Output, StringComparison.Ordinal);
        // Others' work that is merged already is no part of the change.
        Assert.DoesNotContain("tools", check.Output, StringComparison.Ordinal);

        Assert.Equal("always", (string?)sample["artifacts"]!["when"]);
        var reports = sample["artifacts"]!["reports"]!;
        var quality = JsonNode.Parse(File.ReadAllText(Path.Combine(job.Work, (string)reports["codequality"]!)))!.AsArray();
        var serious = quality.Where(finding => (string?)finding!["severity"] == "major").ToList();
        Assert.Equal(code == 2 ? ["core/b.c"] : [], serious.Select(finding => (string?)finding!["location"]!["path"]));
        AssertJUnit(File.ReadAllBytes(Path.Combine(job.Work, (string)reports["junit"]!)), code == 2);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(job.Work, (string)sample["cache"]!["paths"]![0]!), "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData(Taken, 0)]
    public void AzuresPipelineJudgesThePullRequest(string? trailer, int code)
    {
        var pipeline = CiJob.Read("azure/azure-pipelines.yml");
        var steps = pipeline["steps"]!.AsArray();
        using var origin = CiServices.Origin(trailer);
        using var job = CiServices.Azure(tool, origin, pipeline, null);
        var check = CiServices.RunAzures(job, steps);
        Assert.Equal(code, check.ExitCode);
        Assert.Equal(code == 2, check.Output.Contains("##vso[task.logissue type=error;sourcepath=core/b.c;", StringComparison.Ordinal));
        string summary = Regex.Match(check.Output, @"##vso\[task\.uploadsummary\](?<path>\S+)").Groups["path"].Value;
        Assert.Contains(code == 2 ? "| `core` |" : "The change passes", File.ReadAllText(summary), StringComparison.Ordinal);

        var publish = steps.Single(step => ((string?)step!["task"])?.StartsWith("PublishTestResults@", StringComparison.Ordinal) == true)!;
        Assert.Equal("succeededOrFailed()", (string?)publish["condition"]);
        AssertJUnit(File.ReadAllBytes(job.Expand((string)publish["inputs"]!["testResultsFiles"]!)), code == 2);
        var cache = steps.Single(step => ((string?)step!["task"])?.StartsWith("Cache@", StringComparison.Ordinal) == true)!;
        Assert.NotEmpty(Directory.GetFiles(job.Expand((string)cache["inputs"]!["path"]!), "*", SearchOption.AllDirectories));
    }

    /// <summary>The services' own depth is 1 (GitLab's 20): forgetting the line must not pass for a good result.</summary>
    [Fact]
    public void WithoutTheDepthEachSaysWhichLineIsMissing()
    {
        using var origin = CiServices.Origin(null);
        var workflow = CiJob.Read("github/repotopology.yml");
        using (var job = CiServices.GitHub(origin, "1"))
        {
            job.Set(workflow["env"], CiServices.Users(tool));
            AssertTold(CiServices.RunGitHubs(job, workflow["jobs"]!["gate"]!["steps"]!.AsArray()), "fetch-depth: 0");
        }

        var gitlab = CiJob.Read("gitlab/.gitlab-ci.yml")["repotopology"]!;
        using (var job = CiServices.GitLab(tool, origin, gitlab, merged: true, "1"))
            AssertTold(CiServices.RunGitLabs(job, gitlab), "GIT_DEPTH: \"0\"");

        var azure = CiJob.Read("azure/azure-pipelines.yml");
        using (var job = CiServices.Azure(tool, origin, azure, "1"))
            AssertTold(CiServices.RunAzures(job, azure["steps"]!.AsArray()), "fetchDepth: 0");

        static void AssertTold(Tool.Result check, string line)
        {
            Assert.Equal(3, check.ExitCode);
            Assert.Contains($"write '{line}'", check.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void NoScriptHasAServicesExpressionInIt(string sample)
    {
        foreach (string script in Scripts(CiJob.Read(sample)))
            Assert.DoesNotMatch(@"\$\{\{|\$\(", script);
    }

    private static IEnumerable<string> Scripts(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(child => child.Key is "run" or "bash" or "script" or "before_script" or "entry" ? CiServices.TextsOf(child.Value) : Scripts(child.Value)),
        JsonArray list => list.SelectMany(Scripts),
        _ => [],
    };

    private static JsonNode Using(JsonArray steps, string action) => steps.Single(step => ((string?)step!["uses"])?.StartsWith(action, StringComparison.Ordinal) == true)!;

    private static void AssertGitHubs(CiJob job, Tool.Result check, bool fails)
    {
        Assert.False(File.Exists(Path.Combine(job.Work, "hostile")));
        Assert.Equal(fails, check.Output.Contains("::error file=core/b.c,line=1,", StringComparison.Ordinal));
        Assert.Contains(fails ? "| `core` |" : "The change passes", File.ReadAllText(job.Environment["GITHUB_STEP_SUMMARY"]), StringComparison.Ordinal);
    }

    private static void AssertSarif(string sarif, bool fails)
    {
        string schema = Path.Combine(SharedFiles.Directory, "schemas", "sarif-2.1.0.json");
        Assert.NotEmpty(JsonSchema.Complaints(schema, sarif.Replace("\"2.1.0\"", "\"9\"", StringComparison.Ordinal)));
        Assert.Empty(JsonSchema.Complaints(schema, sarif));
        var run = JsonNode.Parse(sarif)!["runs"]![0]!;
        Assert.Equal("https://github.example/team/engine", (string?)run["versionControlProvenance"]![0]!["repositoryUri"]);
        Assert.Equal(
            fails ? ["core/b.c"] : [],
            run["results"]!.AsArray().Where(result => (string?)result!["level"] == "error").Select(result => (string?)result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]));
    }

    private static void AssertJUnit(byte[] junit, bool fails)
    {
        string schema = Path.Combine(SharedFiles.Directory, "schemas", "junit.xsd");
        string text = Encoding.UTF8.GetString(junit);
        Assert.NotEmpty(XmlSchema.Complaints(schema, Encoding.UTF8.GetBytes(text.Replace(" tests=\"", " tests=\"x", StringComparison.Ordinal))));
        Assert.Empty(XmlSchema.Complaints(schema, junit));
        Assert.Equal(fails ? ["core"] : [], XDocument.Parse(text).Descendants("failure").Select(failure => (string?)failure.Parent!.Attribute("name")));
    }
}
