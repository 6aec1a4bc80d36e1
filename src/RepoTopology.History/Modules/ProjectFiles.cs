using System.Collections.Frozen;

namespace RepoTopology.History;

/// <summary>Finds the directories that a project file declares to be a part of its own.</summary>
internal static class ProjectFiles
{
    /// <summary>A project inside another project needs this many files to stand for itself: documentation has hundreds of two-file examples.</summary>
    private const int MinNestedFiles = 5;

    private static readonly FrozenSet<string> DotNetExtensions = Set(
        ".csproj", ".fsproj", ".vbproj", ".vcxproj", ".sqlproj", ".shproj", ".esproj", ".wapproj", ".wixproj", ".ilproj", ".pyproj");

    private static readonly FrozenSet<string> Names = Set(
        "package.json", "Cargo.toml", "go.mod", "pom.xml", "build.gradle", "build.gradle.kts", "build.sbt", "pyproject.toml", "setup.py",
        "composer.json", "mix.exs", "rebar.config", "pubspec.yaml", "Package.swift", "dune-project", "project.clj", "deps.edn", "DESCRIPTION",
        "Project.toml", "elm.json", "dub.json", "build.zig");

    private static readonly FrozenSet<string> Extensions = Set(".gemspec", ".cabal", ".podspec", ".rockspec", ".nimble", ".opam");

    // Project files there are the tests' data, or wait to be filled in.
    private static readonly FrozenSet<string> DataFolders = Set("fixtures", "__fixtures__", "test-fixtures", "testdata", "test-data", "templates");

    /// <summary>
    /// The directories with a project file, and the names their project files give them: a .NET project its file's name, everything else
    /// the directory. The root is never among them: a project file there says nothing about parts.
    /// </summary>
    /// <param name="files">Authored files of the analysed commit.</param>
    public static Dictionary<string, string> Find(IReadOnlyList<string> files)
    {
        var projects = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (string path in files)
        {
            int slash = path.LastIndexOf('/');
            if (slash <= 0 || !IsProjectFile(path[(slash + 1)..], out string? project))
                continue;
            string directory = path[..slash];
            if (directory.Split('/').Any(DataFolders.Contains))
                continue;
            if (!projects.TryGetValue(directory, out var names))
                projects[directory] = names = [];
            if (project is not null)
                names.Add(project);
        }

        var sizes = SizesBelow(projects.Keys, files);
        var found = new Dictionary<string, string>();
        // Sorted: a directory comes before what lies in it.
        foreach (var (directory, names) in projects)
            if (sizes[directory] >= MinNestedFiles || !Directories.Above(directory).Any(found.ContainsKey))
                found[directory] = NameOf(directory, names);
        return found;
    }

    private static bool IsProjectFile(string name, out string? project)
    {
        string extension = Path.GetExtension(name);
        project = DotNetExtensions.Contains(extension) ? Path.GetFileNameWithoutExtension(name) : null;
        return project is not null || Names.Contains(name) || Extensions.Contains(extension);
    }

    /// <summary>Several project files in one directory are variants of one part, which the directory names.</summary>
    private static string NameOf(string directory, List<string> names) => names switch
    {
        [] => directory,
        [var name] => name,
        _ => directory[(directory.LastIndexOf('/') + 1)..],
    };

    private static Dictionary<string, int> SizesBelow(IEnumerable<string> directories, IReadOnlyList<string> files)
    {
        var sizes = directories.ToDictionary(directory => directory, _ => 0);
        foreach (string path in files)
            foreach (string directory in Directories.Above(path))
                if (sizes.TryGetValue(directory, out int size))
                    sizes[directory] = size + 1;
        return sizes;
    }

    private static FrozenSet<string> Set(params string[] values) => values.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
