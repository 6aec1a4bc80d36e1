using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>Puts the model together from facts of projects.</summary>
internal sealed class ModelAssembler(
    IReadOnlyList<ProjectFile> projects, ProjectGraph graph, CodeDepth[] depths, long[] bytes, IReadOnlyList<ProjectFacts?> known, int[] packages, Limits limits)
{
    private readonly Dictionary<string, int> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Project, string Key), int> _types = [];
    private readonly Dictionary<string, int> _projectsByPath = new(StringComparer.Ordinal);

    public CodeModel Assemble()
    {
        var facts = known.Select(each => each ?? ProjectFacts.None).ToArray();
        var files = Files(facts);
        var namespaces = facts.SelectMany(each => each.Types).Select(type => type.Namespace).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        for (int project = 0, number = 0; project < facts.Length; project++)
        {
            _projectsByPath[projects[project].Path] = project;
            foreach (var type in facts[project].Types)
                _types[(project, type.Key)] = number++;
        }

        var types = ImmutableArray.CreateBuilder<CodeType>(_types.Count);
        var members = ImmutableArray.CreateBuilder<CodeMember>();
        for (int project = 0; project < facts.Length; project++)
            foreach (var type in facts[project].Types)
            {
                int number = types.Count, firstMember = members.Count;
                foreach (var member in type.Members)
                    members.Add(new CodeMember(member.Key, number, member.Kind, member.Access, Spans(project, member.Declarations)));
                types.Add(new CodeType(
                    type.Key, project, namespaces.BinarySearch(type.Namespace, StringComparer.Ordinal), type.Outer.Length == 0 ? -1 : _types.GetValueOrDefault((project, type.Outer), -1),
                    type.Kind, type.Access, type.IsGenerated, projects[project].IsTest, Spans(project, type.Declarations), firstMember, members.Count - firstMember));
            }

        var references = References(facts);
        foreach (string limit in facts.SelectMany(each => each.Limits))
            limits.Add(limit);
        return new CodeModel
        {
            Files = files,
            Projects = [.. projects.Select((project, index) => Project(project, index, facts[index], types, references))],
            Namespaces = namespaces,
            Types = types.ToImmutable(),
            Members = members.ToImmutable(),
            References = references,
            Limits = limits.ToArray(),
        };
    }

    private ImmutableArray<CodeFile> Files(ProjectFacts[] facts)
    {
        var generated = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        for (int project = 0; project < projects.Count; project++)
            for (int file = 0; file < projects[project].Files.Count; file++)
            {
                string path = projects[project].Files[file].Path;
                generated[path] = generated.GetValueOrDefault(path) || file < facts[project].Generated.Length && facts[project].Generated[file];
            }

        foreach (string path in generated.Keys)
            _files[path] = _files.Count;
        return [.. generated.Select(pair => new CodeFile(pair.Key, pair.Value))];
    }

    private ImmutableArray<CodeReference> References(ProjectFacts[] facts)
    {
        var found = new List<CodeReference>();
        for (int project = 0; project < facts.Length; project++)
            foreach (var reference in facts[project].References)
                // A type of a project outside of the scope is none of the model's.
                if (_projectsByPath.TryGetValue(reference.Project, out int target) && _types.TryGetValue((target, reference.Type), out int to))
                    found.Add(new CodeReference(_types[(project, facts[project].Types[reference.From].Key)], to, reference.Kind, reference.Count));
        return [.. found.OrderBy(each => each.From).ThenBy(each => each.To).ThenBy(each => each.Kind)];
    }

    private CodeProject Project(ProjectFile project, int index, ProjectFacts facts, ImmutableArray<CodeType>.Builder types, ImmutableArray<CodeReference> references) => new()
    {
        Name = project.Name,
        Path = project.Path,
        Kind = project.Kind,
        AssemblyName = project.AssemblyName,
        TargetFramework = project.TargetFramework,
        IsTest = project.IsTest,
        InSolution = project.InSolution,
        // Directories name nobody: whom they reference is seen from their types.
        References = project.Kind == CodeProjectKind.Implicit
            ? [.. references.Where(each => types[each.From].Project == index).Select(each => types[each.To].Project).Where(to => to != index).Distinct().Order()]
            : [.. graph.References[index]],
        FriendAssemblies = [.. project.Friends.Concat(facts.Friends).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Depth = depths[index],
        Loader = project.Build is null ? "source" : "msbuild",
        Files = [.. project.Files.Select(file => _files[file.Path])],
        SourceBytes = bytes[index],
        PackageAssemblies = packages[index],
        Unevaluated = project.Unevaluated,
        Identifiers = facts.Identifiers,
        Unresolved = facts.Unresolved,
    };

    private ImmutableArray<CodeSpan> Spans(int project, List<FactSpan> spans) =>
        [.. spans.Select(span => new CodeSpan(_files[projects[project].Files[span.File].Path], span.FirstLine, span.LastLine))];
}
