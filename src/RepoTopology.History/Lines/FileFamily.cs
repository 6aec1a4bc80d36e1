using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A family of paths, how much work it is, and how many of its newest versions are read.</summary>
/// <param name="Paths">Indices of its paths.</param>
/// <param name="Weight">About how many bytes of text its versions hold.</param>
/// <param name="MostVersions">So many of the newest versions of each path are read.</param>
internal sealed record FileFamily(int[] Paths, long Weight, int MostVersions)
{
    /// <summary>Guesses the weight from the newest version of each path.</summary>
    public static FileFamily Of(int[] paths, VersionTable table, ObjectReader headers, long mostBytes)
    {
        long weight = 0;
        long versions = 0;
        foreach (int path in paths)
        {
            int count = table.EndOf(path) - table.StartOf(path);
            weight += count * (1 + NewestSize(path, table, headers));
            versions += count;
        }

        long most = weight <= mostBytes ? int.MaxValue : Math.Max(1, (long)(versions * (double)mostBytes / weight / paths.Length));
        return new FileFamily(paths, weight, (int)most);
    }

    private static long NewestSize(int path, VersionTable table, ObjectReader headers)
    {
        for (int version = table.EndOf(path) - 1; version >= table.StartOf(path); version--)
            if (VersionTable.IsFile(table.ChangeOf(version)))
                return headers.TryReadHeader(table.ChangeOf(version).NewId, out _, out long size) ? size : 0;
        return 0;
    }
}
