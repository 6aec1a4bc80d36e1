using System.Xml.Linq;
using RepoTopology.Testing;

namespace RepoTopology.EndToEnd.Tests;

/// <summary>What may point where: the picture of the house, held against the project files.</summary>
public sealed class HouseTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["RepoTopology.Git"] = [],
        ["RepoTopology.Snapshot"] = [],
        ["RepoTopology.History"] = ["RepoTopology.Git"],
        ["RepoTopology.Code"] = ["RepoTopology.Git"],
        ["RepoTopology.Checkout"] = ["RepoTopology.Git"],
        ["RepoTopology.Analysis"] = ["RepoTopology.History", "RepoTopology.Code"],
        ["RepoTopology.Reports"] = ["RepoTopology.Analysis", "RepoTopology.Snapshot"],
        ["RepoTopology.Analyzers"] = [],
        ["RepoTopology.Analyzers.CodeFixes"] = ["RepoTopology.Analyzers"],
    };

    public static TheoryData<string> Projects =>
        [.. Houses.SelectMany(house => Directory.GetFiles(house, "*.csproj", SearchOption.AllDirectories)).Select(path => Path.GetRelativePath(Root, path))];

    private static string Root => SourceTree.Root;

    private static IEnumerable<string> Houses => [Path.Combine(Root, "src"), Path.Combine(Root, "analyzers")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectPointsOnlyDownwards(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        if (name == "RepoTopology.Cli")
            return; // The composition root may reference everything.
        Assert.Contains(name, Allowed.Keys);
        Assert.Subset(Allowed[name].ToHashSet(), References(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension).ToHashSet()!);
    }

    [Fact]
    public void GitNeedsTheFrameworkOnly() =>
        Assert.Empty(References(Path.Combine("src", "RepoTopology.Git", "RepoTopology.Git.csproj"), "PackageReference"));

    /// <summary>What an analyzer refers to is the host's: nothing of it may ship or flow on.</summary>
    [Fact]
    public void AnalyzersPassNoPackageOn()
    {
        foreach (string project in Directory.GetFiles(Path.Combine(Root, "analyzers"), "*.csproj", SearchOption.AllDirectories))
            Assert.All(XDocument.Load(project).Descendants("PackageReference"), reference => Assert.Equal("all", (string?)reference.Attribute("PrivateAssets")));
    }

    [Fact]
    public void UnsafeCodeStandsInOneFile()
    {
        var found = Houses.SelectMany(house => Directory.GetFiles(house, "*.cs", SearchOption.AllDirectories))
            .Where(path => File.ReadLines(path).Any(line => line.Contains(" unsafe ", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            .Select(path => Path.GetFileName(path));
        Assert.Equal(["MappedFile.cs"], found);
    }

    [Fact]
    public void EachProjectIsOneNamespace()
    {
        foreach (string file in Houses.SelectMany(house => Directory.GetFiles(house, "*.cs", SearchOption.AllDirectories)))
        {
            string project = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)[1];
            string? declared = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
            // What the compiler looks up by its full name has no choice.
            if (declared != "namespace System.Runtime.CompilerServices;")
                Assert.True(declared is null || declared == $"namespace {project};", $"{file}: {declared}");
        }
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Root, project)).Descendants(kind).Select(element => (string)element.Attribute("Include")!)
            .Select(path => path.Replace('\\', '/'));
}
