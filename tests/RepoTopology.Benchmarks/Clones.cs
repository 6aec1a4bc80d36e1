namespace RepoTopology.Benchmarks;

/// <summary>A directory of clones: OWNER+NAME, OWNER/NAME or NAME, each a repository or a directory with one called <c>repo</c>.</summary>
internal sealed class Clones(DirectoryInfo directory)
{
    /// <returns>The path of OWNER/NAME, or null.</returns>
    public string? Find(string repository)
    {
        string[] names = [repository.Replace('/', '+'), repository, repository[(repository.IndexOf('/') + 1)..]];
        var wanted = names.SelectMany(name => new[] { Path.Join(name, "repo"), name, name + ".git" }).ToList();
        var here = directory.EnumerateDirectories("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .ToLookup(found => Path.GetRelativePath(directory.FullName, found.FullName).Replace('\\', '/'), StringComparer.OrdinalIgnoreCase);
        return wanted.Select(name => here[name].FirstOrDefault()?.FullName).FirstOrDefault(path => path is not null);
    }
}
