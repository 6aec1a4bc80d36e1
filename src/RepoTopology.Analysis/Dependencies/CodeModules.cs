using System.Collections.Immutable;
using RepoTopology.Code;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Which module each project of the code lies in, and so which modules use which.</summary>
public static class CodeModules
{
    /// <summary>Project → index into the history's modules, −1 for none: the module of most of its files, else the one whose directory it stands in.</summary>
    public static ImmutableArray<int> OfProjects(RepositoryHistory history, CodeModel code)
    {
        var moduleOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in history.Paths)
            if (path.AtHead && path.Module >= 0)
                moduleOf.TryAdd(path.Text, path.Module);
        return [.. code.Projects.Select(project => ByFiles(project, code, moduleOf) is >= 0 and var module ? module : ByDirectory(history, project))];
    }

    /// <summary>References between projects, and between the types in them where they are known; none within a module.</summary>
    public static ModuleDependencies Dependencies(RepositoryHistory history, CodeModel code)
    {
        var modules = OfProjects(history, code);
        var edges = new SortedDictionary<(int From, int To), int>();
        foreach (var reference in code.References)
            Add(modules[code.Types[reference.From].Project], modules[code.Types[reference.To].Project], reference.Count);
        for (int project = 0; project < modules.Length; project++)
            foreach (int used in code.Projects[project].References)
                Add(modules[project], modules[used], 0);

        // A module with a project that is no test is no test.
        var tests = modules.Zip(code.Projects).Where(pair => pair.First >= 0).GroupBy(pair => pair.First).Where(group => group.All(pair => pair.Second.IsTest)).Select(group => group.Key);
        return new([.. edges.Select(edge => new ModuleDependency(edge.Key.From, edge.Key.To, Math.Max(1, edge.Value)))], [.. tests]);

        void Add(int from, int to, int count)
        {
            if (from >= 0 && to >= 0 && from != to)
                edges[(from, to)] = edges.GetValueOrDefault((from, to)) + count;
        }
    }

    private static int ByFiles(CodeProject project, CodeModel code, Dictionary<string, int> moduleOf)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (int file in project.Files)
            if (moduleOf.TryGetValue(code.Files[file].Path, out int module))
                counts[module] = counts.GetValueOrDefault(module) + 1;
        return counts.Count == 0 ? -1 : counts.MaxBy(count => count.Value).Key;
    }

    private static int ByDirectory(RepositoryHistory history, CodeProject project)
    {
        int best = -1;
        for (int module = 0; module < history.Modules.Length; module++)
        {
            string directory = history.Modules[module].Directory;
            if ((directory.Length == 0 || project.Path.StartsWith(directory + "/", StringComparison.Ordinal))
                && (best < 0 || directory.Length > history.Modules[best].Directory.Length))
                best = module;
        }

        return best;
    }
}
