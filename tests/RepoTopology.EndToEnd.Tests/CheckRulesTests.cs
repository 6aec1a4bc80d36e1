using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The rules that need the whole picture, through <c>check</c>: each passes, warns and fails, for what stands and for a change.</summary>
public sealed class CheckRulesTests
{
    /// <param name="repository">One of the demo's.</param>
    /// <param name="revision">What is judged.</param>
    /// <param name="since">The base; "" to judge what stands.</param>
    /// <param name="measure">The rule.</param>
    /// <param name="crossed">A bar that the value is beyond.</param>
    /// <param name="kept">One that it is within.</param>
    /// <param name="symbol">Whom it is about.</param>
    [Theory]
    [InlineData("shop", "main", "main~200", "undercoordinated-dependencies", "0", "1", "Shop.Web")]
    [InlineData("shop", "main", "", "undercoordinated-dependencies", "0", "1", "Shop.Web")]
    [InlineData("shop", "main", "", "blast-radius", "1.5", "2.5", "Shop.Core")]
    [InlineData("network-like", "alone", "main", "verdict-drift", "0.05", "0.5", "repository")]
    [InlineData("network-like", "alone", "main", "newcomers", "0.2", "0.05", "repository")]
    [InlineData("group-like", "main", "", "newcomers", "0.1", "0", "repository")]
    public void EachPassesWarnsAndFails(string repository, string revision, string since, string measure, string crossed, string kept, string symbol) => DemoTests.InDemo(demo =>
    {
        string path = Path.Combine(demo, repository);
        if (revision == "alone")
            WorkAlone(path);
        string[] what = ["--rev", revision, .. since.Length > 0 ? (string[])["--base", since] : ["--all"]];
        Assert.Equal((2, "fail"), Judge("--fail", crossed));
        Assert.Equal((0, "warn"), Judge("--warn", crossed));
        Assert.Equal((0, "pass"), Judge("--fail", kept));

        (int, string?) Judge(string option, string bar)
        {
            var result = Tool.Run(path, ["check", .. what, option, $"{measure}={bar}", "--format", "json"]);
            Assert.Equal("", result.Error);
            var finding = JsonNode.Parse(result.Output)!["findings"]!.AsArray().Single(finding => (string?)finding!["symbol"] == symbol)!;
            Assert.Equal(measure, (string?)finding["rule"]);
            return (result.ExitCode, (string?)finding["verdict"]);
        }
    });

    [Fact]
    public void WhatAModuleAlreadyOwedBeforeTheChangeFailsNobody() => DemoTests.InDemo(demo =>
    {
        var result = Tool.Run(Path.Combine(demo, "shop"), "check", "--base", "main~20", "--fail", "undercoordinated-dependencies=0", "--fail", "blast-radius=0.3");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("Accepted", result.Output, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void AShallowCloneGivesThemFromToAndFailsNobody(int depth) => DemoTests.InDemo(demo =>
    {
        string clone = Path.Combine(demo, "clone");
        GitTestRepository.Git(demo, ["clone", "--quiet", $"--depth={depth}", "file://" + Path.Combine(demo, "shop"), clone]);
        string[] rules = ["--fail", "undercoordinated-dependencies=0", "--fail", "blast-radius=0.8", "--fail", "newcomers=0.9", "--format", "json"];
        var whole = Findings(Tool.Run(Path.Combine(demo, "shop"), ["check", .. rules]), 2);
        var found = Findings(Tool.Run(clone, ["check", .. rules]), 0);
        Assert.NotEmpty(found);
        foreach (var (key, after) in found)
            Assert.True(after.Low <= whole[key].Low && after.High >= whole[key].High, $"{key}: {after} of {whole[key]}");

        static Dictionary<(string?, string?), (double Low, double High)> Findings(Tool.Result result, int code)
        {
            Assert.True(result.ExitCode == code, result.Output + result.Error);
            return JsonNode.Parse(result.Output)!["findings"]!.AsArray()
                .ToDictionary(one => ((string?)one!["rule"], (string?)one["symbol"]), one => ((double)one!["after"]!["low"]!, (double)one["after"]!["high"]!));
        }
    });

    /// <summary>Nothing asks for the time: elsewhere in the world, with files that are a year younger and nothing cached, a commit is judged to the same byte.</summary>
    [Fact]
    public void TheSameCommitIsJudgedTheSameWheneverAndWherever()
    {
        using var repository = TeamHistory.Create();
        TeamHistory.Concentrate(repository);
        string[] formats = ["text", "json", "sarif", "gitlab", "junit", "markdown"];
        var first = Judge("UTC");
        foreach (string file in Directory.EnumerateFiles(repository.Path, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddYears(1));
        }

        Assert.Equal(first, Judge("Pacific/Kiritimati"));

        string[] Judge(string zone)
        {
            string folder = Directory.CreateDirectory(Path.Combine(repository.Root, Path.GetRandomFileName())).FullName;
            var result = Tool.RunProcess(
                "env", repository.Path,
                [$"TZ={zone}", "dotnet", Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), "check", "--base", "main", .. formats.SelectMany(format => (string[])["-o", $"{format}={Path.Combine(folder, format)}"])],
                Path.Combine(folder, "cache"));
            Assert.Equal((2, ""), (result.ExitCode, result.Error));
            return [.. formats.Select(format => File.ReadAllText(Path.Combine(folder, format)))];
        }
    }

    /// <summary>A branch <c>alone</c> of 250 commits by whoever began the repository.</summary>
    private static void WorkAlone(string path)
    {
        string Ask(params string[] words) => Encoding.UTF8.GetString(GitTestRepository.Git(path, words)).Trim();
        string author = Ask("log", "--reverse", "--format=%an <%ae>", "main").Split('\n')[0];
        long now = long.Parse(Ask("log", "-1", "--format=%ct", "main"), CultureInfo.InvariantCulture);
        var stream = new StringBuilder();
        for (int i = 1; i <= 250; i++)
        {
            string text = string.Concat(Enumerable.Range(0, i * 3).Select(line => $"{line} of {i}\n"));
            stream.Append(CultureInfo.InvariantCulture, $"commit refs/heads/alone\ncommitter {author} {now + (600 * i)} +0000\ndata 4\nmore\n");
            stream.Append(i == 1 ? "from refs/heads/main\n" : "").Append(CultureInfo.InvariantCulture, $"M 100644 inline recipes/alone{i % 40}.txt\ndata {text.Length}\n{text}\n");
        }

        GitTestRepository.Git(path, ["fast-import", "--quiet"], input: Encoding.ASCII.GetBytes(stream.ToString()));
    }
}
