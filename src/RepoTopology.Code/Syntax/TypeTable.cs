namespace RepoTopology.Code;

/// <summary>All types of the parsed and the remembered projects, by a number that holds for one run.</summary>
internal sealed class TypeTable
{
    private readonly ProjectFacts?[] _facts;
    private readonly int[] _first;
    private readonly Dictionary<string, int>?[] _byKey;

    /// <param name="facts">By project; only their types are looked at. Null for projects that were not looked into.</param>
    public TypeTable(ProjectFacts?[] facts)
    {
        _facts = facts;
        _first = new int[facts.Length + 1];
        _byKey = new Dictionary<string, int>?[facts.Length];
        for (int project = 0; project < facts.Length; project++)
            _first[project + 1] = _first[project] + (facts[project]?.Types.Count ?? 0);
    }

    public int Count => _first[^1];

    /// <summary>The number of a type, or -1. Call <see cref="Prepare"/> first.</summary>
    public int Find(int project, string key) => _byKey[project]!.GetValueOrDefault(key, -1);

    /// <summary>Makes a project's types findable; not thread-safe.</summary>
    public void Prepare(int project)
    {
        if (_byKey[project] is not null)
            return;
        var byKey = _byKey[project] = new Dictionary<string, int>(StringComparer.Ordinal);
        if (_facts[project] is { } facts)
            for (int i = 0; i < facts.Types.Count; i++)
                byKey[facts.Types[i].Key] = _first[project] + i;
    }

    public int ProjectOf(int type)
    {
        int at = Array.BinarySearch(_first, type);
        if (at < 0)
            return ~at - 1;
        // Projects without types share their first number with the next one.
        while (at + 1 < _first.Length && _first[at + 1] == type)
            at++;
        return at;
    }

    public int FirstOf(int project) => _first[project];

    public TypeFact Type(int type)
    {
        int project = ProjectOf(type);
        return _facts[project]!.Types[type - _first[project]];
    }

    public CodeTypeKind KindOf(int type) => Type(type).Kind;
}
