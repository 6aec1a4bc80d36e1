using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Modules;

/// <summary>The analysed commit's .gitattributes have the last word about what a file is.</summary>
public sealed class AttributedKindsTests
{
    private const string Attributes = """
        gen/** linguist-generated
        gen/kept.cs linguist-generated=false
        package-lock.json -diff
        *.g.cs -linguist-generated
        vendor/ours/** linguist-vendored=false
        copied/** linguist-vendored
        *.dat binary
        *.db diff
        """;

    [Theory]
    [InlineData("gen/a.cs", PathKind.Generated)]
    [InlineData("gen/kept.cs", PathKind.Authored)]
    [InlineData("package-lock.json", PathKind.Generated)]
    [InlineData("src/a.g.cs", PathKind.Authored)]
    [InlineData("vendor/ours/a.cs", PathKind.Authored)]
    [InlineData("vendor/theirs/a.cs", PathKind.Vendored)]
    [InlineData("copied/a.cs", PathKind.Vendored)]
    [InlineData("x.dat", PathKind.Binary)]
    [InlineData("x.db", PathKind.Authored)]
    [InlineData("x.png", PathKind.Binary)]
    [InlineData("a.cs", PathKind.Authored)]
    public void AttributesDecideBeforeTheName(string path, PathKind expected)
    {
        using var repository = GitTestRepository.Create();
        repository.Write(".gitattributes", Attributes).Write(path, "1").Commit("all");
        repository.Write(".gitattributes", "* linguist-vendored"); // The work tree has no say.
        using var opened = GitRepository.Open(repository.Path);
        var history = HistoryReader.Read(opened, new HistoryOptions());
        var tracked = history.Paths.Single(tracked => tracked.Text == path);
        Assert.Equal((expected, expected == PathKind.Authored), (tracked.Kind, tracked.Module >= 0));
    }
}
