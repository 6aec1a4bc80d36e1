namespace RepoTopology.Code;

/// <summary>All declared types by simple name, and all extension methods: what names are looked up in without a compiler. Shared by all threads.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, List<int>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _extensions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _memberProjects = new(StringComparer.Ordinal);
    private readonly Entry[] _entries;

    /// <param name="types">Numbers the types.</param>
    /// <param name="projects">Parsed projects, by index; null for the others.</param>
    public NameTable(TypeTable types, IReadOnlyList<IReadOnlyList<ParsedFile>?> projects)
    {
        _entries = new Entry[types.Count];
        for (int project = 0; project < projects.Count; project++)
            foreach (var declared in projects[project]?.SelectMany(file => file.Types) ?? [])
                Add(types, project, declared);
    }

    /// <summary>A type as look-up sees it.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Namespace">Where it is.</param>
    /// <param name="Arity">Type parameters.</param>
    /// <param name="Project">Its project.</param>
    /// <param name="Outer">The type around it, or -1.</param>
    /// <param name="Bases">Last identifiers of its base list, all parts.</param>
    public sealed record Entry(string Key, string Namespace, int Arity, int Project, int Outer, List<string> Bases);

    public Entry Of(int type) => _entries[type];

    /// <summary>Types of this name with any arity.</summary>
    public IReadOnlyList<int> Types(string name) => _types.TryGetValue(name, out var found) ? found : [];

    /// <summary>Classes that declare an extension method of this name.</summary>
    public IReadOnlyList<int> Extensions(string name) => _extensions.TryGetValue(name, out var found) ? found : [];

    /// <summary>Projects in which something else than an extension method has this name.</summary>
    public IReadOnlySet<int>? Members(string name) => _memberProjects.GetValueOrDefault(name);

    private void Add(TypeTable types, int project, DeclaredType declared)
    {
        int number = types.Find(project, declared.Key);
        if (number < 0)
            return;
        if (_entries[number] is { } known)
        {
            known.Bases.AddRange(declared.Bases);
        }
        else
        {
            int outer = declared.Outer.Length == 0 ? -1 : types.Find(project, declared.Outer);
            _entries[number] = new Entry(declared.Key, declared.Namespace, declared.Arity, project, outer, [.. declared.Bases]);
            Listed(_types, declared.Name).Add(number);
        }

        foreach (string extension in declared.ExtensionMethods)
            if (Listed(_extensions, extension) is var found && !found.Contains(number))
                found.Add(number);
        foreach (string member in declared.MemberNames)
        {
            if (!_memberProjects.TryGetValue(member, out var found))
                _memberProjects[member] = found = [];
            found.Add(project);
        }
    }

    private static List<int> Listed(Dictionary<string, List<int>> lists, string name)
    {
        if (!lists.TryGetValue(name, out var list))
            lists[name] = list = [];
        return list;
    }
}
