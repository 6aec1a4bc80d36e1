using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>A pull request's branch, judged once and told in every format: what a service reads names the right module, the way out, and is valid.</summary>
public sealed class CheckFormatsTests
{
    private static readonly Dictionary<string, string> Nowhere = [];

    [Fact]
    public void EveryFormatOfOneRunNamesTheModuleAndTheWayOut()
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        var (code, outputs) = EveryFormat.Of(Nowhere, repository.Path, "--base", "main");
        Assert.Equal(2, code);
        foreach (var (format, text) in outputs)
        {
            Assert.Contains("core", text, StringComparison.Ordinal);
            // JSON has the names alone; lines of text are broken.
            if (format != "json")
                Assert.Contains("passes if any of Bob Builder, Cy Coder co-authors or reviews this change", string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }

        var finding = JsonNode.Parse(outputs["json"])!["findings"]![0]!;
        Assert.Equal(("core", "fail"), ((string?)finding["symbol"], (string?)finding["verdict"]));
        Assert.Equal(["Bob Builder", "Cy Coder"], finding["wayOut"]!["people"]!.AsArray().Select(person => (string?)person));
        Assert.StartsWith("::error file=core/b.c,line=1,endLine=3000,title=top-owner-share::", outputs["github"], StringComparison.Ordinal);
        Assert.StartsWith("##vso[task.logissue type=error;sourcepath=core/b.c;linenumber=1;", outputs["azure"], StringComparison.Ordinal);
        var quality = JsonNode.Parse(outputs["gitlab"])!.AsArray();
        Assert.Equal(("core/b.c", "major"), ((string?)quality[0]!["location"]!["path"], (string?)quality[0]!["severity"]));
        Assert.Equal(quality.Count, quality.Select(one => (string?)one!["fingerprint"]).Distinct().Count());
        var result = Run(outputs["sarif"])["results"]![0]!;
        Assert.Equal(("top-owner-share", "error", "core/b.c"), ((string?)result["ruleId"], (string?)result["level"], PathOf(result)));
        var failure = Assert.Single(XDocument.Parse(outputs["junit"]).Descendants("failure"));
        Assert.Equal("core", (string?)failure.Parent!.Attribute("name"));
        AssertValid(outputs);
    }

    [Fact]
    public void OnceTheWayOutIsTakenNoFormatSpeaksOfAFailure()
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository, $"Co-authored-by: {TeamHistory.Bob}");
        var (code, outputs) = EveryFormat.Of(Nowhere, repository.Path, "--base", "main");
        Assert.Equal(0, code);
        Assert.DoesNotContain("::error", outputs["github"], StringComparison.Ordinal);
        Assert.DoesNotContain("type=error", outputs["azure"], StringComparison.Ordinal);
        Assert.Contains("result=Succeeded", outputs["azure"], StringComparison.Ordinal);
        Assert.DoesNotContain(Run(outputs["sarif"])["results"]!.AsArray(), result => (string?)result!["level"] == "error");
        Assert.DoesNotContain(JsonNode.Parse(outputs["gitlab"])!.AsArray(), one => (string?)one!["severity"] == "major");
        Assert.Empty(XDocument.Parse(outputs["junit"]).Descendants("failure"));
        foreach (string format in (string[])["text", "markdown", "github-summary"])
            Assert.Contains("The change passes", outputs[format], StringComparison.Ordinal);
        AssertValid(outputs);
    }

    [Theory]
    [InlineData("GITHUB_SERVER_URL=https://github.example/", "GITHUB_REPOSITORY=team/engine", "https://github.example/team/engine")]
    [InlineData("CI_PROJECT_URL=https://gitlab.example/team/engine", "", "https://gitlab.example/team/engine")]
    [InlineData("BUILD_REPOSITORY_URI=https://team:secret@azure.example/team/_git/engine?token=secret", "", "https://azure.example/team/_git/engine")]
    [InlineData("BUILD_REPOSITORY_URI=git@azure.example:team/engine", "", null)]
    [InlineData("GITHUB_REPOSITORY=team/engine", "", null)]
    public void SarifSaysWhereTheRepositoryLives(string first, string second, string? address)
    {
        using var repository = TeamHistory.Create();
        var environment = ((string[])[first, second]).Where(text => text.Length > 0).Select(text => text.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        string sarif = EveryFormat.Of(environment, repository.Path).Outputs["sarif"];
        Assert.DoesNotContain("secret", sarif, StringComparison.Ordinal);
        var provenance = Run(sarif)["versionControlProvenance"]?[0];
        Assert.Equal(address, (string?)provenance?["repositoryUri"]);
        if (address is not null)
            Assert.Equal(repository.Run("rev-parse", "HEAD").Trim(), (string?)provenance!["revisionId"]);
        Assert.Empty(JsonSchema.Complaints(SarifSchema, sarif));
    }

    private static string SarifSchema => Path.Combine(SharedFiles.Directory, "schemas", "sarif-2.1.0.json");

    /// <summary>Each validator must refuse a broken sample before its word counts.</summary>
    private static void AssertValid(IReadOnlyDictionary<string, string> outputs)
    {
        const string Gate = "src/RepoTopology.Reports/Schemas/gate.schema.json";
        string junit = Path.Combine(SharedFiles.Directory, "schemas", "junit.xsd");
        Assert.Contains("/version", JsonSchema.Complaints(SarifSchema, outputs["sarif"].Replace("\"version\": \"2.1.0\"", "\"version\": \"9\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("/verdict", JsonSchema.Complaints(Gate, outputs["json"].Replace("\"verdict\": \"", "\"verdict\": \"x", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("tests", XmlSchema.Complaints(junit, Encoding.UTF8.GetBytes(outputs["junit"].Replace(" tests=\"", " tests=\"x", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Complaints(SarifSchema, outputs["sarif"]));
        Assert.Empty(JsonSchema.Complaints(Gate, outputs["json"]));
        Assert.Empty(XmlSchema.Complaints(junit, Encoding.UTF8.GetBytes(outputs["junit"])));
    }

    private static JsonNode Run(string sarif) => JsonNode.Parse(sarif)!["runs"]![0]!;

    private static string? PathOf(JsonNode result) => (string?)result["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"];
}
