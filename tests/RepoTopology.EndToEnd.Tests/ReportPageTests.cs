using System.Text.Json;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>The report as its readers get it: in Chromium, with keyboard and pointer, in both themes, on paper, and as axe hears it.</summary>
public sealed class ReportPageTests
{
    private static readonly string Checker = Path.Combine(SourceTree.Root, "tests", "ReportPage");

    [Theory]
    [InlineData("ohmyzsh")]
    [InlineData("RestSharp")]
    [InlineData("lua")]
    public void AReaderFindsNothingWrong(string name)
    {
        string path = SharedFiles.History(name);
        Check(path, Expected(path));
    }

    /// <summary>
    /// A real C# repository: this one, with its projects, namespaces and types, or the one that <c>REPOTOPOLOGY_FETCHED</c> names.
    /// </summary>
    [Fact]
    public void ACSharpRepositoryIsDrawnWithItsCode()
    {
        string repository = Environment.GetEnvironmentVariable("REPOTOPOLOGY_FETCHED") ?? SourceTree.Root;
        Assert.SkipUnless(Tool.RunProcess("git", repository, ["rev-parse", "HEAD"]).ExitCode == 0, "these sources stand in no git repository: name one in REPOTOPOLOGY_FETCHED");
        Check(repository, levels: ["modules", "projects", "namespaces", "types"]);
    }

    /// <summary>Names that would run, mislead or overflow are just names.</summary>
    [Fact]
    public void HostileNamesDoNothing()
    {
        using var repository = HostileNames.Repository();
        Check(repository.Path);
    }

    /// <summary>A repository too young for a verdict, and without most of what is drawn.</summary>
    [Fact]
    public void LittleHistoryIsDrawnToo()
    {
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "1\n2\n3\n").Commit("one");
        repository.Write("src/b.c", "1\n").Write("docs/c.md", "1\n").Commit("two", "Bo Builder <bo@example.org>");
        Check(repository.Path);
    }

    /// <summary>The desktop's opener gets the file's whole path, whatever the reader typed.</summary>
    [Fact]
    public async Task OpenHandsThePageToTheDesktop()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "another desktop opens files another way");
        using var repository = GitTestRepository.Create();
        repository.Write("src/a.c", "1\n2\n3\n").Commit("one");
        string opener = Path.Combine(repository.Root, "xdg-open"), opened = Path.Combine(repository.Root, "opened");
        await File.WriteAllTextAsync(opener, $"#!/bin/sh\necho \"$@\" > '{opened}.part'\nmv '{opened}.part' '{opened}'\n", TestContext.Current.CancellationToken);
        if (OperatingSystem.IsLinux())
            File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var report = Tool.RunProcess("env", repository.Root,
            [$"PATH={repository.Root}:{Environment.GetEnvironmentVariable("PATH")}", "dotnet", Path.Combine(AppContext.BaseDirectory, "repotopology.dll"), "report", "repo", "-o", "page.html", "--open"]);
        Assert.True(report.ExitCode == 0, report.Error);
        // The opener may outlive the tool.
        for (int wait = 0; wait < 600 && !File.Exists(opened); wait++)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(Path.Combine(repository.Root, "page.html"), (await File.ReadAllTextAsync(opened, TestContext.Current.CancellationToken)).Trim());
    }

    private static void Check(string repository, string? expected = null, params string[] levels)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Checker, "node_modules", "playwright-core")), "Playwright is not here: run 'npm ci' in tests/ReportPage");
        Assert.SkipUnless(File.Exists("/usr/bin/chromium") || Environment.GetEnvironmentVariable("CHROMIUM") is not null, "Chromium is not here: apt-get install chromium");
        string file = Path.Combine(Directory.CreateTempSubdirectory("repotopology-report-").FullName, "report.html");
        try
        {
            var report = Tool.Run(repository, "report", ".", "-o", file);
            Assert.True(report.ExitCode == 0, report.Error);
            var complaints = Tool.RunProcess("node", Checker, ["check.mjs", file, expected ?? "null", .. levels]);
            Assert.Equal("", complaints.Output + complaints.Error);
            Assert.Equal(0, complaints.ExitCode);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    /// <summary>What <c>what-if</c> says of whoever wrote most and is still there.</summary>
    private static string Expected(string repository)
    {
        using var all = JsonDocument.Parse(Tool.Run(repository, "report", ".", "--format", "json", "-o", "-").Output);
        var people = all.RootElement.GetProperty("documents").GetProperty("holdings").GetProperty("people").EnumerateArray().ToList();
        // A name that two people share tells nobody who is meant.
        string name = people.Where(person => !person.GetProperty("left").GetBoolean()).Select(person => person.GetProperty("name").GetString()!)
            .First(name => people.Count(person => person.GetProperty("name").GetString() == name) == 1);
        using var loss = JsonDocument.Parse(Tool.Run(repository, "what-if", ".", "--without", name, "--format", "json").Output);
        var (before, after) = (loss.RootElement.GetProperty("before"), loss.RootElement.GetProperty("after"));
        string Share(JsonElement state) => state.GetProperty("orphanedShare").GetProperty("low").GetDouble() is var share && share is > 0 and < 0.005
            ? "<1 %"
            : $"{Math.Round(share * 100, MidpointRounding.AwayFromZero)} %";
        return JsonSerializer.Serialize(new
        {
            without = name,
            busFactor = $"{before.GetProperty("busFactor").GetInt32()} → {after.GetProperty("busFactor").GetInt32()}",
            orphaned = $"{Share(before)} → {Share(after)}",
        });
    }
}
