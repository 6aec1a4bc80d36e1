using System.Collections.Immutable;

namespace RepoTopology.History;

/// <summary>Modules while they are being found, and the two ways a path finds its own: by the user's globs, by directory.</summary>
internal sealed class ModuleDrafts
{
    private readonly List<Module> _modules = [];
    private readonly List<(int Module, PathGlob[] Globs)> _rules = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, int> _byDirectory = [];

    public ModuleDrafts(ModuleOptions options)
    {
        foreach (var rule in options.Modules)
        {
            if (string.IsNullOrWhiteSpace(rule.Name))
                throw new HistoryOptionsException("A module needs a name.");
            if (rule.Paths.Count == 0)
                throw new HistoryOptionsException($"The module '{rule.Name}' needs at least one glob in its paths.");
            PathGlob[] globs = [.. rule.Paths.Select(PathGlob.Parse)];
            // Two rules of one name are one module.
            int module = _modules.FindIndex(known => known.Name == rule.Name);
            if (module < 0)
            {
                module = _modules.Count;
                _names.Add(rule.Name);
                _modules.Add(new Module(rule.Name, CommonDirectory(globs), ModuleOrigin.Configured, 0));
            }

            _rules.Add((module, globs));
        }
    }

    /// <summary>Adds a module for a directory; where the name is taken the directory is the name.</summary>
    public void Add(string name, string directory, ModuleOrigin origin)
    {
        if (_byDirectory.ContainsKey(directory))
            return;
        if (!_names.Add(name))
        {
            name = directory;
            while (!_names.Add(name))
                name += "/";
        }

        _byDirectory[directory] = _modules.Count;
        _modules.Add(new Module(name, directory, origin, 0));
    }

    /// <summary>The first of the user's modules that a path fits, or −1.</summary>
    public int Configured(string path)
    {
        foreach (var (module, globs) in _rules)
            foreach (var glob in globs)
                if (glob.Matches(path))
                    return module;
        return -1;
    }

    /// <summary>The module of the deepest directory above a path, the root for root files only, or −1.</summary>
    public int Containing(string path)
    {
        var lookup = _byDirectory.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var directory = Parent(path); !directory.IsEmpty; directory = Parent(directory))
            if (lookup.TryGetValue(directory, out int module))
                return module;
        return path.Contains('/') ? -1 : Root;
    }

    private int Root => _byDirectory.GetValueOrDefault("", -1);

    /// <summary>Maps the paths, counts files, drops modules without a path and sorts the rest by name.</summary>
    public ModuleMap Finish(IReadOnlyList<string> authoredAtHead, IReadOnlyList<string> paths, Predicate<string> isAuthored)
    {
        int[] files = new int[_modules.Count];
        foreach (string path in authoredAtHead)
            files[ModuleOf(path)]++;

        int[] drafts = [.. paths.Select(path => isAuthored(path) ? ModuleOf(path) : -1)];
        int[] used = [.. drafts.Where(draft => draft >= 0).Distinct().OrderBy(draft => _modules[draft].Name, StringComparer.Ordinal)];
        int[] final = new int[_modules.Count];
        for (int i = 0; i < used.Length; i++)
            final[used[i]] = i;
        return new ModuleMap(
            [.. used.Select(draft => _modules[draft] with { FilesAtHead = files[draft] })],
            [.. drafts.Select(draft => draft < 0 ? -1 : final[draft])]);
    }

    private int ModuleOf(string path)
    {
        int module = Configured(path);
        if (module < 0)
            module = Containing(path);
        return module < 0 ? Root : module;
    }

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? [] : path[..slash];
    }

    private static string CommonDirectory(PathGlob[] globs)
    {
        IEnumerable<string> common = globs[0].FixedDirectory.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var glob in globs.Skip(1))
            common = common.Zip(glob.FixedDirectory.Split('/')).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First);
        return string.Join('/', common);
    }
}
