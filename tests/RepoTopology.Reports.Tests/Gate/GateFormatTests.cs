using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using RepoTopology.Analysis;
using RepoTopology.History;
using RepoTopology.Testing;

namespace RepoTopology.Reports.Tests.Gate;

/// <summary>What each format promises to the programs that read it.</summary>
public sealed class GateFormatTests
{
    private const string Schema = "src/RepoTopology.Reports/Schemas/gate.schema.json";

    private static readonly GateResult[] Results = [SampleGate.Change(), SampleGate.Standing(), SampleGate.Empty(), SampleGate.Change("\e\"\\\u202E <a@b> #1"), SampleGate.Change(" ")];

    [Fact]
    public void JsonIsValidAgainstThePublishedSchema()
    {
        // First the validator itself: it must not accept everything.
        var broken = JsonNode.Parse(SampleGate.Write("json", SampleGate.Change()))!;
        broken["verdict"] = "excellent";
        broken["findings"]![0]!["mood"] = "good";
        broken["now"] = "yesterday";
        broken.AsObject().Remove("notes");
        string complaints = JsonSchema.Complaints(Schema, broken.ToJsonString());
        foreach (string complaint in (string[])["/verdict", "mood", "/now", "notes"])
            Assert.Contains(complaint, complaints, StringComparison.Ordinal);

        foreach (var result in Results)
            Assert.Empty(JsonSchema.Complaints(Schema, SampleGate.Write("json", result)));
    }

