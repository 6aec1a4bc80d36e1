using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.History.Tests.Modules;

public sealed class ModuleMapTests
{
    [Fact]
    public void DotNetProjectsAreModulesNamedByTheirFile()
    {
        string[] files = ["src/A/Acme.A.csproj", "src/A/Deep/X.cs", "src/B/B.fsproj", "src/B/Y.fs", "src/build.props", "README.md"];
        AssertModules(files, ".=README.md", "Acme.A=src/A/Acme.A.csproj,src/A/Deep/X.cs", "B=src/B/B.fsproj,src/B/Y.fs", "src=src/build.props");
    }

    [Fact]
    public void SeveralProjectFilesInADirectoryAreOneModuleNamedByTheDirectory() =>
        Assert.Equal(["Analyzers"], NamesOf(["src/Analyzers/A.Roslyn38.csproj", "src/Analyzers/A.Roslyn48.csproj", "src/Analyzers/R.cs"]));

    [Fact]
    public void ProjectsOfOneNameAreToldApartByDirectory() =>
        Assert.Equal(["Sample", "samples/b"], NamesOf(["samples/a/Sample.csproj", "samples/b/Sample.csproj"]));

    [Fact]
    public void PackagesOfAMonorepoAreModulesAndTheRootManifestIsNot() =>
        Assert.Equal(
            [".", "packages/core", "packages/ui", "scripts"],
            NamesOf(["package.json", "packages/core/package.json", "packages/core/index.js", "packages/ui/package.json", "scripts/x.js"]));

    [Fact]
    public void APathGoesToTheDeepestProject()
    {
        string[] client = [.. Enumerable.Range(0, 5).Select(i => $"Web/Client/src/{i}.ts")];
        AssertModules(
            ["Web/Web.csproj", "Web/Client/package.json", .. client],
            $"Web=Web/Web.csproj", $"Web/Client=Web/Client/package.json,{string.Join(',', client)}");
    }

    [Fact]
    public void ATinyProjectInsideAProjectBelongsToIt() =>
        Assert.Equal(["website"], NamesOf(["website/package.json", "website/docs/examples/Dates/Dates.csproj", "website/docs/examples/Dates/P.cs"]));

    [Fact]
    public void ManifestsAmongTestDataMakeNoModules() =>
        Assert.Equal(["tests"], NamesOf(["tests/fixtures/one/package.json", "tests/fixtures/two/package.json", "tests/a.js"]));

    [Fact]
    public void AVendoredProjectMakesNoModule()
    {
        var map = Build(["vendor/x/go.mod", "vendor/x/x.go", "main.go"]);
        Assert.Equal(["."], map.Modules.Select(module => module.Name));
        Assert.Equal([-1, -1, 0], map.ModuleOfPath);
    }

    [Fact]
    public void GeneratedVendoredAndBinaryFilesHaveNoModule() =>
        Assert.Equal([-1, -1, -1, 0], Build(["a/package-lock.json", "vendor/a.js", "a/logo.png", "a/a.js"]).ModuleOfPath);

    [Fact]
    public void ADirectoryWithMoreThanAThirdOfTheFilesIsSplit()
    {
        string[] plugins = [.. Enumerable.Range(0, 30).Select(i => $"plugins/p{i:00}/init.sh")];
        string[] names = NamesOf([.. plugins, "plugins/README.md", "lib/a.sh", "lib/deep/b.sh"]);
        Assert.Equal(["lib", "plugins", .. plugins.Select(path => path[..path.LastIndexOf('/')])], names);
    }

    [Fact]
    public void SplittingGoesOnWhileOneDirectoryHoldsMost()
    {
        string[] files = [.. Enumerable.Range(0, 40).Select(i => $"src/main/app/part{i % 4}/{i}.java")];
        Assert.Equal(["src/main/app/part0", "src/main/app/part1", "src/main/app/part2", "src/main/app/part3"], NamesOf(files));
    }

    [Fact]
    public void TheNumberOfDirectoryModulesIsBounded()
    {
        string[] many = [.. Enumerable.Range(0, 5000).Select(i => $"d{i:0000}/a.c"), "d0000/b.c"];
        var map = Build(many, [.. many, .. Enumerable.Range(0, 5000).Select(i => $"old{i}/a.c")]);
        Assert.Equal(1001, map.Modules.Length);
        Assert.Contains(map.Modules, module => module is { Name: "d0000", FilesAtHead: 2 });
    }

