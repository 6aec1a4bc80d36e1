using System.Text.Json;

namespace RepoTopology.Code;

/// <summary>
/// Package assemblies that a restore, if there was one, has noted for a project: <c>obj/project.assets.json</c> in the work tree. The file is as
/// hostile as any: only assemblies inside the user's own package folder are opened, whatever it names.
/// </summary>
internal static class RestoredPackages
{
    private const int MostBytes = 64 << 20;

    /// <summary>Paths of compile-time assemblies, sorted; empty where nothing was restored.</summary>
    /// <param name="workTree">The work tree's root.</param>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> Find(string workTree, ProjectFile project)
    {
        string folder = PackageFolder();
        string assets = Path.Join(workTree, Paths.DirectoryOf(project.Path), "obj", "project.assets.json");
        try
        {
            var file = new FileInfo(assets);
            if (!file.Exists || file.Length > MostBytes || !Directory.Exists(folder))
                return [];
            using var json = JsonDocument.Parse(File.ReadAllBytes(assets));
            return Read(json.RootElement, folder, project.TargetFramework);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    // targets: { "net10.0": { "Name/1.0": { "type": "package", "compile": { "lib/net8.0/Name.dll": {} } } } }, libraries: { "Name/1.0": { "path": "name/1.0" } }
    private static List<string> Read(JsonElement root, string folder, string framework)
    {
        var targets = root.GetProperty("targets").EnumerateObject().ToList();
        var target = targets.FirstOrDefault(each => each.Name.Equals(framework, StringComparison.OrdinalIgnoreCase));
        if (target.Value.ValueKind == JsonValueKind.Undefined)
            target = targets.FirstOrDefault();
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (target.Value.ValueKind != JsonValueKind.Object)
            return [];
        foreach (var library in target.Value.EnumerateObject())
            if (library.Value.TryGetProperty("compile", out var compile) && root.GetProperty("libraries").TryGetProperty(library.Name, out var where)
                && where.TryGetProperty("path", out var path) && path.GetString() is { } inside)
                foreach (var assembly in compile.EnumerateObject())
                    if (assembly.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && Paths.Resolve("", inside + "/" + assembly.Name) is { } relative
                        && Path.Join(folder, relative) is var full && File.Exists(full))
                        found.Add(full);
        return [.. found];
    }

    private static string PackageFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named && Path.IsPathFullyQualified(named) ? named
            : Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
