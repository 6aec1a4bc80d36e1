namespace RepoTopology.History;

/// <summary>Paths that renames tie together: their lines are found together, all others apart.</summary>
internal sealed class FileFamilies
{
    private readonly int[] _parents;

    private FileFamilies(int paths) => _parents = [.. Enumerable.Range(0, paths)];

    /// <summary>The families' paths, each family and all of them in order of their first path.</summary>
    public static List<int[]> Of(RepositoryHistory history, VersionTable table, RenameSources sources)
    {
        var families = new FileFamilies(history.Paths.Length);
        foreach (var (version, path) in sources.All)
            families.Join(table.ChangeOf(version).Path, path);
        return [.. Enumerable.Range(0, history.Paths.Length).GroupBy(families.Find).Select(family => family.ToArray())];
    }

    private void Join(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private int Find(int path)
    {
        while (_parents[path] != path)
            path = _parents[path] = _parents[_parents[path]];
        return path;
    }
}
