using System.Collections;

namespace RepoTopology.Code;

/// <summary>A project's parsed files, and what its own and the referenced ones' sources declare.</summary>
internal sealed class ParsedProject
{
    private readonly BitArray _seen;
    private readonly Dictionary<string, int> _names;

    /// <param name="index">Of the project.</param>
    /// <param name="files">In the order of the project's files, then what the build would add.</param>
    /// <param name="sees">Projects whose types its sources see: itself and all it references, directly or not.</param>
    /// <param name="names">Numbers of all names declared anywhere.</param>
    /// <param name="seen">Which of them are declared in what it sees.</param>
    public ParsedProject(int index, IReadOnlyList<ParsedFile> files, BitArray sees, Dictionary<string, int> names, BitArray seen)
    {
        (Index, Files, SeesProject, _names, _seen) = (index, files, sees, names, seen);
        GlobalAliases = [.. files.SelectMany(file => file.Usings.Aliases).Where(alias => alias.Global)];
        GlobalUsings = [.. files.SelectMany(file => file.Usings.Namespaces).Where(name => name.Global).Select(name => name.Name)];
        GlobalStatics = [.. files.SelectMany(file => file.Usings.Statics).Where(name => name.Global).Select(name => name.Name)];
    }

    public int Index { get; }

    public IReadOnlyList<ParsedFile> Files { get; }

    public BitArray SeesProject { get; }

    public List<(string Alias, string Target, bool Global)> GlobalAliases { get; }

    public List<string> GlobalUsings { get; }

    public List<string> GlobalStatics { get; }

    /// <summary>Whether it is this project or one that it references, directly or not.</summary>
    public bool Sees(int project) => SeesProject[project];

    /// <summary>Whether a type or member of this name is declared in what the project sees.</summary>
    public bool Sees(string name) => _names.TryGetValue(name, out int number) && _seen[number];
}
