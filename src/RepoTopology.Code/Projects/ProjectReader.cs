using System.Xml.Linq;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>Reads project files as data.</summary>
internal sealed class ProjectReader(SourceTree tree, ObjectReader reader, Limits limits)
{
    private static readonly string[] TestPackages = ["Microsoft.NET.Test.Sdk", "xunit", "xunit.v3", "NUnit", "MSTest", "MSTest.TestFramework", "TUnit"];

    // The type of Visual Studio's test projects, before there were SDKs.
    private const string TestProjectType = "3AC096D0-A1C2-E12C-1390-A8335801FDAB";

    private readonly Dictionary<string, XElement?> _shared = new(StringComparer.Ordinal);

    /// <summary>The project, or null, said in the limits, when the file can't be read.</summary>
    /// <param name="file">A .csproj, .fsproj or .vbproj.</param>
    /// <param name="nested">Folders of other projects, with their slash: the default patterns leave their files to them.</param>
    public ProjectFile? Read(SourceFile file, IReadOnlyList<string> nested)
    {
        if (BuildXml.TryLoad(reader, file, limits) is not { } root)
            return null;

        // Conditions ask for the framework, which itself stands in the project: once to find it, once with it.
        var first = new ProjectEvaluation(tree, reader, _shared, file.Path, null, limits);
        first.Evaluate(root);
        var frameworks = $"{first.Property("TargetFrameworks")};{first.Property("TargetFramework")}".Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var framework = TargetFramework.Choose(frameworks);
        if (framework.Kind == TargetFramework.Family.Unknown)
            framework = TargetFramework.Default;

        var evaluation = new ProjectEvaluation(tree, reader, _shared, file.Path, framework.Name, limits);
        evaluation.Evaluate(root);
        var items = evaluation.Items().ToList();
        string name = Path.GetFileNameWithoutExtension(Paths.NameOf(file.Path));
        var kind = Path.GetExtension(file.Path).ToLowerInvariant() switch
        {
            ".fsproj" => CodeProjectKind.FSharp,
            ".vbproj" => CodeProjectKind.VisualBasic,
            _ => CodeProjectKind.CSharp,
        };
        var build = new BuildSource(evaluation, items);
        var references = References(file, items);
        return new ProjectFile
        {
            Path = file.Path,
            Name = name,
            Kind = kind,
            AssemblyName = evaluation.Property("AssemblyName") is { Length: > 0 } assembly ? assembly : name,
            TargetFramework = frameworks.Length == 0 ? "" : framework.Name,
            IsTest = IsTest(evaluation, items, file.Path, name),
            References = references,
            Files = kind == CodeProjectKind.CSharp ? new CompileItems(tree, file, evaluation, nested).Find(items) : [],
            Symbols = [.. Symbols(evaluation, framework).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            BuildSources = [("", build.Text)],
            Friends = build.Friends,
            AllowUnsafe = evaluation.Is("AllowUnsafeBlocks"),
            Nullable = evaluation.Is("Nullable"),
            Unevaluated = evaluation.Skipped,
            Unfollowed = evaluation.Unfollowed,
        };
    }

    private List<(string, bool)> References(SourceFile file, List<ProjectItem> items)
    {
        var found = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var item in items.Where(item => item.Kind == "ProjectReference"))
        {
            foreach (string path in item.List("Remove"))
                foreach (string removed in Projects(file.Directory, path))
                    found.Remove(removed);
            bool compiled = !item.Value("ReferenceOutputAssembly").Equals("false", StringComparison.OrdinalIgnoreCase)
                && !item.Value("OutputItemType").Equals("Analyzer", StringComparison.OrdinalIgnoreCase);
            foreach (string path in item.List("Include"))
                foreach (string target in Projects(file.Directory, path))
                    if (target != file.Path)
                        found[target] = found.GetValueOrDefault(target) || compiled;
        }

        return [.. found.Select(pair => (pair.Key, pair.Value))];
    }

    private IEnumerable<string> Projects(string directory, string path)
    {
        if (!GlobPattern.HasWildcard(path))
            return Paths.Resolve(directory, path) is { } resolved && tree.Find(resolved) is { } found ? [found.Path] : [];
        return GlobPattern.Parse(directory, path) is { } pattern ? tree.BuildFiles.Select(each => each.Path).Where(each => ProjectSet.IsProject(each) && pattern.Matches(each)) : [];
    }

    private static IEnumerable<string> Symbols(ProjectEvaluation evaluation, TargetFramework framework) =>
        evaluation.Property("DefineConstants").Split([';', ',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(symbol => symbol.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(symbol[0]))
            .Concat(["DEBUG", "TRACE"]).Concat(framework.Symbols());

    private static bool IsTest(ProjectEvaluation evaluation, List<ProjectItem> items, string path, string name)
    {
        if (evaluation.Property("IsTestProject") is { Length: > 0 } said)
            return said.Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
        return evaluation.Property("ProjectTypeGuids").Contains(TestProjectType, StringComparison.OrdinalIgnoreCase)
            || items.Any(item => item.Kind == "PackageReference" && item.List("Include").Any(package => TestPackages.Contains(package, StringComparer.OrdinalIgnoreCase)))
            || TestNames.IsTest(path, name);
    }
}

/// <summary>Where a project file says nothing: names that only tests have.</summary>
internal static class TestNames
{
    public static bool IsTest(string path, string name) =>
        name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith(".Test", StringComparison.Ordinal)
        || Paths.DirectoryOf(path).Split('/').Any(folder => folder.Equals("test", StringComparison.OrdinalIgnoreCase) || folder.Equals("tests", StringComparison.OrdinalIgnoreCase));
}