    [Fact]
    public void FilesOfThePastGoToTheDirectoryThatIsStillThereOrToTheirFormerTopLevelDirectory()
    {
        var map = Build(["src/A/A.csproj", "src/b.cs"], ["src/A/Gone.cs", "src/Gone/x.cs", "old/deep/x.cs", "gone.cs"]);
        Assert.Equal(["A", "src", "old", "."], map.ModuleOfPath.Select(module => map.Modules[module].Name));
        Assert.Equal(0, map.Modules.Single(module => module.Name == "old").FilesAtHead);
    }

    [Fact]
    public void TheUsersModulesComeFirstAndTheFirstGlobWins()
    {
        var options = new ModuleOptions { Modules = [new("core", ["src/Core/**"]), new("text", ["*.md", "docs/"])] };
        string[] files = ["src/Core/readme.md", "src/Core/Core.csproj", "docs/a.txt", "b.md", "src/Other/Other.csproj"];
        var map = ModuleMap.Build(files, files, options);
        Assert.Equal(["core", "core", "text", "text", "Other"], map.ModuleOfPath.Select(module => map.Modules[module].Name));
        Assert.Equal(new Module("core", "src/Core", ModuleOrigin.Configured, 2), map.Modules[1]);
    }

    [Fact]
    public void AnAutomaticModuleGivesWayToAConfiguredName()
    {
        var options = new ModuleOptions { Modules = [new("Core", ["docs/**"])] };
        var map = ModuleMap.Build(["docs/a", "src/Core/Core.csproj"], ["docs/a", "src/Core/Core.csproj"], options);
        Assert.Equal(["Core", "src/Core"], map.Modules.Select(module => module.Name));
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("a", null)]
    [InlineData("a", "{")]
    public void AnUnusableRuleIsRefused(string name, string? glob)
    {
        var options = new ModuleOptions { Modules = [new(name, glob is null ? [] : [glob])] };
        Assert.Throws<HistoryOptionsException>(() => ModuleMap.Build([], [], options));
    }

    [Fact]
    public void NoFilesMeansNoModules() => Assert.Empty(Build([]).Modules);

    [Fact]
    public void OddPathsOfAHostileTreeAreMapped()
    {
        string[] odd = ["/", "//", "a//b", "/a", string.Concat(Enumerable.Repeat("x/", 3000)) + "y"];
        Assert.DoesNotContain(-1, Build(odd).ModuleOfPath);
    }

    // At head: a flat repository stays whole, plugins and locales become modules, projects name their directories.
    [Theory]
    [InlineData("lua", 4, ".")]
    [InlineData("melpa", 14, "recipes")]
    [InlineData("ohmyzsh", 369, "plugins/docker")]
    [InlineData("Faker", 83, "src/Faker/Provider/de_DE")]
    [InlineData("serilog", 11, "Serilog.Tests")]
    [InlineData("Humanizer", 20, "Humanizer.Analyzers")]
    [InlineData("C-Sharp", 9, "DataStructures")]
    public void RealRepositoriesAreDividedAsTheirPeopleDo(string history, int modules, string one)
    {
        byte[] listing = GitTestRepository.Git(SharedFiles.History(history), ["ls-tree", "-r", "-z", "--name-only", "HEAD"]);
        var map = Build(Encoding.UTF8.GetString(listing).Split('\0', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(map.Modules, module => module.Name == one);
        Assert.Equal(modules, map.Modules.Length);
    }

    private static ModuleMap Build(string[] files, string[]? paths = null) => ModuleMap.Build(files, paths ?? files, ModuleOptions.Default);

    private static string[] NamesOf(string[] files) => [.. Build(files).Modules.Select(module => module.Name)];

    private static void AssertModules(string[] files, params string[] expected)
    {
        var map = Build(files);
        Assert.Equal(expected, map.Modules.Select((module, i) => $"{module.Name}={string.Join(',', files.Where((_, f) => map.ModuleOfPath[f] == i))}"));
    }
}