    [Fact]
    public void SarifIsValidAgainstTheStandardsSchema()
    {
        string schema = Path.Combine(SharedFiles.Directory, "schemas", "sarif-2.1.0.json");
        var broken = JsonNode.Parse(SampleGate.Write("sarif", SampleGate.Change()))!;
        var run = broken["runs"]![0]!;
        run["results"]![0]!["level"] = "terrible";
        run["results"]![0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"] = "a b";
        run["tool"]!["driver"]!["informationUri"] = "nowhere";
        run["mood"] = "good";
        string complaints = JsonSchema.Complaints(schema, broken.ToJsonString());
        foreach (string complaint in (string[])["/level", "/uri", "/informationUri", "mood"])
            Assert.Contains(complaint, complaints, StringComparison.Ordinal);

        foreach (var result in Results)
            Assert.Empty(JsonSchema.Complaints(schema, SampleGate.Write("sarif", result, new ReportOptions { RepositoryUri = new Uri("https://ann:secret@example.org/a/b?c#d") })));
    }

    [Fact]
    public void SarifHasWhatGitHubReads()
    {
        var run = JsonNode.Parse(SampleGate.Write("sarif", SampleGate.Change()))!["runs"]![0]!;
        var driver = run["tool"]!["driver"]!;
        Assert.Equal(ReportOptions.ToolVersion, (string?)driver["version"]);
        Assert.Equal(Enum.GetValues<GateMeasure>().Select(GateMeasures.NameOf), driver["rules"]!.AsArray().Select(rule => (string)rule!["id"]!));
        foreach (var rule in driver["rules"]!.AsArray())
        {
            Assert.InRange(((string)rule!["fullDescription"]!["text"]!).Length, 20, 1_024);
            Assert.InRange(((string)rule["shortDescription"]!["text"]!).Length, 10, 120);
            Assert.NotEmpty((string)rule["help"]!["text"]!);
            Assert.NotEmpty((string)rule["help"]!["markdown"]!);
            Assert.Equal(("warning", "high", "warning"), ((string?)rule["defaultConfiguration"]!["level"], (string?)rule["properties"]!["precision"], (string?)rule["properties"]!["problem.severity"]));
        }

        Assert.Equal("repotopology/", (string?)run["automationDetails"]!["id"]);
        var results = run["results"]!.AsArray();
        Assert.Equal(["error", "error", "warning", "note"], results.Select(result => (string?)result!["level"]));
        Assert.Equal(["updated", "new", "new", "unchanged"], results.Select(result => (string?)result!["baselineState"]));
        Assert.Equal([null, null, null, "external"], results.Select(result => (string?)result!["suppressions"]?[0]!["kind"]));
        Assert.Equal((3, 1, 9, 2), RegionOf(results[1]!));
        Assert.Equal("src/Core/a%20b.cs", (string?)results[1]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Equal("91 % of the lines of src/Core are known to Ann Author alone (62 % to 70 % before; the bar is at most 90 %). It passes if any of Bob Builder, Cy Casual co-authors or reviews this change.",
            (string?)results[1]!["message"]!["text"]);
        // What has no file would make GitHub refuse the upload.
        var notifications = run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray();
        Assert.Equal(["warning", "note"], notifications.Select(notification => (string?)notification!["level"]));
        Assert.StartsWith("8 % of the last year's commits", (string?)notifications[0]!["message"]!["text"], StringComparison.Ordinal);

        string text = SampleGate.Write("sarif", SampleGate.Change());
        Assert.DoesNotContain("security-severity", text, StringComparison.Ordinal);
        Assert.DoesNotContain("primaryLocationLineHash", text, StringComparison.Ordinal);
        Assert.DoesNotContain("versionControlProvenance", text, StringComparison.Ordinal);

        static (int, int, int, int) RegionOf(JsonNode result)
        {
            var region = result["locations"]![0]!["physicalLocation"]!["region"]!;
            return ((int)region["startLine"]!, (int)region["startColumn"]!, (int)region["endLine"]!, (int)region["endColumn"]!);
        }
    }

    [Fact]
    public void SarifNamesTheRepositoryWithoutWhoReadsIt()
    {
        string text = SampleGate.Write("sarif", SampleGate.Change(), new ReportOptions { RepositoryUri = new Uri("https://ann:secret@example.org:8443/a/b?token=c#d") });
        var provenance = JsonNode.Parse(text)!["runs"]![0]!["versionControlProvenance"]![0]!;
        Assert.Equal(("https://example.org:8443/a/b", SampleGate.Change().History.Head.ToString()), ((string?)provenance["repositoryUri"], (string?)provenance["revisionId"]));
    }

    [Fact]
    public void FingerprintsStayWhenLinesMove()
    {
        var change = SampleGate.Change();
        var moved = change with { Findings = [.. change.Findings.Select(finding => finding with { Place = new GatePlace("elsewhere.cs", 77, 78), After = new Interval(0.95, 0.95) })] };
        Assert.Equal(FingerprintsOf(change)[..4], FingerprintsOf(moved)[..4]);
        Assert.Equal(FingerprintsOf(change).Length, FingerprintsOf(change).Distinct().Count());

        static string[] FingerprintsOf(GateResult result) =>
            [.. JsonNode.Parse(SampleGate.Write("gitlab", result))!.AsArray().Select(finding => (string)finding!["fingerprint"]!)];
    }

    [Fact]
    public void SarifKeepsTheWorstResultsAndSaysSo()
    {
        var run = JsonNode.Parse(SampleGate.Write("sarif", SampleGate.Large(4_000, 2_000)))!["runs"]![0]!;
        Assert.Equal(GateSarif.MostResults, run["results"]!.AsArray().Count);
        Assert.Equal(1_000, run["results"]!.AsArray().Count(result => (string?)result!["level"] == "warning"));
        Assert.Contains(run["invocations"]![0]!["toolExecutionNotifications"]!.AsArray(),
            notification => ((string)notification!["message"]!["text"]!).StartsWith("1,000 results are left out", StringComparison.Ordinal));
    }

    [Fact]
    public void JUnitIsValidAgainstItsSchema()
    {
        string schema = Path.Combine(SharedFiles.Directory, "schemas", "junit.xsd");
        var broken = XDocument.Parse(SampleGate.Write("junit", SampleGate.Change()));
        broken.Root!.Elements().First().Attribute("tests")!.Value = "many";
        broken.Root.Elements().First().Add(new XElement("mood"));
        string complaints = XmlSchema.Complaints(schema, Encoding.UTF8.GetBytes(broken.ToString()));
        Assert.Contains("tests", complaints, StringComparison.Ordinal);
        Assert.Contains("mood", complaints, StringComparison.Ordinal);

        foreach (var result in Results)
            Assert.Empty(XmlSchema.Complaints(schema, Encoding.UTF8.GetBytes(SampleGate.Write("junit", result))));
    }

    [Fact]
    public void JUnitHasACaseForEachRuleAndPart()
    {
        var suites = XDocument.Parse(SampleGate.Write("junit", SampleGate.Change())).Root!.Elements().ToList();
        Assert.Equal(7, suites.Sum(suite => (int)suite.Attribute("tests")!));
        Assert.Equal(2, suites.Sum(suite => (int)suite.Attribute("failures")!));
        Assert.Equal(3, suites.Sum(suite => (int)suite.Attribute("skipped")!));
        Assert.Equal(7, suites.Elements("testcase").Count());
        Assert.Equal(2, suites.Descendants("failure").Count());
        Assert.Equal(["warning", "accepted", "warning"], suites.Descendants("skipped").Select(skipped => ((string)skipped.Attribute("message")!).Split(':')[0]));
        var top = suites.Single(suite => (string?)suite.Attribute("name") == "top-owner-share");
        Assert.Equal(["docs/**", "src/Core"], top.Elements("testcase").Select(test => (string)test.Attribute("name")!));
        Assert.Equal("2024-06-01T12:00:00", (string?)top.Attribute("timestamp"));
    }

    [Fact]
    public void GitHubGetsNineAnnotationsTheWorstFirstAndAPointer()
    {
        string[] lines = SampleGate.Write("github", SampleGate.Large(4, 20)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(10, lines.Length);
        Assert.All(lines[..4], line => Assert.StartsWith("::error file=src/Core/a b.cs,line=3,endLine=9,title=top-owner-share::91 %25 of the lines of src/Core/", line, StringComparison.Ordinal));
        Assert.All(lines[4..9], line => Assert.StartsWith("::warning file=docs/a.md,line=1,endLine=1,title=top-owner-share::", line, StringComparison.Ordinal));
        Assert.Equal("::notice title=RepoTopology::15 more in the step's summary (-o github-summary=FILE).", lines[9]);

        string[] few = SampleGate.Write("github", SampleGate.Change()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["error", "error", "warning", "warning"], few.Select(line => line.Split(' ')[0].Trim(':')));
        Assert.StartsWith("::warning title=newcomers::", few[3], StringComparison.Ordinal);
        Assert.Contains(".%0AIt passes if any of Bob Builder, Cy Casual", few[1], StringComparison.Ordinal);
        Assert.Empty(SampleGate.Write("github", SampleGate.Standing()));
    }

    [Fact]
    public void AzureGetsIssuesAndTheTasksResult()
    {
        string[] lines = SampleGate.Write("azure", SampleGate.Change()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("##vso[task.logissue type=error;sourcepath=src/Core/a b.cs;linenumber=3;columnnumber=1;code=top-owner-share;]91 %AZP25 of the lines", lines[1], StringComparison.Ordinal);
        Assert.Equal("##vso[task.complete result=Failed;]The change does not pass: 2 of 7 checks fail, with 2 warnings.", lines[^1]);
        var change = SampleGate.Change();
        Assert.Contains("result=SucceededWithIssues;]The change passes with 1 warning (1 check).", SampleGate.Write("azure", change with { Findings = [change.Findings[3]] }), StringComparison.Ordinal);
        Assert.Contains("result=Succeeded;]The repository passes (2 checks).", SampleGate.Write("azure", SampleGate.Standing()), StringComparison.Ordinal);
        Assert.Equal(GateAzure.Most + 2, SampleGate.Write("azure", SampleGate.Large(500, 0)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void GitLabGetsPathsSeveritiesAndUniqueFingerprints()
    {
        var findings = JsonNode.Parse(SampleGate.Write("gitlab", SampleGate.Change()))!.AsArray();
        Assert.Equal(["major", "major", "minor", "minor", "info"], findings.Select(finding => (string?)finding!["severity"]));
        Assert.Equal(["src/Core/a b.cs", "src/Core/a b.cs", "docs/a.md", ".", "src/Old/a.cs"], findings.Select(finding => (string?)finding!["location"]!["path"]));
        Assert.Equal((3, 9), ((int)findings[1]!["location"]!["lines"]!["begin"]!, (int)findings[1]!["location"]!["lines"]!["end"]!));
        Assert.Equal("[]\n", SampleGate.Write("gitlab", SampleGate.Empty()));
    }

    [Fact]
    public void MarkdownIsATableWithDetails()
    {
        string text = SampleGate.Write("markdown", SampleGate.Change());
        Assert.StartsWith("<!-- repotopology -->\n### RepoTopology\n\n**The change does not pass: 2 of 7 checks fail, with 2 warnings.**\n", text, StringComparison.Ordinal);
        Assert.Contains("\n| `src/Core` | lines that one person alone knows | 62 % to 70 % → 91 % | at most 90 % | fails |\n", text, StringComparison.Ordinal);
        Assert.Contains("<details><summary><code>src/Core</code>: lines that one person alone knows</summary>\n\n91 % of the lines of `src/Core` are known to Ann Author alone", text, StringComparison.Ordinal);
        Assert.Contains("It passes if any of Bob Builder, Cy Casual co-authors or reviews this change. ", text, StringComparison.Ordinal);
        Assert.Equal(4, text.Split("<details>").Length - 1);
        Assert.Contains("no worse than before or than the baseline): `src/Old`", text, StringComparison.Ordinal);
        Assert.DoesNotContain("| --- |", SampleGate.Write("markdown", SampleGate.Standing()), StringComparison.Ordinal);
        Assert.StartsWith("### RepoTopology\n", SampleGate.Write("github-summary", SampleGate.Change()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("markdown", 64 * 1024, 2_000)]
    [InlineData("markdown", 64 * 1024, 200)]
    [InlineData("github-summary", 900 * 1024, 30_000)]
    public void MarkdownIsCutAtARowAndSaysSo(string format, int most, int findings)
    {
        var large = SampleGate.Large(findings, 0);
        string hostile = string.Concat(Enumerable.Repeat("\uD83D\uDE00", 500));
        foreach (var result in (GateResult[])[large, large with { Notes = [.. Enumerable.Repeat(hostile, 1_000)], BaseName = hostile }])
        {
            string text = SampleGate.Write(format, result);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), most / 4, most - 1);
            Assert.Matches("(more rows and all details are|more details are) left out", text);
            Assert.All(text.Split('\n').Where(line => line.StartsWith('|')), row => Assert.Equal(6, row.Count(letter => letter == '|')));
            Assert.Equal(text.Split("<details>").Length, text.Split("</details>").Length);
        }
    }

    [Fact]
    public void NamesCanBeSwitchedOff()
    {
        var change = SampleGate.Change();
        var veiled = change with { History = Pseudonyms.Veil(change.History) };
        foreach (string format in GateFormats.Names)
        {
            Assert.DoesNotContain("Ann", SampleGate.Write(format, veiled), StringComparison.Ordinal);
            Assert.Contains("Ann", SampleGate.Write(format, change), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheSameResultGivesTheSameBytes()
    {
        foreach (string format in GateFormats.Names)
            Assert.Equal(SampleGate.Write(format, SampleGate.Change()), SampleGate.Write(format, SampleGate.Change()));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleGate.Write("html", SampleGate.Change()));
    }

    [Fact]
    public void ThePageOfRulesSaysWhatTheOutputsSay() =>
        Assert.Equal(GateMeasureText.Page(), File.ReadAllText(Path.Combine(SourceTree.Root, "src", "RepoTopology.Reports", "Gate", "RULES.md")));
}
