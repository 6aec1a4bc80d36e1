namespace RepoTopology.Git;

/// <summary>A decoded object in memory. Its array may be longer than its content.</summary>
internal sealed class CachedObject
{
    public ObjectType Type;
    public byte[] Array = [];
    public int Length;

    /// <summary>Where it comes from; −1 when it is not in the cache.</summary>
    public long Key = -1;

    /// <summary>How many readers' results still look at it: such an object is not given up.</summary>
    public int Holds;

    public CachedObject? Newer;
    public CachedObject? Older;

    public ReadOnlySpan<byte> Data => Array.AsSpan(0, Length);
}
