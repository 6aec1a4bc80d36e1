namespace RepoTopology.Analysis;

/// <summary>How to look back over the whole history.</summary>
public sealed record TrendOptions
{
    /// <summary>Months of each window. The default is 24.</summary>
    public int WindowMonths { get; init; } = 24;

    /// <summary>The first day that is looked at: windows that end before it are left out. The default, null, is the history's beginning.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Worker threads. The default, 0, is one per processor. The result does not depend on it.</summary>
    public int Jobs { get; init; }
}
