using RepoTopology.Reports;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

public sealed class InitTests
{
    private const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>\n";

    [Fact]
    public void TheDiffComesFirstAndNothingChangesUnasked()
    {
        using var repository = Solution();
        var shown = RunResult.Of("init", repository.Path);
        Assert.Equal(0, shown.Code);
        Assert.Contains("nothing was changed; 'init --yes' does it", shown.Error, StringComparison.Ordinal);
        Assert.Equal("", repository.Run("status", "--porcelain"));

        // git takes it for a patch, and what --yes writes is what it says.
        string patch = Path.Combine(repository.Root, "a.patch");
        File.WriteAllText(patch, shown.Output);
        repository.Run("apply", patch);
        string patched = repository.Run("status", "--porcelain", "--untracked-files=all");
        Assert.Equal("?? .editorconfig\n?? .github/workflows/repotopology.yml\n?? .repotopology/accepted.txt\n?? Directory.Build.props\n", patched);
        string[] contents = [.. patched.TrimEnd('\n').Split('\n').Select(line => File.ReadAllText(Path.Combine(repository.Path, line[3..])))];
        repository.Run("clean", "-fdq");
        var applied = RunResult.Of("init", repository.Path, "--yes");
        Assert.Equal((0, shown.Output), (applied.Code, applied.Output));
        Assert.Equal(contents, patched.TrimEnd('\n').Split('\n').Select(line => File.ReadAllText(Path.Combine(repository.Path, line[3..]))));
        Assert.True(File.Exists(Path.Combine(repository.Path, ".repotopology", "ownership", "src.App.csproj.tsv")));

        Assert.Equal("nothing to do: all of it is set up", RunResult.Of("init", repository.Path, "--yes").Sentence());
    }

