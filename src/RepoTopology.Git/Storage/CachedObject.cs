namespace RepoTopology.Git;

/// <summary>A decoded object in memory: a part of its cache's ring, or an array of its own.</summary>
internal sealed class CachedObject
{
    public ObjectType Type;
    public byte[] Array = [];
    public int Start;
    public int Length;

    /// <summary>Bytes of the ring, slack included; 0 for an array of its own.</summary>
    public int RingSize;

    /// <summary>Where it comes from; −1 when it cannot be found.</summary>
    public long Key = -1;

    /// <summary>How many readers' results still look at it: such an object is not given up.</summary>
    public int Holds;

    public CachedObject? Newer;

    public ReadOnlySpan<byte> Data => Content;

    public Span<byte> Content => Array.AsSpan(Start, Length);

    /// <summary>The content and the slack behind it.</summary>
    public Span<byte> Room => Array.AsSpan(Start, Length + ObjectCache.Slack);
}
