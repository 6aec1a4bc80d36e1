using System.Text.Json;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.Code.Tests;

public sealed class DepthTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void TheBudgetGoesToDependenciesFirstAndToTestsLast()
    {
        ProjectFile Project(string path, bool isTest, params string[] references) => new()
        {
            Path = path,
            Name = path,
            Kind = CodeProjectKind.CSharp,
            IsTest = isTest,
            Files = [new SourceFile(path + ".cs", ObjectId.Zero)],
            References = [.. references.Select(each => (each, true))],
        };
        List<ProjectFile> projects = [Project("A", false, "B"), Project("B", false), Project("B.Tests", true)];
        var graph = new ProjectGraph(projects, new Limits());
        string DepthsAt(double seconds) => string.Join(' ', DepthPlan.Decide(projects, graph, [1 << 20, 1 << 20, 1 << 20], new CodeOptions { BudgetSeconds = seconds }));
        Assert.Equal(
            [
                "Project Project Project", "Project Names Project", "Names Names Project", "Names Names Names",
                "Names Bound Names", "Bound Bound Names", "Bound Bound Bound",
            ],
            Enumerable.Range(0, 600).Select(tenths => DepthsAt(tenths / 10.0)).Distinct());
    }

    [Fact]
    public void AutoRecordsTheDepthThatEachProjectGot()
    {
        _sample.Project("A/A.csproj").With("A/a.cs", "class A { B b; } class B;");
        Assert.Equal(CodeDepth.Bound, _sample.Load(CodeDepth.Auto).Project("A").Depth);
        var model = _sample.Load(CodeDepth.Auto, new CodeOptions { BudgetSeconds = 0 });
        Assert.Equal(CodeDepth.Project, model.Project("A").Depth);
        Assert.Empty(model.Types);
    }

    [Fact]
    public void OutsideOfTheScopeProjectsAreNodesOnlyButAreStillSeen()
    {
        var model = _sample.Project("src/A/A.csproj", """<ItemGroup><ProjectReference Include="../../lib/L.csproj" /></ItemGroup>""").With("src/A/a.cs", "class A { L l; B b; } class B;").Project("lib/L.csproj").With("lib/l.cs", "public class L;")
            .Load(CodeDepth.Bound, new CodeOptions { Scope = "src/" });
        Assert.Equal(["A Uses B"], model.Edges());
        Assert.Equal([CodeDepth.Project, CodeDepth.Bound], model.Projects.Select(project => project.Depth));
        Assert.Equal(0, model.Project("A").Unresolved);
    }

    [Fact]
    public void BareRepositoriesAndEarlierCommitsAreReadAlike()
    {
        _sample.Project("A/A.csproj").With("A/a.cs", "class A { B b; } class B;").Load();
        string first = _sample.Repository.Run("rev-parse", "HEAD").Trim();
        _sample.With("A/a.cs", "class C;").Load();
        string bare = Path.Join(_sample.Repository.Root, "bare.git");
        GitTestRepository.Git(_sample.Repository.Root, ["clone", "--quiet", "--bare", _sample.Path, bare]);
        using var repository = GitRepository.Open(bare);
        Assert.Equal(["A Uses B"], SourceLoader.Load(repository, ObjectId.Parse(first), cancellation: TestContext.Current.CancellationToken).Edges());
        var tree = ObjectId.Parse(GitTestRepository.Git(bare, ["rev-parse", first + "^{tree}"]).AsSpan(..40).ToArray().Select(b => (char)b).ToArray());
        Assert.Equal(["A", "B"], SourceLoader.Load(repository, tree, cancellation: TestContext.Current.CancellationToken).TypesOf("A"));
    }

    [Fact]
    public void ARestoredPackageIsSeenButOnlyFromThePackageFolder()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string? assembly = Directory.Exists(Path.Join(packages, "xunit.v3.assert")) ? Directory.GetFiles(Path.Join(packages, "xunit.v3.assert"), "xunit.v3.assert.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).FirstOrDefault() : null;
        Assert.SkipWhen(assembly is null, "the package folder is elsewhere");
        _sample.With(".gitignore", "obj/").Project("A/A.csproj").With("A/a.cs", "using Xunit; class A { void M() => Assert.IsType<Made>(null).Use(); } class Made { public void Use() { } }");
        Assert.Equal(1, _sample.Load().Project("A").Unresolved);
        Assets(Path.GetRelativePath(packages, assembly!).Replace('\\', '/'));
        var model = _sample.Load();
        Assert.Equal((1, 0), (model.Project("A").PackageAssemblies, model.Project("A").Unresolved));
        Assert.Contains("A Calls Made", model.Edges());
        Assert.Equal(0, _sample.Load(CodeDepth.Bound, new CodeOptions { UseRestoredPackages = false }).Project("A").PackageAssemblies);
        foreach (string elsewhere in (string[])[assembly!, "../../" + assembly, "//server/share/x.dll", typeof(object).Assembly.Location])
        {
            Assets(elsewhere);
            Assert.Equal(0, _sample.Load().Project("A").PackageAssemblies);
        }

        void Assets(string path) => _sample.With("A/obj/project.assets.json", JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["packageFolders"] = new Dictionary<string, object> { ["/"] = new { } },
            ["targets"] = new Dictionary<string, object> { ["net10.0"] = new Dictionary<string, object> { ["P/1"] = new { type = "package", compile = new Dictionary<string, object> { [Path.GetFileName(path)] = new { } } } } },
            ["libraries"] = new Dictionary<string, object> { ["P/1"] = new { type = "package", path = Path.GetDirectoryName(path)!.Replace('\\', '/') } },
        }));
    }
}
