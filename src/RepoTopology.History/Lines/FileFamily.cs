using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>A family of paths, how much work it is, and how many of its newest versions are read.</summary>
/// <param name="Paths">Indices of its paths.</param>
/// <param name="Weight">About how many bytes of text its versions hold.</param>
/// <param name="MostVersions">So many of the newest versions of each path are read.</param>
internal sealed record FileFamily(int[] Paths, long Weight, int MostVersions)
{
    /// <summary>How its versions differ, once they have been compared in this run (<see cref="KeptDiffs"/>).</summary>
    public byte[]? Diffs { get; set; }

    /// <summary>Guesses the weight from the newest version of each path.</summary>
    public static FileFamily Of(int[] paths, VersionTable table, ObjectReader headers, long mostBytes)
    {
        var sizes = paths.Select(path => (Versions: table.EndOf(path) - table.StartOf(path), Bytes: 1 + NewestSize(path, table, headers))).ToList();
        long weight = sizes.Sum(path => path.Versions * path.Bytes);
        if (weight <= mostBytes)
            return new FileFamily(paths, weight, int.MaxValue);

        // As many of each path as fit together, one at least.
        int low = 1;
        int high = sizes.Max(path => path.Versions);
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            if (sizes.Sum(path => Math.Min(path.Versions, middle) * path.Bytes) <= mostBytes)
                low = middle;
            else
                high = middle - 1;
        }

        return new FileFamily(paths, weight, low);
    }

    private static long NewestSize(int path, VersionTable table, ObjectReader headers)
    {
        for (int version = table.EndOf(path) - 1; version >= table.StartOf(path); version--)
            if (VersionTable.IsFile(table.ChangeOf(version)))
                return headers.TryReadHeader(table.ChangeOf(version).NewId, out _, out long size) ? size : 0;
        return 0;
    }
}
