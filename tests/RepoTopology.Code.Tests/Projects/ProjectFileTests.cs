namespace RepoTopology.Code.Tests;

public sealed class ProjectFileTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void ProjectsAndTheirReferencesAreReadInEachLanguage()
    {
        var model = _sample.Project("App/App.csproj", """<ItemGroup><ProjectReference Include="..\Lib\Lib.fsproj" /><ProjectReference Include="../old/Old.vbproj" /></ItemGroup>""")
            .Project("Lib/Lib.fsproj", """<ItemGroup><ProjectReference Include="../old/Old.vbproj" /></ItemGroup>""").Project("old/Old.vbproj").With("App/a.cs", "class A;").Load(CodeDepth.Project);
        Assert.Equal(["App", "Lib", "Old"], model.Projects.Select(project => project.Name));
        Assert.Equal([CodeProjectKind.CSharp, CodeProjectKind.FSharp, CodeProjectKind.VisualBasic], model.Projects.Select(project => project.Kind));
        Assert.Equal(["Lib", "Old"], model.ReferencesOf("App"));
        Assert.Equal(["Old"], model.ReferencesOf("Lib"));
        Assert.Empty(model.Types);
        Assert.All(model.Projects, project => Assert.Equal((CodeDepth.Project, "source"), (project.Depth, project.Loader)));
    }

    [Theory]
    [InlineData("All.sln", "Project(\"{9A19103F-16F7-4668-BE54-9A1E7A4F7556}\") = \"A\", \"src\\A\\A.csproj\", \"{1}\"\nEndProject\n")]
    [InlineData("All.slnx", "<Solution><Folder Name=\"/src/\"><Project Path=\"src/A/A.csproj\" /></Folder></Solution>")]
    [InlineData("sub/All.slnf", "{ \"solution\": { \"path\": \"..\\\\All.sln\", \"projects\": [ \"src\\\\A\\\\A.csproj\" ] } }")]
    public void ASolutionOfEachFormatListsItsProjectsAndTheOthersAreNodesToo(string path, string content)
    {
        var model = _sample.With(path, content).Project("src/A/A.csproj").Project("src/B/B.csproj").Load(CodeDepth.Project);
        Assert.True(model.Project("A").InSolution);
        Assert.False(model.Project("B").InSolution);
    }

    [Fact]
    public void TheHighestFrameworkIsTakenWithItsSymbolsAndTheProjectsOwn()
    {
        var model = _sample.With("A/A.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net48;netstandard2.0;net8.0;net9.0-windows</TargetFrameworks>
            <DefineConstants>$(DefineConstants);MINE</DefineConstants></PropertyGroup></Project>
            """).With("A/a.cs", """
            #if NET && NET9_0 && NET8_0_OR_GREATER && NET5_0_OR_GREATER && NETCOREAPP3_1_OR_GREATER && WINDOWS && MINE && DEBUG
            class Taken;
            #endif
            #if NETSTANDARD || NETFRAMEWORK || NET8_0 || NET10_0_OR_GREATER
            class Other;
            #endif
            """).Load(CodeDepth.Names);
        Assert.Equal(["Taken"], model.TypesOf("A"));
        Assert.Equal("net9.0-windows", model.Project("A").TargetFramework);
    }

    [Theory]
    [InlineData("net472", "NET472 && NETFRAMEWORK && NET45_OR_GREATER && !NET48_OR_GREATER && !NET")]
    [InlineData("netstandard2.0", "NETSTANDARD2_0 && NETSTANDARD1_6_OR_GREATER && !NETSTANDARD2_1_OR_GREATER")]
    [InlineData("netcoreapp3.1", "NETCOREAPP3_1 && NETCOREAPP2_0_OR_GREATER && !NET")]
    public void OlderFrameworksDefineTheirSymbols(string framework, string expression)
    {
        var model = _sample.Project("A/A.csproj", framework: framework).With("A/a.cs", $"#if {expression}\nclass Taken;\n#endif").Load(CodeDepth.Names);
        Assert.Equal(["Taken"], model.TypesOf("A"));
    }

    [Fact]
    public void PropertiesComeFromTheNearestPropsAndThoseItImports()
    {
        var model = _sample
            .With("Directory.Build.props", """<Project><PropertyGroup><Prefix>Top</Prefix><DefineConstants>TOP</DefineConstants></PropertyGroup></Project>""")
            .With("src/Directory.Build.props", """
                <Project><Import Project="$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))" />
                <PropertyGroup><DefineConstants>$(DefineConstants);SRC</DefineConstants></PropertyGroup>
                <ItemGroup><ProjectReference Include="$(MSBuildThisFileDirectory)B/B.csproj" Condition="'$(MSBuildProjectName)' == 'A'" /></ItemGroup></Project>
                """)
            .With("src/Directory.Build.targets", """<Project><PropertyGroup><AssemblyName>$(Prefix).$(MSBuildProjectName)</AssemblyName></PropertyGroup></Project>""")
            .Project("src/A/A.csproj").Project("src/B/B.csproj").With("src/A/a.cs", "#if TOP && SRC\nclass Taken;\n#endif").Load(CodeDepth.Names);
        Assert.Equal("Top.A", model.Project("A").AssemblyName);
        Assert.Equal(["Taken"], model.TypesOf("A"));
        Assert.Equal(["B"], model.ReferencesOf("A"));
        Assert.Empty(model.ReferencesOf("B"));
        Assert.Empty(model.Limits);
    }

    [Theory]
    [InlineData("'$(TargetFramework)' == 'NET10.0'", true)]
    [InlineData("'$(Missing)' != ''", false)]
    [InlineData("'$(Configuration)' == 'Debug' and !('$(X)' == 'y' or '$(Z)' == 'w')", true)]
    [InlineData("Exists('..\\A\\a.cs')", true)]
    [InlineData("exists('no.cs')", false)]
    [InlineData("$(MSBuildProjectName.StartsWith('A'))", true)]
    [InlineData("'$(MSBuildProjectName.EndsWith(`.Tests`))' == 'true'", false)]
    [InlineData("'10.0' >= '9.0' and 10 > 9", true)]
    [InlineData("$([MSBuild]::IsTargetFrameworkCompatible('$(TargetFramework)', 'net8.0'))", null)]
    [InlineData("'a' == ", null)]
    [InlineData("((((", null)]
    [InlineData("'$(X' == ''", null)]
    public void AConditionHoldsOrNotOrIsSkippedAndCounted(string condition, bool? holds)
    {
        var model = _sample.Project("A/A.csproj", $"<PropertyGroup Condition=\"{condition.Replace(">", "&gt;", StringComparison.Ordinal)}\"><AssemblyName>Held</AssemblyName></PropertyGroup>").With("A/a.cs", "").Load(CodeDepth.Project);
        Assert.Equal(holds == true ? "Held" : "A", model.Project("A").AssemblyName);
        Assert.Equal(holds is null, model.Project("A").Unevaluated > 0);
    }

    [Fact]
    public void TheFirstBranchThatHoldsIsTaken()
    {
        var model = _sample.Project("A/A.csproj", """
            <Choose><When Condition="'$(X)' == 'x'"><PropertyGroup><AssemblyName>One</AssemblyName></PropertyGroup></When>
            <When Condition="'$(X)' == ''"><PropertyGroup><AssemblyName>Two</AssemblyName></PropertyGroup></When>
            <Otherwise><PropertyGroup><AssemblyName>Three</AssemblyName></PropertyGroup></Otherwise></Choose>
            """).Load(CodeDepth.Project);
        Assert.Equal("Two", model.Project("A").AssemblyName);
    }

    [Fact]
    public void TheSdksPatternTakesWhatLiesBelowButNotOutputsAndNestedProjects()
    {
        var model = _sample.Project("A/A.csproj").With("A/a.cs", "").With("A/b/c.cs", "").With("A/obj/x.cs", "").With("A/bin/Debug/x.cs", "").With("A/.git-like/x.cs", "")
            .Project("A/nested/N.csproj").With("A/nested/n.cs", "").With("B/b.cs", "").Load(CodeDepth.Project);
        Assert.Equal(["A/a.cs", "A/b/c.cs"], model.FilesOf("A"));
        Assert.Equal(["A/nested/n.cs"], model.FilesOf("N"));
        Assert.Contains(model.Limits, limit => limit.StartsWith("4 C# files belong to no project", StringComparison.Ordinal));
    }

    [Fact]
    public void CompileItemsIncludeLinkExcludeAndRemove()
    {
        var model = _sample.Project("A/A.csproj", """
            <ItemGroup><Compile Include="..\Shared\**\*.cs" Exclude="..\Shared\no\*.cs" Link="x" /><Compile Remove="old\**" /><Compile Remove="z?.cs;y.cs" /><Compile Include="y.cs" /></ItemGroup>
            """).With("A/a.cs", "").With("A/old/b.cs", "").With("A/z1.cs", "").With("A/y.cs", "").With("Shared/s.cs", "").With("Shared/deep/t.cs", "").With("Shared/no/n.cs", "")
            .Load(CodeDepth.Project);
        Assert.Equal(["A/a.cs", "A/y.cs", "Shared/deep/t.cs", "Shared/s.cs"], model.FilesOf("A"));
    }

    [Fact]
    public void WithoutDefaultItemsOnlyWhatIsListedIsCompiled()
    {
        var model = _sample.Project("A/A.csproj", """<PropertyGroup><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup><ItemGroup><Compile Include="a.cs" /></ItemGroup>""")
            .With("A/a.cs", "").With("A/b.cs", "")
            .With("B/B.csproj", """
                <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><ItemGroup><Compile Include="Sub\b.cs" /></ItemGroup>
                <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" /></Project>
                """).With("B/Sub/b.cs", "").With("B/c.cs", "").Load(CodeDepth.Project);
        Assert.Equal(["A/a.cs"], model.FilesOf("A"));
        Assert.Equal(["B/Sub/b.cs"], model.FilesOf("B"));
    }

    [Fact]
    public void TestProjectsAreKnownByPackageOrPropertyOrName()
    {
        var model = _sample.Project("a/P.csproj", """<ItemGroup><PackageReference Include="xunit" /></ItemGroup>""").Project("b/Q.csproj", "<PropertyGroup><IsTestProject>true</IsTestProject></PropertyGroup>")
            .Project("c/R.Tests.csproj").Project("d/S.csproj").Project("e/T.Tests.csproj", "<PropertyGroup><IsTestProject>false</IsTestProject></PropertyGroup>").With("a/x.cs", "class X;").Load(CodeDepth.Names);
        Assert.Equal(["P", "Q", "R.Tests"], model.Projects.Where(project => project.IsTest).Select(project => project.Name));
        Assert.True(model.Type("X").IsTest);
    }

    [Fact]
    public void WithoutProjectFilesEachTopDirectoryIsAProjectAndItIsSaid()
    {
        var model = _sample.With("core/a.cs", "namespace N; public class A;").With("app/b.cs", "class B : N.A;").With("c.cs", "class C { B b; }").With("docs/x.md", "").Load();
        Assert.Equal(["", "app", "core"], model.Projects.Select(project => project.Path));
        Assert.All(model.Projects, project => Assert.Equal(CodeProjectKind.Implicit, project.Kind));
        Assert.Equal(["B Inherits N.A", "C Uses B"], model.Edges().Order());
        Assert.Equal(["core"], model.ReferencesOf("app"));
        Assert.Contains(model.Limits, limit => limit.StartsWith("there is no project file", StringComparison.Ordinal));
    }

    [Fact]
    public void FriendsAreNamedByItemAndByAttribute()
    {
        var model = _sample.Project("A/A.csproj", """<ItemGroup><InternalsVisibleTo Include="Item.Tests" /></ItemGroup>""")
            .With("A/a.cs", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Attribute.Tests, PublicKey=00\")]").Load(CodeDepth.Names);
        Assert.Equal(["Attribute.Tests", "Item.Tests"], model.Project("A").FriendAssemblies);
    }
}
