using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RepoTopology.Reports;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed partial class ReportTests
{
    [Fact]
    public void ThePageHoldsTheAnalysisByteForByte()
    {
        using var repository = Project();
        string page = Page(repository.Path);
        Assert.Equal(RunResult.Of("analyze", repository.Path, "--format", "json").Output, Document(page, "analysis"));
        Assert.Equal(page, RunResult.Of("analyze", repository.Path, "--format", "html").Output);
    }

    [Theory]
    [InlineData("trend", "trend")]
    [InlineData("hotspots", "hotspots")]
    [InlineData("projects", "graph", "modules", "--level", "project", "--depth", "names")]
    [InlineData("namespaces", "graph", "modules", "--level", "namespace", "--depth", "names")]
    public void TheOtherDocumentsAreThoseOfTheirCommands(string kind, params string[] command)
    {
        using var repository = Project();
        string theirs = RunResult.Of([.. command, repository.Path, "--format", "json"]).Output;
        Assert.True(JsonElement.DeepEquals(Parse(theirs), Parse(Document(Page(repository.Path), kind))), kind);
    }

    [Fact]
    public void TheSameCommitGivesTheSameBytes()
    {
        using var repository = Project();
        Assert.Equal(Page(repository.Path), Page(repository.Path, "--no-cache", "--jobs", "1"));
    }

    /// <summary>One script and one style sheet, known by their hashes, and nothing that would ask anybody for anything.</summary>
    [Fact]
    public void ThePageStandsAlone()
    {
        using var repository = Project();
        string page = Page(repository.Path);
        string policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains(Hash(Assert.Single(Scripts().Matches(page)).Groups[1].Value), policy, StringComparison.Ordinal);
        Assert.Contains(Hash(Assert.Single(Regex.Matches(page, "<style>(.*?)</style>", RegexOptions.Singleline)).Groups[1].Value), policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<(link|img|iframe|object|embed|base)\\b", Elements().Replace(page, ""));
        string script = Scripts().Match(page).Groups[1].Value;
        Assert.DoesNotMatch("\\b(fetch|XMLHttpRequest|WebSocket|EventSource|importScripts|eval|sendBeacon|innerHTML|outerHTML|insertAdjacentHTML)\\b|new Function", script);
        Assert.All(Regex.Matches(script, "https?://[a-z0-9.]+"), address => Assert.Equal("http://www.w3.org", address.Value[..Math.Min(17, address.Value.Length)]));
    }

    [Fact]
    public void WhatWasWrittenIsDrawnAgainTheSame()
    {
        using var repository = Project();
        string together = Path.Combine(repository.Root, "together.json"), page = Path.Combine(repository.Root, "page.html");
        Assert.Equal(0, RunResult.Of("report", repository.Path, "-o", $"json={together}", "-o", page).Code);
        Assert.Equal(File.ReadAllText(page), RunResult.Of("report", "--from", together, "-o", "-").Output);
        Assert.Equal(File.ReadAllText(together), RunResult.Of("report", "--from", together, "--format", "json", "-o", "-").Output);
    }

    [Fact]
    public void AnAnalysisAloneIsDrawnAndTheRestNamed()
    {
        using var repository = Project();
        string file = Path.Combine(repository.Root, "a.json"), trend = Path.Combine(repository.Root, "t.json");
        RunResult.Of("analyze", repository.Path, "-o", $"json={file}");
        RunResult.Of("trend", repository.Path, "-o", $"json={trend}");
        string page = RunResult.Of("report", "--from", trend, file, "-o", "-").Output;
        Assert.Equal(File.ReadAllText(file), Document(page, "analysis"));
        Assert.Equal(Document(Page(repository.Path), "trend"), Document(page, "trend"));
        var missing = Parse(Document(page, "page")).GetProperty("missing").EnumerateArray().ToDictionary(one => one.GetProperty("kind").GetString()!, one => one.GetProperty("command").GetString());
        Assert.Equal(["holdings", "hotspots", "projects", "namespaces", "types"], missing.Keys);
        Assert.Equal("repotopology hotspots --format json", missing["hotspots"]);
    }

    [Fact]
    public void AFileIsWrittenWhereItIsAskedFor()
    {
        using var repository = Project();
        string folder = Directory.CreateDirectory(Path.Combine(repository.Root, "out")).FullName;
        var result = RunResult.Of("report", repository.Path, "-o", folder);
        string file = Path.Combine(folder, "repotopology-report.html");
        Assert.Equal((0, "", $"written: {file}\n"), (result.Code, result.Output, result.Error.ReplaceLineEndings("\n")));
        Assert.Equal(Page(repository.Path), File.ReadAllText(file));
    }

    [Fact]
    public void ARangeSaysThatItHasNoLines()
    {
        using var repository = Project();
        string page = Page(repository.Path, "--rev", "HEAD~20..HEAD");
        Assert.Contains("this report is of a range", Document(page, "page"), StringComparison.Ordinal);
    }

    /// <summary>Whatever people and files are called, the page has the elements that we gave it.</summary>
    [Fact]
    public void HostileNamesMakeNoElement()
    {
        using var repository = HostileNames.Repository();
        string plain = Page(Path.Combine(repository.Path)), file = Path.Combine(repository.Root, "analysis.json");
        Assert.Equal(Kinds(plain), Regex.Count(plain, "(?i)<script") - 1);
        Assert.Equal(Kinds(plain) + 1, Regex.Count(plain, "(?i)</script"));
        Assert.Equal(1, Regex.Count(plain, "(?i)<title"));
        Assert.DoesNotContain("<!--", plain, StringComparison.Ordinal);

        // A file may come from anywhere, and hold what our writers escape.
        string json = RunResult.Of("analyze", repository.Path, "--format", "json").Output.Replace("\\u003C", "<", StringComparison.Ordinal);
        Assert.Contains("</script", json, StringComparison.Ordinal);
        File.WriteAllText(file, json);
        string page = RunResult.Of("report", "--from", file, "-o", "-").Output;
        Assert.Equal(Kinds(page), Regex.Count(page, "(?i)<script") - 1);
        Assert.True(JsonElement.DeepEquals(Parse(json), Parse(Document(page, "analysis"))));

        static int Kinds(string page) => Regex.Count(page, "<script type=\"application/json\" id=\"[a-z]+\">");
    }

    [Fact]
    public void HoldingsAreAsTheirSchemaSays()
    {
        using var repository = Project();
        string json = Document(Page(repository.Path), "holdings");
        const string Schema = "src/RepoTopology.Reports/Schemas/holdings.schema.json";
        Assert.Empty(JsonSchema.Complaints(Schema, json));
        Assert.Contains("people", JsonSchema.Complaints(Schema, json.Replace("\"people\":", "\"persons\":", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void HoldingsAddUpToTheAnalysis()
    {
        using var repository = Project();
        string page = Page(repository.Path);
        var (holdings, analysis) = (Parse(Document(page, "holdings")), Parse(Document(page, "analysis")));
        long lines = analysis.GetProperty("lines").GetProperty("living").GetInt64();
        Assert.True(lines > 0);
        Assert.Equal(lines, holdings.GetProperty("modules").EnumerateArray().Sum(module => module.GetProperty("lines").GetInt64()));
        Assert.Equal(lines, holdings.GetProperty("files").EnumerateArray().Sum(file => file.GetProperty("lines").GetInt64()));
        var overTime = holdings.GetProperty("overTime");
        Assert.Equal(lines, overTime.GetProperty("owners").EnumerateArray().Sum(owner => Last(owner.GetProperty("lines"))) + Last(overTime.GetProperty("others")) + Last(overTime.GetProperty("machines")) + Last(overTime.GetProperty("unknown")));
        Assert.Equal(lines - Last(overTime.GetProperty("machines")) - Last(overTime.GetProperty("unknown")), overTime.GetProperty("cohorts").EnumerateArray().Sum(cohort => Last(cohort.GetProperty("lines"))));

        static long Last(JsonElement series) => series[series.GetArrayLength() - 1].GetInt64();
    }

    [Fact]
    public void WhatIsVeryLongIsCompressed()
    {
        using var repository = Project();
        string file = Path.Combine(repository.Root, "analysis.json");
        var analysis = JsonNode.Parse(RunResult.Of("analyze", repository.Path, "--format", "json").Output)!;
        analysis["limits"] = new JsonArray([.. Enumerable.Range(0, 40_000).Select(i => (JsonNode)$"<limit {i} of a very long list>")]);
        File.WriteAllText(file, analysis.ToJsonString());
        string page = RunResult.Of("report", "--from", file, "-o", "-").Output;
        Assert.InRange(page.Length, 1, 1 << 20);
        using var packed = new MemoryStream(Convert.FromBase64String(Regex.Match(page, "<script type=\"application/gzip\" id=\"analysis\">(.*?)</script>").Groups[1].Value));
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        Assert.True(JsonNode.DeepEquals(analysis, JsonNode.Parse(text.ReadToEnd())));
    }

    [Theory]
    [InlineData("there is no such file", "--from", "missing.json")]
    [InlineData("is no JSON", "--from", "broken.json")]
    [InlineData("is no document of a report", "--from", "other.json")]
    [InlineData("none of the files is of 'analyze --format json'", "--from", "trend.json")]
    [InlineData("leave one of them out", ".", "--from", "trend.json")]
    [InlineData("give --anonymous to the command that writes them", "--from", "trend.json", "--anonymous")]
    [InlineData("leave --from out", "--from", "trend.json", "--format", "markdown")]
    [InlineData("unknown format 'pdf'", "-o", "pdf=x")]
    public void WhatCannotBeDrawnIsSaidInASentence(string expected, params string[] words)
    {
        string folder = Directory.CreateTempSubdirectory("repotopology-").FullName;
        File.WriteAllText(Path.Combine(folder, "broken.json"), "{");
        File.WriteAllText(Path.Combine(folder, "other.json"), "{\"a\": [1]}");
        File.WriteAllText(Path.Combine(folder, "trend.json"), "{\"windows\": [], \"transitions\": []}");
        var result = RunResult.Of(["report", .. words.Select(word => word.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(folder, word) : word)]);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, result.Code);
        Assert.Contains(expected, result.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void ABadgeIsOneSmallDrawing()
    {
        using var repository = Project();
        string svg = RunResult.Of("badge", repository.Path).Output;
        var root = XDocument.Parse(svg).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.Matches("^works like (a group|a network|group and network) · 0\\.[0-9]{2}$", (string)root.Attribute("aria-label")!);
        Assert.DoesNotMatch("(?i)script|href|style=|@", svg);
        Assert.Equal(svg, RunResult.Of("badge", repository.Path).Output);

        using var small = GitTestRepository.Create();
        small.Write("a.txt", "1\n").Commit("one");
        Assert.Contains("too few commits", RunResult.Of("badge", small.Path).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.InsufficientHistory, RunResult.Of("badge", small.Path, "--require-history").Code);
    }

    [Fact]
    public void MarkdownSaysTheVerdictAndDrawsWithMermaid()
    {
        using var repository = Project();
        string text = RunResult.Of("report", repository.Path, "--format", "markdown").Output;
        Assert.Equal(text, RunResult.Of("analyze", repository.Path, "--format", "markdown").Output);
        var verdict = Parse(RunResult.Of("analyze", repository.Path, "--format", "json").Output).GetProperty("verdict");
        Assert.Contains($"**{verdict.GetProperty("sentence").GetString()}**", text, StringComparison.Ordinal);
        Assert.Contains("```mermaid\nflowchart LR\n", text, StringComparison.Ordinal);
        foreach (string heading in (string[])["## Four dimensions", "## People", "## Over time", "## Modules most at risk", "## Hotspots", "## Living lines", "## What the data could not show", "## What was read"])
            Assert.Contains(heading, text, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkdownOfOneCommitCountsAsPeopleDo()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "1\n").Commit("one");
        string text = RunResult.Of("report", repository.Path, "--format", "markdown").Output;
        Assert.Contains("\nNo index · 1 commit by 1 person in 60 months to ", text, StringComparison.Ordinal);
        Assert.Contains("\n- 1 line stands, by one person.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n- 1 commit, none of them a merge.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("platform", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<![0-9,.])1 (commits|people|lines|months|modules|merges)\b", text);
    }

    /// <summary>The command in it gives the same text again.</summary>
    [Fact]
    public void MarkdownSaysHowToGetItAgain()
    {
        using var repository = Project();
        string text = RunResult.Of("report", repository.Path, "--format", "markdown", "--anonymous", "--left-after", "6m").Output;
        string command = Regex.Match(text, "```sh\nrepotopology (.*)\n```").Groups[1].Value;
        Assert.Contains(" --left-after 6m --anonymous", command, StringComparison.Ordinal);
        Assert.Equal(text, RunResult.Of([.. command.Split(' '), repository.Path]).Output);
    }

    /// <summary>Names that break a table, call somebody, or lead elsewhere do none of that on a page of GitHub's.</summary>
    [Fact]
    public void MarkdownKeepsItsTablesAndCallsNobody()
    {
        using var repository = GitTestRepository.Create();
        const string Name = "a|b `c` @octocat #1 GH-2 https://example.org";
        repository.Write(".repotopology/config.json", JsonSerializer.Serialize(new { people = new[] { new { name = Name, emails = (string[])["p@example.org"] } } }));
        for (int i = 0; i < 12; i++)
            repository.Write($"{(i % 2 == 0 ? "pi|pe`tick @octocat #7" : "plain")}/{i}.c", $"{i}\n").Commit("more", i % 3 == 0 ? "Bo Builder <bo@example.org>" : "P <p@example.org>");
        string text = RunResult.Of("report", repository.Path, "--format", "markdown").Output;
        Assert.Contains("a¦b 'c' @octocat", text, StringComparison.Ordinal);
        string outside = Regex.Replace(Regex.Replace(text, "```mermaid\n.*?```", "", RegexOptions.Singleline), "`[^`\n]*`", "");
        Assert.DoesNotMatch("@|#[0-9]|GH-|https:", outside);
        int columns = 0;
        foreach (string line in text.Split('\n'))
        {
            int bars = line.StartsWith('|') ? line.Count(letter => letter == '|') : 0;
            Assert.True(columns == 0 || bars == 0 || bars == columns, line);
            columns = bars;
        }
    }

    [Fact]
    public void MarkdownIsDeafToHostileNames()
    {
        using var repository = HostileNames.Repository();
        string text = RunResult.Of("report", repository.Path, "--format", "markdown").Output;
        string outside = Regex.Replace(Regex.Replace(text, "```mermaid\n.*?```", "", RegexOptions.Singleline), "`[^`\n]*`", "");
        Assert.Equal(["details", "summary"], Regex.Matches(outside, "<([a-z]+)").Select(match => match.Groups[1].Value).Distinct().Order());
        Assert.DoesNotContain("](", outside, StringComparison.Ordinal);
    }

    private static string Page(string path, params string[] options)
    {
        Assert.SkipUnless(ReportPage.IsAvailable, "this build has no page: Node was not there");
        var result = RunResult.Of(["report", path, "-o", "-", .. options]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return result.Output;
    }

    private static string Document(string page, string kind) =>
        Assert.Single(Regex.Matches(page, $"<script type=\"application/json\" id=\"{kind}\">(.*?)</script>", RegexOptions.Singleline)).Groups[1].Value;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>C# with two namespaces, by three people over two years, enough for a verdict.</summary>
    private static GitTestRepository Project()
    {
        var repository = GitTestRepository.Create();
        string[] people = ["Ann Author <ann@example.org>", "Bo Builder <bo@example.org>", "Cid Coder <cid@example.org>"];
        repository.Write("Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n");
        var start = new DateTimeOffset(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 110; i++)
        {
            int file = i % 5;
            string body = string.Concat(Enumerable.Range(0, 3 + i / 10).Select(line => $"    public int Line{line}() => {(line % 7 == i % 7 ? i : line)};\n"));
            repository.Write($"Shop/File{file}.cs", $"namespace Shop.{(file < 3 ? "Core" : "Web")};\n\npublic class Type{file}{(file > 0 ? $" : Type{file - 1}" : "")}\n{{\n{body}}}\n".Replace($": Type2", ": Shop.Core.Type2", StringComparison.Ordinal));
            repository.Write($"docs/page{i % 3}.md", $"{i}\n{i / 3}\n");
            repository.Commit($"change {i}", people[i % 7 % 3], date: start.AddDays(i * 7));
        }

        return repository;
    }

    [GeneratedRegex("<script>(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Elements();
}
