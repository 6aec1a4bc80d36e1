namespace RepoTopology.History;

/// <summary>Holds all repositories' caches together below their limit.</summary>
internal static class CachePruning
{
    /// <summary>Removes the least recently used repositories' caches, and of the one in use its oldest segments if it alone is too large.</summary>
    public static void Prune(CacheDirectory inUse, CacheOptions options)
    {
        var others = CacheDirectory.Below(options.Root).Where(directory => directory.FullPath != inUse.FullPath).ToList();
        long own = inUse.Size();
        long total = own + others.Sum(directory => directory.Size());
        foreach (var directory in others.OrderBy(directory => directory.LastUsed()))
        {
            if (total <= options.LimitBytes)
                return;
            total -= directory.Size();
            directory.Delete();
        }

        foreach (string segment in Enumerable.Reverse(inUse.Segments()))
        {
            if (total <= options.LimitBytes)
                return;
            total -= new FileInfo(segment).Length;
            CacheDirectory.TryDelete(segment);
        }
    }
}
