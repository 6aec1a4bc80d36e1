using System.Text.Json.Nodes;
using Microsoft.Build.Locator;
using RepoTopology.Testing;

namespace RepoTopology.Cli.Tests.Commands;

/// <summary>Alone, as a build goes into its projects' folders with the whole process.</summary>
[CollectionDefinition(nameof(LoaderTests), DisableParallelization = true)]
[Collection(nameof(LoaderTests))]
public sealed class LoaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitTestRepository _repository = GitTestRepository.Create();

    public LoaderTests() => _repository.Write(".gitignore", "obj/\nran\n").Write("A/a.cs", "class A { B b; }").Write("A/b.cs", "class B;")
        .Write("A/A.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <Target Name="Count" BeforeTargets="CoreCompile"><WriteLinesToFile File="$(MSBuildThisFileDirectory)../ran" Lines="once" /></Target>
            </Project>
            """).Commit("first");

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void OnlyTheBuildLoaderRunsTheBuildAndItsOutputsAreNeverStored()
    {
        SkipWithoutSdk();
        var cache = new Dictionary<string, string> { ["REPOTOPOLOGY_CACHE"] = Path.Join(_folder.Path, "cache") };
        RunResult Analyze(params string[] options) => RunResult.Of(cache, ["analyze", _repository.Path, .. options]);
        string ran = Path.Join(_repository.Path, "ran");

        Assert.Equal(0, Analyze("--depth", "bound").Code);
        Assert.False(File.Exists(ran));
        Assert.Equal((0, ""), (Analyze("--loader", "msbuild").Code, Analyze("--loader", "msbuild").Error));
        Assert.Equal(["once", "once"], File.ReadAllLines(ran));
    }

    [Fact]
    public void TypesOfABuildAreLinked()
    {
        SkipWithoutSdk();
        var result = RunResult.Of("graph", "modules", _repository.Path, "--level", "type", "--loader", "msbuild", "--format", "json");
        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Single(JsonNode.Parse(result.Output)!["links"]!.AsArray());
    }

    [Fact]
    public void WhatIsNotCheckedOutIsRefusedInOneSentence()
    {
        SkipWithoutSdk();
        _repository.Write("A/a.cs", "class C;").Commit("second");
        Assert.StartsWith("--loader msbuild: a build reads what is checked out, and that is not ", RunResult.Of("analyze", _repository.Path, "--rev", "HEAD~1", "--loader", "msbuild").Sentence(), StringComparison.Ordinal);
        string bare = Path.Join(_repository.Root, "bare.git");
        GitTestRepository.Git(_repository.Root, ["clone", "--quiet", "--bare", _repository.Path, bare]);
        foreach (string[] command in (string[][])[["analyze"], ["graph", "modules", "--level", "type"]])
            Assert.Equal("--loader msbuild: a build needs a work tree, and this repository is bare", RunResult.Of([.. command, bare, "--loader", "msbuild"]).Sentence());
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("graph", "modules")]
    public void TheHelpSaysThatTheBuildLoaderRunsTheRepositorysCode(params string[] command) =>
        Assert.Contains("RUNS THE REPOSITORY'S BUILD CODE", string.Join(' ', RunResult.Of([.. command, "--help"]).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

    private static void SkipWithoutSdk() => Assert.SkipUnless(MSBuildLocator.QueryVisualStudioInstances().Any(), "no .NET SDK is installed");
}
