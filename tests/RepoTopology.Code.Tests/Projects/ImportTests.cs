using System.Text;

namespace RepoTopology.Code.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData("$(MSBuildThisFileDirectory)../build/x.props")]
    [InlineData(@"$(MSBuildThisFileDirectory)..\build\x.props")]
    [InlineData("$(MSBuildProjectDirectory)/../build/x.props")]
    [InlineData(@"..\build\x.props")]
    [InlineData("../Build/X.props")]
    [InlineData("$(Root)build/x.props")]
    [InlineData(@"$(Above)\build\x.props")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove(build/x.props))")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('x.props', '$(MSBuildThisFileDirectory)../build/deep/'))")]
    [InlineData("$([MSBuild]::GetDirectoryNameOfFileAbove($(MSBuildThisFileDirectory), Directory.Build.props))/build/x.props")]
    [InlineData("$([MSBuild]::NormalizePath('$(MSBuildProjectDirectory)', '..', 'build', 'x.props'))")]
    [InlineData("$([System.IO.Path]::Combine('$(Root)', 'build', 'x.props'))")]
    public void AnImportOfTheTreeIsFollowedHoweverItIsWritten(string import)
    {
        var model = _sample
            .With("Directory.Build.props", """
                <Project><PropertyGroup><Root>$([MSBuild]::NormalizeDirectory('$(MSBuildThisFileDirectory)'))</Root>
                <Above>$([MSBuild]::GetDirectoryNameOfFileAbove('$(MSBuildThisFileDirectory)', 'marker.txt'))</Above></PropertyGroup></Project>
                """)
            .With("marker.txt", "").With("build/x.props", """<Project><PropertyGroup><AssemblyName>Imported</AssemblyName></PropertyGroup></Project>""")
            .Project("A/A.csproj", $"""<Import Project="{import}" />""").Load(CodeDepth.Project);
        Assert.Equal("Imported", model.Project("A").AssemblyName);
        Assert.Empty(model.Limits);
        Assert.Equal(0, model.Project("A").Unevaluated);
    }

    [Fact]
    public void AnImportedFileFindsWhatLiesBesideItAndItsItemsAreTheProjects()
    {
        var model = _sample.Project("src/A/A.csproj", """<Import Project="..\..\shared\Shared.projitems" Label="Shared" />""")
            .With("shared/Shared.projitems", """
                <Project><Import Project="more/more.targets" />
                <ItemGroup><Compile Include="$(MSBuildThisFileDirectory)s.cs" /><Compile Include="../B/b.cs" /></ItemGroup></Project>
                """)
            .With("shared/more/more.targets", """
                <Project><PropertyGroup Condition="Exists('more.targets')"><DefineConstants>$(DefineConstants);MORE</DefineConstants></PropertyGroup>
                <ItemGroup Condition="Exists('A.csproj')"><ProjectReference Include="../B/B.csproj" /></ItemGroup></Project>
                """)
            .With("shared/s.cs", "#if MORE\nclass Shared;\n#endif").Project("src/B/B.csproj").With("src/B/b.cs", "class B;").With("src/A/a.cs", "class A;").Load(CodeDepth.Names);
        Assert.Equal(["shared/s.cs", "src/A/a.cs", "src/B/b.cs"], model.FilesOf("A"));
        Assert.Equal(["A", "B", "Shared"], model.TypesOf("A"));
        Assert.Equal(["B"], model.ReferencesOf("A"));
        Assert.Empty(model.Limits);
    }

    [Fact]
    public void AnImportWhoseConditionDoesNotHoldIsNoLimit()
    {
        var model = _sample.Project("A/A.csproj", """
            <Import Project="..\no.props" Condition="Exists('..\no.props')" /><Import Project="$(NuGetPackageRoot)x.props" Condition="'$(NuGetPackageRoot)' != ''" />
            <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" />
            """).Load(CodeDepth.Project);
        Assert.Empty(model.Limits);
    }

    [Fact]
    public void FilesThatImportEachOtherAreReadOnce()
    {
        var model = _sample.With("a.props", """<Project><Import Project="b.props" /><PropertyGroup><AssemblyName>$(AssemblyName)a</AssemblyName></PropertyGroup></Project>""")
            .With("b.props", """<Project><Import Project="a.props" /><Import Project="A/A.csproj" /><PropertyGroup><AssemblyName>$(AssemblyName)b</AssemblyName></PropertyGroup></Project>""")
            .Project("A/A.csproj", """<Import Project="../a.props" /><Import Project="../b.props" />""").Load(CodeDepth.Project);
        Assert.Equal("ba", model.Project("A").AssemblyName);
        Assert.Empty(model.Limits);
    }

    [Fact]
    public void ALongChainAndAWideFanOfImportsEndWithASentence()
    {
        var fan = new StringBuilder();
        for (int i = 0; i < 100; i++)
        {
            _sample.With($"chain/{i}.props", $"""<Project><Import Project="{i + 1}.props" /><PropertyGroup><Reached>{i}</Reached></PropertyGroup></Project>""");
            _sample.With($"fan/{i}.props", $"<Project><PropertyGroup><AssemblyName>Fan{i}</AssemblyName></PropertyGroup></Project>");
            fan.Append($"""<Import Project="../fan/{i}.props" />""");
        }

        var model = _sample.Project("Chain/Chain.csproj", """<Import Project="../chain/0.props" /><PropertyGroup><AssemblyName>Reached$(Reached)</AssemblyName></PropertyGroup>""")
            .Project("Fan/Fan.csproj", fan.ToString()).Load(CodeDepth.Project);
        Assert.Equal("Reached0", model.Project("Chain").AssemblyName);
        Assert.Contains("chain/19.props: the import of 20.props is not followed", model.Limits);
        Assert.Equal("Fan49", model.Project("Fan").AssemblyName);
        Assert.Contains("Fan/Fan.csproj: the import of ../fan/50.props is not followed", model.Limits);
    }

    [Theory]
    [InlineData("$(MSBuildThisFileDirectory)../../x.props")]
    [InlineData("$(MSBuildProjectDirectory)/../../x.props")]
    [InlineData("$([MSBuild]::NormalizePath('..', '..', '..', 'x.props'))")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('x.props', '../../../..'))")]
    [InlineData("$([MSBuild]::GetPathOfFileAbove('../x.props'))")]
    [InlineData("$([System.IO.File]::ReadAllText('/etc/hostname'))")]
    [InlineData("link.props")]
    [InlineData("a.cs")]
    [InlineData("$(Missing)")]
    public void AnImportThatLeavesTheTreeOrIsNoBuildFileIsNotFollowed(string import)
    {
        using var outside = new Testing.TemporaryFolder();
        const string stolen = "<Project><PropertyGroup><AssemblyName>Stolen</AssemblyName></PropertyGroup></Project>";
        File.WriteAllText(Path.Join(outside.Path, "x.props"), stolen);
        File.WriteAllText(Path.Join(_sample.Path, "..", "x.props"), stolen);
        Directory.CreateDirectory(Path.Join(_sample.Path, "A"));
        File.CreateSymbolicLink(Path.Join(_sample.Path, "A", "link.props"), Path.Join(outside.Path, "x.props"));
        var model = _sample.With("A/a.cs", stolen).Project("A/A.csproj", $"""<Import Project="{import}" />""").Load(CodeDepth.Project);
        Assert.Equal("A", model.Project("A").AssemblyName);
        Assert.Contains($"A/A.csproj: the import of {import} is not followed", model.Limits);
    }

    [Fact]
    public void ManyQuestionsAboutPathsEnd()
    {
        string deep = string.Concat(Enumerable.Repeat("a/", 2000));
        var project = new StringBuilder($"<PropertyGroup><D>{deep}</D>");
        for (int i = 0; i < 20_000; i++)
            project.Append("<X>$([MSBuild]::GetPathOfFileAbove('y', '$(D)'))</X>");
        var model = _sample.Project("A/A.csproj", project.Append("</PropertyGroup>").ToString()).Load(CodeDepth.Project);
        Assert.True(model.Project("A").Unevaluated > 10_000);
    }
}
