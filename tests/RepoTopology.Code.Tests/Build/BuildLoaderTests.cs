using Microsoft.Build.Locator;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.Code.Tests;

public sealed class BuildLoaderTests : IDisposable
{
    private const string Secret = "read-from-elsewhere";

    private readonly Sample _sample = new();
    private readonly TemporaryFolder _elsewhere = new();

    public void Dispose()
    {
        _sample.Dispose();
        _elsewhere.Dispose();
    }

    [Fact]
    public void OfAHostileProjectTheDefaultLoaderRunsNothingAndTheBuildLoaderRunsAll()
    {
        string[] traps = WriteHostileProject();
        foreach (var depth in Enum.GetValues<CodeDepth>())
        {
            var model = _sample.Load(depth);
            Assert.Empty(Directory.GetFiles(_elsewhere.Path, "*.ran"));
            Assert.DoesNotContain(Secret, ModelText.Of(model), StringComparison.Ordinal);
            Assert.Equal(depth != CodeDepth.Project, model.Types.Any(type => type.Key == "A"));
        }

        SkipWithoutSdk();
        var built = Build();
        Assert.Equal(traps, Directory.GetFiles(_elsewhere.Path, "*.ran").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal));
        Assert.Equal((Secret, "msbuild"), (built.Project("A").AssemblyName, built.Project("A").Loader));
        Assert.Equal(["A Uses B"], built.Edges());
    }

    [Fact]
    public void TheSourceLoaderFindsTheReferencesThatTheBuildLoaderFinds()
    {
        SkipWithoutSdk();
        GeneratedSolution.AddTo(_sample);
        var source = _sample.Load();
        var built = Build();
        Assert.Equal(["1 C# files belong to no project and are left out"], built.Limits);
        Assert.All(built.Projects, project => Assert.Equal(("msbuild", "net10.0", 0), (project.Loader, project.TargetFramework, project.Unresolved)));
        var comparison = new EdgeComparison(source, built);
        string differences = string.Join('\n', comparison.Missed.Select(edge => "missed " + edge).Concat(comparison.Extra.Select(edge => "extra " + edge)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{comparison.Expected} edges, recall {comparison.Recall:P2}, precision {comparison.Precision:P2}\n{differences}");
        Assert.True(comparison.Expected > 400, $"{comparison.Expected} edges");
        Assert.True(comparison.Recall >= 0.98, $"recall {comparison.Recall:P2}\n{differences}");
        Assert.True(comparison.Precision >= 0.99, $"precision {comparison.Precision:P2}\n{differences}");
        Assert.Equal(source.Types.Select(type => type.Key), built.Types.Select(type => type.Key));
        Assert.Equal(source.ReferencesOf("App.Tests"), built.ReferencesOf("App.Tests"));
    }

    [Fact]
    public void AProjectWhoseBuildFailsIsReadAsDataAndTheOthersAreBuilt()
    {
        SkipWithoutSdk();
        _sample.With(".gitignore", "obj/").Project("A/A.csproj", """<Import Project="missing.props" />""").With("A/a.cs", "using System.Collections.Generic; public class A { public IEnumerable<B> All() => null; } public class B { public int N; }")
            .Project("C/C.csproj", """<ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup>""").With("C/c.cs", "using System.Linq; class C { A a; int M() => a.All().First().N; } class D { C c; }");
        var model = Build();
        Assert.Equal(["source", "msbuild"], model.Projects.Select(project => project.Loader));
        Assert.Contains(model.Limits, limit => limit.StartsWith("A/A.csproj: its build did not call the compiler (", StringComparison.Ordinal) && limit.EndsWith("; the project file was read as data instead", StringComparison.Ordinal));
        Assert.Equal(["A Uses B", "C Calls A", "C Uses A", "C Uses B", "D Uses C"], model.Edges().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AStepOfTheRepositorysOwnThatFailsIsSaidAndDoesNotCostTheProject()
    {
        SkipWithoutSdk();
        _sample.With(".gitignore", "obj/").With("Directory.Build.targets", """<Project><Target Name="AnotherStep" BeforeTargets="ResolveReferences"><Error Text="another step" ContinueOnError="false" /></Target></Project>""")
            .Project("A/A.csproj", """<Target Name="PreBuild" AfterTargets="GetAssemblyVersion"><Exec Command="exit 126" /></Target>""").With("A/a.cs", "class A { B b; } class B;");
        var model = Build();
        Assert.Equal("msbuild", model.Project("A").Loader);
        Assert.Equal(["A Uses B"], model.Edges());
        Assert.Equal(["A/A.csproj: its build met an error and went on (another step)"], model.Limits);
    }

    [Fact]
    public void TheProjectsOwnLanguageSaysWhatItsWordsMean()
    {
        SkipWithoutSdk();
        const string source = """
            using System; using System.Collections.Generic;
            static class OfItems { public static void Go(this IEnumerable<int> items) { } }
            static class OfSpan { public static void Go(this ReadOnlySpan<int> span) { } }
            class User { void M(int[] array) => array.Go(); }
            """;
        _sample.With(".gitignore", "obj/").Project("New/New.csproj").With("New/a.cs", source)
            .Project("Old/Old.csproj", "<PropertyGroup><LangVersion>13</LangVersion></PropertyGroup>").With("Old/a.cs", source);
        Assert.Equal(["User Calls OfSpan", "User Calls OfItems"], Build().Edges());
    }

    [Fact]
    public void WhatTheBuildKnowsTheSourceLoaderDoesNotComplainOf()
    {
        SkipWithoutSdk();
        string props = Path.Join(_elsewhere.Path, "x.props");
        File.WriteAllText(props, """<Project><ItemGroup><Compile Include="$(MSBuildProjectDirectory)/../Shared/s.cs" /></ItemGroup></Project>""");
        _sample.With(".gitignore", "obj/").With("Shared/s.cs", "class S;").Project("A/A.csproj", $"""<Import Project="{props}" />""").With("A/a.cs", "class A { S s; }");
        Assert.Equal([$"A/A.csproj: the import of {props} is not followed", "1 C# files belong to no project and are left out"], _sample.Load().Limits.OrderDescending(StringComparer.Ordinal));
        var model = Build();
        Assert.Empty(model.Limits);
        Assert.Equal(["A Uses S"], model.Edges());
    }

    [Theory]
    [InlineData("""<Target Name="Hang" BeforeTargets="CoreCompile"><Exec Command="sleep 600" /></Target>""")]
    [InlineData("""<PropertyGroup><Hang>$([System.IO.File]::ReadAllText('{0}'))</Hang></PropertyGroup>""")]
    public void AProjectWhoseBuildOrEvaluationDoesNotEndIsReadAsData(string hang)
    {
        SkipWithoutSdk();
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        string pipe = Path.Join(_elsewhere.Path, "pipe");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]))
            mkfifo.WaitForExit();
        _sample.With(".gitignore", "obj/").Project("A/A.csproj", string.Format(System.Globalization.CultureInfo.InvariantCulture, hang, pipe)).With("A/a.cs", "class A { B b; } class B;");
        var model = Build(TimeSpan.FromSeconds(3));
        Assert.Equal("source", model.Project("A").Loader);
        Assert.Equal(["A/A.csproj: its build did not call the compiler (it took longer than 3 s); the project file was read as data instead"], model.Limits);
        Assert.Equal(["A Uses B"], model.Edges());
    }

    [Fact]
    public void AfterThreeThatDoNotEndNoOtherIsTried()
    {
        SkipWithoutSdk();
        foreach (string name in (string[])["A", "B", "C", "D", "E"])
            _sample.Project($"{name}/{name}.csproj");
        var model = Build(TimeSpan.Zero);
        Assert.Equal(
            ["2 C# projects were not built, for 3 others took longer than 0 s; project files were read as data instead",
            .. "ABC".Select(name => $"{name}/{name}.csproj: its build did not call the compiler (it took longer than 0 s); the project file was read as data instead")], model.Limits);
    }

    [Fact]
    public void WhatIsNotCheckedOutIsRefused()
    {
        _sample.Project("A/A.csproj").Load(CodeDepth.Project);
        var first = ObjectId.Parse(_sample.Repository.Run("rev-parse", "HEAD").Trim());
        _sample.With("A/a.cs", "class A;").Load(CodeDepth.Project);
        using (var repository = GitRepository.Open(_sample.Path))
            Assert.Equal($"a build reads what is checked out, and that is not {first.ToString()[..10]}", Assert.Throws<BuildUnavailableException>(() => BuildLoader.Check(repository, first)).Message);

        string bare = Path.Join(_sample.Repository.Root, "bare.git");
        GitTestRepository.Git(_sample.Repository.Root, ["clone", "--quiet", "--bare", _sample.Path, bare]);
        using var withoutFiles = GitRepository.Open(bare);
        Assert.Equal("a build needs a work tree, and this repository is bare", Assert.Throws<BuildUnavailableException>(() => BuildLoader.Check(withoutFiles, Revision.Resolve(withoutFiles, "HEAD").Tip)).Message);
    }

    private static void SkipWithoutSdk() => Assert.SkipUnless(MSBuildLocator.QueryVisualStudioInstances().Any(), "no .NET SDK is installed");

    private CodeModel Build(TimeSpan? limit = null)
    {
        var commit = ObjectId.Parse(_sample.Repository.Commit("state"));
        using var repository = GitRepository.Open(_sample.Path);
        return BuildLoader.Load(repository, commit, new CodeOptions { Depth = CodeDepth.Bound, BuildLimit = limit ?? new CodeOptions().BuildLimit }, TestContext.Current.CancellationToken);
    }

    // Each trap that springs leaves a file of its name. What comes before or after a whole build is none: no editor runs it to know the compiler's arguments.
    private string[] WriteHostileProject()
    {
        File.WriteAllText(Path.Join(_elsewhere.Path, "secret"), Secret);
        string Touch(string trap) => $"""<Touch Files="{Path.Join(_elsewhere.Path, trap)}.ran" AlwaysCreate="true" />""";
        string Run(string trap) => $"""<Exec Command="echo ran &gt; &quot;{Path.Join(_elsewhere.Path, trap)}.ran&quot;" />""";
        _sample.With(".gitignore", "obj/")
            .With("Directory.Build.props", $"""<Project InitialTargets="PropsTrap"><Target Name="PropsTrap">{Run("props")}</Target></Project>""")
            .With("Directory.Build.targets", $"""<Project><Target Name="TargetsTrap" AfterTargets="ResolveReferences">{Run("targets")}</Target></Project>""")
            .With("A/a.cs", "class A { B b; } class B;")
            .With("A/A.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk" InitialTargets="FirstTrap">
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                    <AssemblyName>$([System.IO.File]::ReadAllText('{Path.Join(_elsewhere.Path, "secret")}'))</AssemblyName>
                    <PreBuildEvent>echo ran &gt; "{Path.Join(_elsewhere.Path, "event")}.ran"</PreBuildEvent>
                  </PropertyGroup>
                  <UsingTask TaskName="InlineTrap" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="$(MSBuildToolsPath)/Microsoft.Build.Tasks.Core.dll">
                    <Task><Code Type="Fragment" Language="cs">System.IO.File.WriteAllText(@"{Path.Join(_elsewhere.Path, "inline")}.ran", "");</Code></Task>
                  </UsingTask>
                  <Target Name="FirstTrap">{Run("initial")}</Target>
                  <Target Name="BeforeTrap" BeforeTargets="CoreCompile">{Touch("before")}<InlineTrap /></Target>
                </Project>
                """);
        return ["before", "initial", "inline", "props", "targets"];
    }
}
