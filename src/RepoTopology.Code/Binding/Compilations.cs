using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RepoTopology.Code;

/// <summary>One compilation for each group of projects; nothing is emitted, and nothing of the repository is loaded or run.</summary>
internal sealed class Compilations
{
    private readonly CSharpCompilation?[] _byGroup;
    private readonly Dictionary<SyntaxTree, int> _projectOf = [];
    private readonly ProjectGraph _graph;

    /// <param name="projects">All projects.</param>
    /// <param name="graph">Their references.</param>
    /// <param name="parsed">By project; null for those that nobody needs.</param>
    /// <param name="packages">By project: restored package assemblies.</param>
    public Compilations(
        IReadOnlyList<ProjectFile> projects, ProjectGraph graph, IReadOnlyList<IReadOnlyList<ParsedFile>?> parsed, IReadOnlyList<IReadOnlyList<string>> packages)
    {
        // One object a file, so that the compiler reads each once.
        var opened = new Dictionary<string, MetadataReference>(StringComparer.Ordinal);
        MetadataReference Package(string path) => opened.TryGetValue(path, out var reference) ? reference : opened[path] = MetadataReference.CreateFromFile(path);

        // Of one core library in two guises the compiler makes two: a project whose build failed takes the framework of the others.
        var anyBuild = projects.Select(project => project.Build).OfType<ProjectBuild>().MaxBy(each => each.Framework.Count);
        _graph = graph;
        _byGroup = new CSharpCompilation?[graph.Groups.Length];
        for (int group = 0; group < graph.Groups.Length; group++)
        {
            var members = graph.Groups[group];
            if (members.Any(project => parsed[project] is null))
                continue;
            // What a project references, its own readers see too.
            var references = ((projects[members[0]].Build ?? anyBuild) is { } build ? build.Framework.Select(Package) : FrameworkReferences.All)
                .Concat(graph.Below[group].Select(below => _byGroup[below]).OfType<CSharpCompilation>().Select(below => below.ToMetadataReference()))
                .Concat(members.SelectMany(project => packages[project]).Distinct().Select(Package));
            var first = projects[members[0]];
            var options = new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false, metadataImportOptions: MetadataImportOptions.Public,
                nullableContextOptions: first.Nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable);
            _byGroup[group] = CSharpCompilation.Create(first.AssemblyName, members.SelectMany(project => parsed[project]!).Select(file => file.Tree), references, options);
            foreach (int project in members)
                foreach (var file in parsed[project]!)
                    _projectOf[file.Tree] = project;
        }
    }

    public SemanticModel ModelOf(int project, SyntaxTree tree) =>
#pragma warning disable RSEXPERIMENTAL001 // The options are the only door to a model without accessibility checks and nullable analysis.
        _byGroup[_graph.GroupOf[project]]!.GetSemanticModel(tree, SemanticModelOptions.IgnoreAccessibility | SemanticModelOptions.DisableNullableAnalysis);
#pragma warning restore RSEXPERIMENTAL001

    /// <summary>The project of a tree, or -1.</summary>
    public int ProjectOf(SyntaxTree tree) => _projectOf.GetValueOrDefault(tree, -1);
}
