using System.Text;
using RepoTopology.Git;
using RepoTopology.Testing;

namespace RepoTopology.Code.Tests;

/// <summary>What a repository may hold to harm its reader: each is skipped with a sentence, nothing crashes and nothing is run.</summary>
public sealed class HostileInputTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Theory]
    [InlineData(CodeDepth.Project)]
    [InlineData(CodeDepth.Names)]
    [InlineData(CodeDepth.Bound)]
    public void NothingOfAProjectIsRun(CodeDepth depth)
    {
        using var folder = new TemporaryFolder();
        string proof = System.IO.Path.Join(folder.Path, "proof");
        var model = _sample.With("A/A.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk" InitialTargets="Run">
              <PropertyGroup><Secret>$([System.IO.File]::ReadAllText('/etc/hostname'))</Secret><AssemblyName>$([System.IO.File]::WriteAllText('{proof}', 'x'))</AssemblyName></PropertyGroup>
              <UsingTask TaskName="T" TaskFactory="RoslynCodeTaskFactory" AssemblyFile="evil.dll" />
              <Target Name="Run" BeforeTargets="Build"><Exec Command="touch {proof}" /></Target>
              <ItemGroup><Analyzer Include="evil.dll" /></ItemGroup>
            </Project>
            """).With("A/a.cs", $"[module: System.Runtime.CompilerServices.SkipLocalsInit] class A {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() => System.IO.File.WriteAllText(\"{proof}\", \"\"); }}")
            .Load(depth);
        Assert.Equal("A", model.Project("A").AssemblyName);
        Assert.True(model.Project("A").Unevaluated >= 2);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Theory]
    [InlineData("<!DOCTYPE p [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project>&b;</Project>")]
    [InlineData("<Project>")]
    [InlineData("not xml")]
    [InlineData("")]
    public void AProjectThatIsNoPlainXmlIsSkippedWithASentence(string content)
    {
        var model = _sample.With("A/A.csproj", content).Project("B/B.csproj").Load(CodeDepth.Project);
        Assert.Equal(["B"], model.Projects.Select(project => project.Name));
        Assert.Contains(model.Limits, limit => limit.StartsWith("A/A.csproj was skipped: ", StringComparison.Ordinal));
    }

    [Fact]
    public void DeeplyNestedXmlIsSkippedWithASentence()
    {
        var model = _sample.With("A/A.csproj", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))).Load(CodeDepth.Project);
        Assert.Empty(model.Projects);
        Assert.Contains(model.Limits, limit => limit.Contains("nested more than", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(@"\\server\share\evil.props")]
    [InlineData("/etc/evil.props")]
    [InlineData(@"C:\evil.props")]
    [InlineData("../../../../evil.props")]
    [InlineData("http://evil.example.org/Directory.Build.props")]
    [InlineData(@"\\server\share\Directory.Build.props")]
    public void ImportsFromElsewhereAreNotFollowed(string import)
    {
        var model = _sample.Project("A/A.csproj", $"<Import Project=\"{import}\" /><ItemGroup><Compile Include=\"{import}.cs\" /><ProjectReference Include=\"{import}.csproj\" /></ItemGroup>").With("A/a.cs", "").Load(CodeDepth.Project);
        Assert.Equal(["A/a.cs"], model.FilesOf("A"));
        Assert.Contains(model.Limits, limit => limit == $"A/A.csproj: the import of {import} is not followed");
    }

    [Fact]
    public void PropertiesThatDoubleAndImportsThatCircleEnd()
    {
        var doubling = new StringBuilder("<PropertyGroup><P0>xxxxxxxxxxxxxxxx</P0>");
        for (int i = 1; i < 60; i++)
            doubling.Append($"<P{i}>$(P{i - 1})$(P{i - 1})</P{i}>");
        var model = _sample.With("Directory.Build.props", """<Project><Import Project="Directory.Build.targets" /></Project>""")
            .With("Directory.Build.targets", """<Project><Import Project="Directory.Build.props" /></Project>""")
            .Project("A/A.csproj", doubling.Append("<AssemblyName>$(P59)</AssemblyName></PropertyGroup>").ToString()).Load(CodeDepth.Project);
        Assert.Equal("A", model.Project("A").AssemblyName);
    }

    [Fact]
    public void ProjectsThatReferenceEachOtherInACircleAreReadAsOne()
    {
        var model = _sample.Project("A/A.csproj", """<ItemGroup><ProjectReference Include="../B/B.csproj" /></ItemGroup>""").Project("B/B.csproj", """<ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup>""")
            .With("A/a.cs", "public class A { B b; }").With("B/b.cs", "public class B { A a; }").Load();
        Assert.Equal(["A Uses B", "B Uses A"], model.Edges());
        Assert.Contains(model.Limits, limit => limit.Contains("in a circle", StringComparison.Ordinal));
        Assert.Equal([[0, 1]], CodeStructure.OfProjects(model).Cycles.Select(cycle => cycle.ToArray()));
    }

    [Fact]
    public void AHugeFileIsSkippedWithASentence()
    {
        var model = _sample.Project("A/A.csproj").With("A/a.cs", "class A;").With("A/huge.cs", new string(' ', 100 << 20)).Load();
        Assert.Equal(["A"], model.TypesOf("A"));
        Assert.Contains(model.Limits, limit => limit.StartsWith("A/huge.cs was skipped: 104,857,600 bytes are more than", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> DeepSources => new()
    {
        { "brackets", "class Deep { int x = " + new string('(', 100_000) + "1" + new string(')', 100_000) + "; }" },
        { "braces", "class Deep { void M() " + new string('{', 100_000) + new string('}', 100_000) + " }" },
        { "nots", "class Deep { bool x = " + new string('!', 200_000) + "true; }" },
        { "ifs", "class Deep { void M() { " + string.Concat(Enumerable.Repeat("if (true) ", 50_000)) + "; } }" },
        { "elses", "class Deep { void M(int i) { " + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"if (i == {i}) {{}} else ")) + "{} } }" },
        { "generics", "class Deep { " + string.Concat(Enumerable.Repeat("L<", 50_000)) + "int" + new string('>', 50_000) + " x; }" },
        { "arrays", "class Deep { int" + string.Concat(Enumerable.Repeat("[]", 50_000)) + " x; }" },
        { "sums", "class Deep { int x = 1" + string.Concat(Enumerable.Repeat(" + 1", 50_000)) + "; }" },
        { "chains", "class Deep { object x = a" + string.Concat(Enumerable.Repeat(".B()", 20_000)) + "; }" },
        { "conditionals", "class Deep { int x = " + string.Concat(Enumerable.Repeat("true ? 1 : ", 20_000)) + "1; }" },
        { "lambdas", "class Deep { object x = " + string.Concat(Enumerable.Repeat("a => ", 20_000)) + "1; }" },
        { "casts", "class Deep { object x = " + string.Concat(Enumerable.Repeat("(Deep)", 20_000)) + "null; }" },
        { "classes", string.Concat(Enumerable.Repeat("class Deep { ", 5_000)) },
        { "spaces", string.Concat(Enumerable.Repeat("namespace Deep { ", 5_000)) },
        { "patterns", "class Deep { bool M(object x) => x is " + string.Concat(Enumerable.Repeat("not ", 50_000)) + "null; }" },
        { "qualified", "class Deep { A" + string.Concat(Enumerable.Repeat(".A", 50_000)) + " x; }" },
        { "awaits", "class Deep { async void M() { " + string.Concat(Enumerable.Repeat("await ", 50_000)) + "M(); } }" },
        { "refs", "class Deep { " + string.Concat(Enumerable.Repeat("ref ", 20_000)) + "int x; }" },
        { "interpolations", "class Deep { string x = " + string.Concat(Enumerable.Repeat("$\"{", 500)) + "1" + string.Concat(Enumerable.Repeat("}\"", 500)) + "; }" },
        { "tuples", "class Deep { " + string.Concat(Enumerable.Repeat("(int, ", 900)) + "int" + new string(')', 900) + " x; }" },
        { "comparisons", "class Deep { bool D; bool M() => D" + string.Concat(Enumerable.Repeat(" < D", 50_000)) + "; }" },
        { "directive nots", "#if " + new string('!', 100_000) + "true\nclass Deep;\n#endif" },
        { "assignments", "class Deep { int D; void M() { D" + string.Concat(Enumerable.Repeat(" = D", 20_000)) + "; } }" },
        { "coalescing", "class Deep { static object D; object x = D" + string.Concat(Enumerable.Repeat(" ?? D", 20_000)) + "; }" },
        { "indexers", "class Deep { Deep D; object M() => D" + string.Concat(Enumerable.Repeat("[0]", 20_000)) + "; }" },
        { "switches", "class Deep { object M(object x) => x" + string.Concat(Enumerable.Repeat(" switch { Deep => x }", 20_000)) + "; }" },
        { "alternatives", "class Deep { bool M(object x) => x is Deep" + string.Concat(Enumerable.Repeat(" or Deep", 20_000)) + "; }" },
        { "conditional accesses", "class Deep { Deep D; object M() => D" + string.Concat(Enumerable.Repeat("?.D", 20_000)) + "; }" },
        { "continuations", "class Deep { object x = from Deep in x select Deep" + string.Concat(Enumerable.Repeat(" into Deep select Deep", 20_000)) + "; }" },
        { "nested overloads", "class Deep { void D(System.Func<int, int> f) { } void D(System.Func<string, string> f) { } void M() { " + string.Concat(Enumerable.Repeat("D(x => ", 40)) + "x" + new string(')', 40) + "; } }" },
        { "a tower of bases", string.Concat(Enumerable.Range(0, 3_000).Select(i => $"class D{i} : D{i + 1} {{ }} ")) + "class Deep { D0 d; object M() => d.X; }" },
        { "regions", string.Concat(Enumerable.Repeat("#if true\n", 20_000)) },
    };

    [Theory]
    [MemberData(nameof(DeepSources))]
    public void DeepNestingNeitherCrashesNorStallsNorHidesOtherFiles(string what, string source)
    {
        var model = _sample.Project("A/A.csproj").With("A/deep.cs", source).With("A/fine.cs", "class Fine { Other o; } class Other;").Load();
        Assert.Contains("Fine Uses Other", model.Edges());
        Assert.True(model.Limits.Any(limit => limit.StartsWith("A/deep.cs", StringComparison.Ordinal)) || model.Types.Any(type => type.Key.EndsWith("Deep", StringComparison.Ordinal)) || what == "regions");
    }

    [Fact]
    public void InvalidTextBecomesReplacementCharactersAndByteOrderMarksAreUnderstood()
    {
        _sample.Repository.Write("A/bad.cs", [.. "class A { /* "u8, 0xFF, 0xC0, 0x80, .. " */ } class B { A a; }"u8]);
        _sample.Repository.Write("A/wide.cs", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("class Wide;")]);
        var model = _sample.Project("A/A.csproj").Load();
        Assert.Equal(["A", "B", "Wide"], model.TypesOf("A"));
        Assert.Equal(["B Uses A"], model.Edges());
    }

    [Fact]
    public void NamesWithControlCharactersAreSkippedAndShownSafely()
    {
        var model = _sample.Project("A/A.csproj").With("A/a\u001b[31m.cs", "class Hidden;").With("A/a.cs", "class A;").Project("evil\n/B.csproj").Load(CodeDepth.Names);
        Assert.Equal(["A"], model.TypesOf("A"));
        Assert.Contains(model.Limits, limit => limit.StartsWith("A/a\\u001b[31m.cs was skipped", StringComparison.Ordinal));
        Assert.DoesNotContain(model.Limits, limit => limit.Any(char.IsControl));
    }

    [Fact]
    public void SourceInItemsStaysText()
    {
        var model = _sample.Project("A/A.csproj", """<ItemGroup><Using Include="System; class Evil {}" /><Using Include="System" Alias="X = Y; class E2 {} //" /><InternalsVisibleTo Include="&quot;)] class E3 {} //" /></ItemGroup>""")
            .With("A/a.cs", "class A;").Load();
        Assert.Equal(["A"], model.TypesOf("A"));
    }

    [Fact]
    public void ATreeThatIsNotThereIsGitsError()
    {
        _sample.Project("A/A.csproj").Load(CodeDepth.Project);
        using var repository = GitRepository.Open(_sample.Path);
        Assert.Throws<GitDataException>(() => SourceLoader.Load(repository, ObjectId.Parse("1234567890123456789012345678901234567890"), cancellation: TestContext.Current.CancellationToken));
    }
}
