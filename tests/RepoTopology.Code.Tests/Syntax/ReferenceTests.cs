namespace RepoTopology.Code.Tests;

public sealed class ReferenceTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    private Sample TwoProjects(string library, string application, string inner = "") => _sample
        .Project("Lib/Lib.csproj").With("Lib/l.cs", library)
        .Project("App/App.csproj", """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>""" + inner).With("App/a.cs", application);

    [Theory]
    [InlineData(CodeDepth.Names)]
    [InlineData(CodeDepth.Bound)]
    public void ReferencesHaveAKind(CodeDepth depth)
    {
        var model = TwoProjects("""
            namespace Lib;
            public class Base { public static void Run() { } }
            public interface IDo; public interface IMore : IDo;
            public class Made { public static int Count; }
            [System.AttributeUsage(System.AttributeTargets.All)] public class MarkAttribute : System.Attribute;
            public static class Extensions { public static int Doubled(this int n) => n; }
            """, """
            using Lib;
            namespace App;
            [Mark] class Derived : Base, IDo { object o = new Made(); void M() { Base.Run(); _ = Made.Count; _ = 2.Doubled(); } }
            """).Load(depth);
        Assert.Equal(
            [
                "App.Derived Attribute Lib.MarkAttribute", "App.Derived Calls Lib.Base", "App.Derived Calls Lib.Extensions", "App.Derived Creates Lib.Made", "App.Derived Implements Lib.IDo",
                "App.Derived Inherits Lib.Base", "App.Derived Uses Lib.Base", "App.Derived Uses Lib.Made", "Lib.IMore Inherits Lib.IDo",
            ],
            model.Edges().Order(StringComparer.Ordinal));
        Assert.Equal(0, model.Project("App").Unresolved);
    }

    [Fact]
    public void BoundReferencesSeeInferredTypesAndCallsOfInstances()
    {
        var model = TwoProjects(
            "namespace Lib; public class Maker { public Made Make() => new(); } public class Made { public Part Part => null!; } public class Part { public void Go() { } }",
            "class A { Lib.Maker m; void M() { var made = m.Make(); made.Part.Go(); } }").Load();
        Assert.Equal(
            ["A Calls Lib.Maker", "A Calls Lib.Part", "A Uses Lib.Made", "A Uses Lib.Maker", "Lib.Made Uses Lib.Part", "Lib.Maker Creates Lib.Made", "Lib.Maker Uses Lib.Made"],
            model.Edges().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(CodeDepth.Names)]
    [InlineData(CodeDepth.Bound)]
    public void GlobalUsingsComeFromSourceItemsAndTheSdk(CodeDepth depth)
    {
        var model = TwoProjects(
            "namespace One { public class A; } namespace Two { public class B { public class Nested; } } namespace Three { public static class C { public static void Go() { } } } namespace Four { public class D; } namespace Five { public class Gone; }",
            "class User { A a; Alias b; D d; void M() { Go(); Console.WriteLine(File.Exists(\"\")); } }",
            """
            <PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
            <ItemGroup><Using Include="One" /><Using Include="Two.B" Alias="Alias" /><Using Include="Three.C" Static="true" /><Using Include="Five" /><Using Remove="Five" /></ItemGroup>
            """).With("App/usings.cs", "global using Four;").With("App/gone.cs", "class Other { Gone g; }").Load(depth);
        Assert.Equal(["User Uses Four.D", "User Uses One.A", "User Uses Two.B"], model.Edges().Where(edge => !edge.Contains("Calls", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("User Calls Three.C", model.Edges());
        Assert.Equal(1, model.Project("App").Unresolved);
    }

    [Theory]
    [InlineData(CodeDepth.Names)]
    [InlineData(CodeDepth.Bound)]
    public void ANameMeansTheNearestType(CodeDepth depth)
    {
        var model = TwoProjects(
            "namespace N { public class X; public class Base { public class Nested; } } namespace N.Inner { public class X; } namespace M { public class X; }",
            """
            namespace N.Inner.Deep { class A { X x; } }
            namespace N { class B { X x; } class D : Base { Nested n; } }
            namespace P { using M; class C { X x; N.X y; global::N.Inner.X z; class X2; X2 w; } }
            """).Load(depth);
        Assert.Equal(
            ["N.B Uses N.X", "N.D Inherits N.Base", "N.D Uses N.Base.Nested", "N.Inner.Deep.A Uses N.Inner.X", "P.C Uses M.X", "P.C Uses N.Inner.X", "P.C Uses N.X", "P.C Uses P.C.X2"],
            model.Edges().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ProjectsSeeWhatTheirReferencesReferenceAndNothingElse()
    {
        var model = _sample.Project("C/C.csproj").With("C/c.cs", "public class C;").Project("B/B.csproj", """<ItemGroup><ProjectReference Include="../C/C.csproj" /></ItemGroup>""").With("B/b.cs", "public class B;")
            .Project("A/A.csproj", """<ItemGroup><ProjectReference Include="../B/B.csproj" /><ProjectReference Include="../T/T.csproj" ReferenceOutputAssembly="false" /></ItemGroup>""").With("A/a.cs", "class A { C c; D d; T t; }")
            .Project("D/D.csproj").With("D/d.cs", "public class D;").Project("T/T.csproj").With("T/t.cs", "public class T;").Load();
        Assert.Equal(["A Uses C"], model.Edges());
        Assert.Equal(["B", "T"], model.ReferencesOf("A"));
    }

    [Fact]
    public void InternalsOfOthersAreSeenEvenIfTheyAreSigned()
    {
        var model = TwoProjects("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App, PublicKey=0024\")] internal class Hidden { internal void Go() { } }", "class A { Hidden h; void M() => h.Go(); }").Load();
        Assert.Equal(["A Calls Hidden", "A Uses Hidden"], model.Edges());
    }

    [Fact]
    public void MissingPackagesLeaveTheRestBound()
    {
        var model = TwoProjects("public class Entity { public string Name; public static void Log(int a, string b) { } }", """
            using Package.Of.Others;
            class A : Controller { Entity e; void M(Thing t) { t.Name(x => x.Name); Entity.Log(t.P, t.Q, t.R); } }
            """).Load();
        Assert.Equal(["A Calls Entity", "A Uses Entity"], model.Edges());
        Assert.Equal(2, model.Project("App").Unresolved);
        Assert.InRange(model.Project("App").UnresolvedShare, 0.1, 0.9);
    }

    [Fact]
    public void LinkedFilesDeclareTheirTypesInEachProject()
    {
        var model = _sample.Project("A/A.csproj", """<ItemGroup><Compile Include="../s.cs" /></ItemGroup>""").Project("B/B.csproj", """<ItemGroup><Compile Include="../s.cs" /></ItemGroup>""")
            .With("s.cs", "class S;").With("A/a.cs", "class A { S s; }").With("B/b.cs", "class B { S s; }").Load();
        Assert.Equal(2, model.Types.Count(type => type.Key == "S"));
        Assert.All(model.References, reference => Assert.Equal(model.Types[reference.From].Project, model.Types[reference.To].Project));
    }

    [Fact]
    public void ManyThreadsGiveTheModelOfOne()
    {
        TwoProjects("namespace Lib; public class L0;", "class A { Lib.L0 l; }");
        for (int i = 1; i < 40; i++)
            _sample.With($"Lib/{i}.cs", $"namespace Lib; public partial class L{i % 13} {{ L{i * 7 % 13} f{i}; public static void M{i}() => L{i * 5 % 13}.M{i * 5 % 13}(); }}").With($"App/{i}.cs", $"class A{i} : Lib.L{i % 13} {{ A{i / 2} a; }}");
        foreach (var depth in new[] { CodeDepth.Names, CodeDepth.Bound })
            Assert.Equal(ModelText.Of(_sample.Load(depth, new CodeOptions { Jobs = 1 })), ModelText.Of(_sample.Load(depth, new CodeOptions { Jobs = 8 })));
    }
}
