namespace RepoTopology.Code.Tests;

/// <summary>Four projects that use what makes reading a project file hard, and no package.</summary>
internal static class GeneratedSolution
{
    private const int Features = 20;

    public static Sample AddTo(Sample sample)
    {
        sample.With(".gitignore", "obj/\nbin/\n")
            .With("All.slnx", """<Solution><Folder Name="/src/"><Project Path="Core/Core.csproj" /><Project Path="Data/Data.csproj" /></Folder><Project Path="App/App.csproj" /><Project Path="App.Tests/App.Tests.csproj" /></Solution>""")
            .With("Directory.Build.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup></Project>")
            .With("Directory.Build.targets", """<Project><ItemGroup><Compile Include="$(MSBuildThisFileDirectory)Shared/Guard.cs" Link="Guard.cs" Condition="'$(UseGuard)' == 'true'" /></ItemGroup></Project>""")
            .With("Shared/Guard.cs", "namespace Shared; internal static class Guard { public static T NotNull<T>(T? value) where T : class => value ?? throw new Missing(); } internal sealed class Missing : Exception;");
        sample.With("Core/Core.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net9.0;net10.0</TargetFrameworks><UseGuard>true</UseGuard></PropertyGroup>
              <ItemGroup><Using Include="Core.Shapes" /><InternalsVisibleTo Include="App.Tests" /><Compile Remove="Left/**" /></ItemGroup>
            </Project>
            """);
        sample.With("Data/Data.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><UseGuard>true</UseGuard><DefineConstants>$(DefineConstants);TRACKED</DefineConstants></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Core/Core.csproj" /></ItemGroup>
            </Project>
            """);
        sample.Project("App/App.csproj", """<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup><ItemGroup><ProjectReference Include="..\Data\Data.csproj" /><Using Include="Core.Shapes.Model0" Alias="First" /></ItemGroup>""");
        sample.Project("App.Tests/App.Tests.csproj", """<ItemGroup><ProjectReference Include="../App/App.csproj" /><ProjectReference Include="../Core/Core.csproj" /></ItemGroup>""");

        sample.With("Core/Basics.cs", """
            namespace Core;
            public interface IHandler<T> where T : Model { Result<T> Handle(T model); }
            public readonly record struct Result<T>(T Value) { public Result<U> Select<U>(Func<T, U> map) => new(map(Value)); public static implicit operator Result<T>(T value) => new(value); }
            internal sealed class Hidden { public Result<int> One => 1; }
            public static class Extensions
            {
                public static Result<T> Then<T>(this Result<T> result, Action<T> then) { then(result.Value); return result; }
                public static Chain<T> Chain<T>(this IEnumerable<T> items) => new(items);
            #if NET10_0_OR_GREATER
                public static Newest Newest(this object _) => new();
            #else
                public static Oldest Newest(this object _) => new();
            #endif
            }
            public sealed class Newest { public Newest Again => this; }
            public sealed class Oldest { }
            public sealed class Chain<T>(IEnumerable<T> items) { public Chain<U> Map<U>(Func<T, U> map) => new(items.Select(map)); public T Last => items.Last(); }
            """)
            .With("Core/Left/Left.cs", "namespace Core; public class Left { Newest n; }")
            .With("Core/Shapes/Model.cs", "namespace Core.Shapes; public abstract partial class Model { public string Name { get; set; } = \"\"; public Kind Kind => Kind.Plain; }")
            .With("Core/Shapes/Model.More.cs", "namespace Core.Shapes; partial class Model { public enum Nested { A } public Result<Nested> Most => new(Nested.A); protected void Check() => Shared.Guard.NotNull(Name); }")
            .With("Core/Shapes/Kind.cs", "namespace Core.Shapes; public enum Kind { Plain, Odd }");
        sample.With("Data/Usings.cs", "global using Core;\nglobal using static Data.Queries;\nglobal using Table = Data.Store<Core.Shapes.Model>;\n")
            .With("Data/Store.cs", """
            namespace Data;
            public class Store<T> where T : Model { public void Each(Action<T, Row> visit) { } public T? Find(Func<T, bool> where) => null; public event EventHandler<Change<T>>? Changed; protected void Raise(T on) => Changed?.Invoke(this, new Change<T>(on)); }
            public sealed record Row(int Number);
            public sealed class Change<T>(T on) : EventArgs { public T On => on; }
            public static class Queries { public static Store<T> From<T>() where T : Model => new(); public static Row RowOf(Model model) => new(model.Name.Length); }
            #if TRACKED
            public class Tracker { public void Track(Table all) => all.Each((model, row) => Shared.Guard.NotNull(model.Name)); }
            #endif
            #if !TRACKED
            public class Untracked { public Tracker? None; }
            #endif
            """.Replace("namespace Data;", "using Core.Shapes;\nnamespace Data;", StringComparison.Ordinal));
        sample.With("App/Program.cs", """
            using App;
            using Core;
            using Data;
            var first = new First();
            var store = Queries.From<First>();
            store.Each((model, row) => Console.WriteLine(model.Kind + row.Number));
            return new[] { new Runner().Newest().Again }.Chain().Map(each => new Row(each.GetHashCode())).Last.Number;
            """)
            .With("App/Runner.cs", "namespace App; public sealed class Runner { public void Run(IEnumerable<IStep> steps) { foreach (var step in steps) step.Go(this); } } public interface IStep { void Go(Runner runner); }");
        for (int i = 0; i < Features; i++)
        {
            int next = (i + 1) % Features;
            sample.With($"Core/Shapes/Model{i}.cs", $"namespace Core.Shapes;\n[Named(typeof(Model{next}))]\npublic sealed partial class Model{i} : Model {{ public Model{next}? Next {{ get; set; }} }}\n"
                + (i == 0 ? "public sealed class NamedAttribute(Type type) : Attribute { public Type Type => type; }\n" : ""))
                .With($"Core/Shapes/Model{i}.Text.cs", $"namespace Core.Shapes;\npartial class Model{i} {{ public override string ToString() => Next is {{ Kind: Kind.Odd }} odd ? odd.Name : Name; public sealed class Key {{ public Model{i}? Of; }} }}\n")
                .With($"Data/Handler{i}.cs", $"namespace Data;\nusing Core.Shapes;\npublic class Handler{i} : IHandler<Model{i}>\n{{\n"
                    + $"    private readonly Store<Model{i}> _store = From<Model{i}>();\n"
                    + $"    public Result<Model{i}> Handle(Model{i} model) => new Result<Model{i}>(model).Then(each => _store.Each((found, row) => Log{i}.Of(found.Next, row)));\n"
                    + $"    public Row? Row(Func<Model{next}, Row> make) => _store.Find(each => each.Most.Value == Model.Nested.A)?.Next is {{ }} next ? make(next) : RowOf(new Model{i}());\n}}\n"
                    + $"internal static class Log{i} {{ public static void Of(Model? model, Row row) {{ }} }}\n")
                .With($"App/Step{i}.cs", $"using Core.Shapes;\nusing Data;\nnamespace App;\npublic sealed class Step{i} : IStep\n{{\n    private readonly Handler{i} _handler = new();\n"
                    + $"    public void Go(Runner runner)\n    {{\n        var result = _handler.Handle(new());\n        var kind = result.Select(each => each.Next?.Kind ?? Kind.Plain);\n"
                    + $"        runner.Run([new Step{next}()]);\n        var row = _handler.Row(model => new(model.Name.Length));\n        _ = (kind.Value, row?.Number);\n    }}\n}}\n")
                .With($"App.Tests/Step{i}Tests.cs", $"using App;\nusing Core;\nnamespace App.Tests;\npublic class Step{i}Tests {{ public void Runs() {{ IStep step = new Step{i}(); step.Go(new Runner()); _ = new Hidden().One.Value; var newest = step.Newest(); _ = newest.Again; }} }}\n");
        }

        return sample;
    }
}