    [Fact]
    public void ThePackageReferenceIsForCSharpOnlyAndKeepsToItself()
    {
        using var repository = Solution();
        RunResult.Of("init", repository.Path, "--yes");
        string props = File.ReadAllText(Path.Combine(repository.Path, "Directory.Build.props"));
        Assert.Contains($"<PackageReference Include=\"RepoTopology.Analyzers\" Version=\"{ReportOptions.ToolVersion}\" PrivateAssets=\"all\" />", props, StringComparison.Ordinal);
        Assert.Contains("Condition=\"'$(MSBuildProjectExtension)' == '.csproj'\"", props, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Directory.Packages.props")]
    [InlineData("Directory.Build.props")]
    public void WhereVersionsAreKeptCentrallyTheReferenceIsGlobal(string switchedOnIn)
    {
        using var repository = Solution();
        const string On = "<PropertyGroup><ManagePackageVersionsCentrally> true </ManagePackageVersionsCentrally></PropertyGroup>";
        foreach (string file in (string[])["Directory.Packages.props", "Directory.Build.props"])
            repository.Write(file, $"<Project>\n  {(file == switchedOnIn ? On : "")}\n</Project>\n");
        repository.Commit("central");
        RunResult.Of("init", repository.Path, "--yes");
        Assert.Contains("<GlobalPackageReference Include=\"RepoTopology.Analyzers\"", File.ReadAllText(Path.Combine(repository.Path, "Directory.Packages.props")), StringComparison.Ordinal);
        Assert.DoesNotContain("RepoTopology", File.ReadAllText(Path.Combine(repository.Path, "Directory.Build.props")), StringComparison.Ordinal);
    }

    [Fact]
    public void FilesKeepTheirMarkTheirLineEndsAndEverythingElse()
    {
        using var repository = Solution();
        const string Props = "\uFEFF<Project>\r\n\t<!-- Grüße -->\r\n\t<PropertyGroup  />\r\n</Project>", Config = "root = true\r\n[*]\r\nindent_size = 4";
        repository.Write("Directory.Build.props", Props).Write(".editorconfig", Config).Commit("props");
        string patch = Path.Combine(repository.Root, "a.patch");
        File.WriteAllText(patch, RunResult.Of("init", repository.Path).Output);
        RunResult.Of("init", repository.Path, "--yes");
        string props = Text("Directory.Build.props"), config = Text(".editorconfig");
        Assert.DoesNotContain("\n", props.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", config.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(Props, Unmarked(props));
        Assert.StartsWith(Config + "\r\n", config, StringComparison.Ordinal);
        Assert.Contains("\r\n\t<ItemGroup Condition", props, StringComparison.Ordinal);
        repository.Run("checkout", "--quiet", ".");
        repository.Run("clean", "-fdq");
        repository.Run("apply", "--whitespace=nowarn", patch);
        Assert.Equal((props, config), (Text("Directory.Build.props"), Text(".editorconfig")));

        string Text(string file) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(repository.Path, file)));

        static string Unmarked(string text)
        {
            var lines = text.Split("\r\n").ToList();
            int begin = lines.FindIndex(line => line.Contains("repotopology:begin", StringComparison.Ordinal)), end = lines.FindIndex(line => line.Contains("repotopology:end", StringComparison.Ordinal));
            lines.RemoveRange(begin, end - begin + 1);
            return string.Join("\r\n", lines);
        }
    }

    [Fact]
    public void SeveritiesAreLeftToTheAnalysisMode()
    {
        // What .editorconfig says is stronger than RepoTopologyAnalysisMode, which would have no effect on a rule named there.
        using var repository = Solution();
        RunResult.Of("init", repository.Path, "--yes");
        string[] lines = File.ReadAllLines(Path.Combine(repository.Path, ".editorconfig"));
        Assert.Contains("# dotnet_diagnostic.RT1001.severity = warning", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("dotnet_", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIsNotOursIsLeftAlone()
    {
        using var repository = Solution();
        repository.Write("Directory.Build.props", "<Project>\n").Write(".github/workflows/repotopology.yml", "name: mine\n").Write(".editorconfig", "# repotopology:begin\n[*.cs]\nmine = 1\n# repotopology:end\n").Write(".repotopology/accepted.txt", "# mine\n").Commit("mine");
        var result = RunResult.Of("init", repository.Path, "--yes");
        Assert.Contains("Directory.Build.props is left alone: it could not be read as a project", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal("", repository.Run("status", "--porcelain", "--", ".github", ".editorconfig", ".repotopology/accepted.txt", "Directory.Build.props"));

        repository.Write("Directory.Build.props", "<Project><ItemGroup><PackageReference Include=\"RepoTopology.Analyzers\" Version=\"9.9.9\" /></ItemGroup></Project>\n").Commit("by hand");
        Assert.Equal("nothing to do: all of it is set up", RunResult.Of("init", repository.Path, "--yes").Sentence());
    }

    [Fact]
    public void AnotherVersionReplacesOurOwnReferenceOnly()
    {
        byte[] first = PackageReferenceEdit.TryEdit(null, "0.0.1", central: false)!;
        byte[] second = PackageReferenceEdit.TryEdit(first, "0.0.2", central: false)!;
        Assert.Equal(Texts.Of(first).Replace("0.0.1", "0.0.2", StringComparison.Ordinal), Texts.Of(second));
        Assert.Null(PackageReferenceEdit.TryEdit(Texts.Bytes(Texts.Of(first).Replace("repotopology:end", "", StringComparison.Ordinal)), "0.0.2", central: false));
    }

    [Theory]
    [InlineData("<Project />")]
    [InlineData("<Other></Other>")]
    [InlineData("<Project></Project><!-- </Project> -->")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><Project></Project>")]
    [InlineData("no xml")]
    public void WhatCannotBeEditedAsTextIsNotEdited(string file) => Assert.Null(PackageReferenceEdit.TryEdit(Texts.Bytes(file), "1.0.0", central: false));

    [Fact]
    public void AnotherCiSystemGetsASnippet()
    {
        using var repository = Solution();
        repository.Write(".gitlab-ci.yml", "build:\n  script: [make]\n").Commit("ci");
        var result = RunResult.Of("init", repository.Path);
        Assert.DoesNotContain(".github", result.Output, StringComparison.Ordinal);
        Assert.Contains(".gitlab-ci.yml (GitLab CI) is left to you", result.Error, StringComparison.Ordinal);
        Assert.Contains("GIT_DEPTH", result.Error, StringComparison.Ordinal);
        Assert.Contains("repotopology snapshot --check", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("\n", false)]
    [InlineData("", false)]
    public void ATerminalIsAsked(string answer, bool changes)
    {
        using var repository = Solution();
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var shell = RunResult.Shell(output, error, new Dictionary<string, string> { ["CI"] = "1" }, terminal: true) with { Answers = new StringReader(answer) };
        Assert.Equal(0, App.Run(["init", repository.Path], shell, TestContext.Current.CancellationToken));
        Assert.Contains("change these files? [y/N]", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(changes, File.Exists(Path.Combine(repository.Path, "Directory.Build.props")));
    }

    [Fact]
    public void WithoutAWorkTreeOrAProjectThereIsNothingToSetUp()
    {
        using var repository = WhatIfTests.TwoPeople();
        Assert.Contains("there is no C# project", RunResult.Of("init", repository.Path).Sentence(), StringComparison.Ordinal);
        using var bare = GitTestRepository.Create("--bare");
        Assert.Contains("bare repository", RunResult.Of("init", bare.Path).Sentence(), StringComparison.Ordinal);
    }

    private static GitTestRepository Solution()
    {
        var repository = GitTestRepository.Create();
        repository.Write("src/App.csproj", Project).Write("src/App.cs", "class App\n{\n}\n").Commit("app");
        return repository;
    }
}
