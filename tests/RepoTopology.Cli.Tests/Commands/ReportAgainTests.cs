using System.Text.Json.Nodes;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>What a report says about how to get it again is true.</summary>
public sealed class ReportAgainTests
{
    [Theory]
    [InlineData]
    [InlineData("--anonymous")]
    [InlineData("--emails", "--window", "3y", "--left-after", "6m", "--bus-factor", "avelino")]
    [InlineData("--as-of", "2022-06-30", "--exclude", "docs/**", "--exclude", "it's here/*", "--memory", "64")]
    [InlineData("--scope", "src/app", "--depth", "names", "--rev", "main~3")]
    [InlineData("--rev", "main~30..main~1")]
    public void TheWordsGiveTheSameFileByteForByte(params string[] options)
    {
        using var repository = Project();
        string first = Documents(repository, options);
        string[] words = Words(first), revision = [.. words.SkipWhile(word => word != "--rev").Skip(1).Take(1)];
        string again = Documents(repository, words);
        Assert.Equal(first.Replace($"\"revision\":\"{Typed(options)}\"", $"\"revision\":\"{Assert.Single(revision)}\"", StringComparison.Ordinal), again);
        Assert.Equal(again, Documents(repository, Words(again)));
        Assert.StartsWith("The same commit, options and version give the same file, byte for byte", Notes(first)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void APageHoldsTheSameWordsAndIsTheSame()
    {
        Assert.SkipUnless(Reports.ReportPage.IsAvailable, "this build has no page: Node was not there");
        using var repository = Project();
        string[] words = Words(Documents(repository, "--anonymous"));
        string page = RunResult.Of(["report", repository.Path, "-o", "-", .. words]).Output;
        Assert.DoesNotContain("Ann Author", page, StringComparison.Ordinal);
        Assert.Equal(page, RunResult.Of(["report", repository.Path, "-o", "-", "--no-cache", .. words]).Output);
    }

    /// <summary>A file that was given is called by its name and content, not by where it lies.</summary>
    [Fact]
    public void AConfigurationThatWasGivenIsAskedForAgain()
    {
        using var repository = Project();
        string file = Path.Combine(repository.Root, "mine.json");
        File.WriteAllText(file, """{"people": [{"name": "Both", "emails": ["ann@example.org", "bo@example.org"]}]}""");
        string first = Documents(repository, "--config", file);
        Assert.DoesNotContain(repository.Root, first, StringComparison.Ordinal);
        string[] words = Words(first);
        Assert.Equal("mine.json", words[Array.IndexOf(words, "--config") + 1]);
        Assert.Contains(Notes(first), note => note.StartsWith("The configuration mine.json was given (SHA-256 ", StringComparison.Ordinal));
        words[Array.IndexOf(words, "--config") + 1] = file;
        Assert.Equal(Documents(repository, words), first.Replace("\"revision\":\"HEAD\"", $"\"revision\":\"{words[1]}\"", StringComparison.Ordinal));

        // The same content under another name is another output, also when the first was kept.
        File.Move(file, file = Path.Combine(repository.Root, "other.json"));
        Assert.Contains("other.json", Words(Documents(repository, "--config", file)));
    }

    [Fact]
    public void TheCommitsOwnConfigurationIsNamedAndWhatIsNotOfTheCommitToo()
    {
        using var repository = Project();
        repository.Write(".repotopology/config.json", "{}").Commit("configure");
        Assert.Contains("The commit's own configuration, .repotopology/config.json, took part.", Notes(Documents(repository)));
        Assert.Contains("Packages that were restored in the work tree took part in reading the code.", Notes(Documents(repository, "--depth", "auto")));
        Assert.DoesNotContain("byte for byte", Notes(Documents(repository, "--depth", "auto"))[0], StringComparison.Ordinal);
    }

    private static string Documents(GitTestRepository repository, params string[] options)
    {
        var result = RunResult.Of(["report", repository.Path, .. options, "--format", "json", "-o", "-"]);
        Assert.Equal((0, ""), (result.Code, result.Error));
        return JsonNode.Parse(result.Output)!.ToJsonString();
    }

    private static string Typed(string[] options) => Array.IndexOf(options, "--rev") is >= 0 and var at ? options[at + 1] : "HEAD";

    private static string[] Words(string documents) => Again(documents, "words");

    private static string[] Notes(string documents) => Again(documents, "notes");

    private static string[] Again(string documents, string part) =>
        [.. JsonNode.Parse(documents)!["documents"]!["analysis"]!["options"]!["again"]![part]!.AsArray().Select(word => (string)word!)];

    private static GitTestRepository Project()
    {
        var repository = GitTestRepository.Create();
        string[] people = ["Ann Author <ann@example.org>", "Bo Builder <bo@example.org>"];
        repository.Write("src/app/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n");
        var start = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 60; i++)
            repository.Write($"src/app/A{i % 4}.cs", $"class A{i % 4}\n{{\n    int b = {i};\n    int c = {i / 7};\n}}\n").Write($"docs/{i % 3}.md", $"{i}\n")
                .Write($"it's here/{i % 2}.c", $"{i}\n").Commit($"change {i}", people[i % 5 % 2], date: start.AddDays(14 * i));
        return repository;
    }
}
