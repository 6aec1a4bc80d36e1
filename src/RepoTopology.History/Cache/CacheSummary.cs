using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>How much is cached.</summary>
/// <param name="Repositories">Repositories that have a cache.</param>
/// <param name="Bytes">On the disk.</param>
/// <param name="Segments">Files of facts.</param>
/// <param name="Commits">Records of commits that this version can read; a commit that was written twice counts twice.</param>
/// <param name="Diffs">Likewise, records of how two versions of a file differ.</param>
/// <param name="Results">Likewise, outputs.</param>
public sealed record CacheSummary(int Repositories, long Bytes, int Segments, long Commits, long Diffs, long Results)
{
    /// <summary>The directory of a repository's cache, whether or not it exists.</summary>
    public static string DirectoryOf(GitRepository repository, CacheOptions options) => CacheDirectory.Of(repository, options).FullPath;

    /// <summary>One repository's.</summary>
    public static CacheSummary Of(GitRepository repository, CacheOptions options) => Sum([CacheDirectory.Of(repository, options)], options);

    /// <summary>All repositories'.</summary>
    public static CacheSummary OfAll(CacheOptions options) => Sum(CacheDirectory.Below(options.Root), options);

    /// <summary>Deletes one repository's.</summary>
    public static void Clear(GitRepository repository, CacheOptions options) => CacheDirectory.Of(repository, options).Delete();

    /// <summary>Deletes all repositories', and nothing else that may stand beside them.</summary>
    public static void ClearAll(CacheOptions options)
    {
        foreach (var directory in CacheDirectory.Below(options.Root))
            directory.Delete();
    }

    private static CacheSummary Sum(IEnumerable<CacheDirectory> directories, CacheOptions options)
    {
        var sum = new CacheSummary(0, 0, 0, 0, 0, 0);
        foreach (var directory in directories.Where(directory => Directory.Exists(directory.FullPath)))
        {
            sum = sum with { Repositories = sum.Repositories + 1, Bytes = sum.Bytes + directory.Size() };
            foreach (string path in directory.Segments())
            {
                using var segment = SegmentFile.TryOpen(path, options.Engine);
                sum = sum with
                {
                    Segments = sum.Segments + 1,
                    Commits = sum.Commits + (segment?[CacheTable.Commits].Count ?? 0),
                    Diffs = sum.Diffs + (segment?[CacheTable.Diffs].Count ?? 0),
                    Results = sum.Results + (segment?[CacheTable.Results].Count ?? 0),
                };
            }
        }

        return sum;
    }
}
