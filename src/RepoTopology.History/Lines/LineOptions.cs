using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>How contents are compared.</summary>
public sealed record LineOptions
{
    /// <summary>Lines are equal when they are after removing all white space (<c>-w</c>). The default is false.</summary>
    public bool IgnoreWhitespace { get; init; }

    /// <summary>Worker threads. The default, 0, is one per processor.</summary>
    public int Jobs { get; init; }

    /// <summary>Memory to use for contents, in bytes, over all workers; it decides how much is read twice, never a result. The default is 256 MiB.</summary>
    public long MemoryBudget { get; init; } = 256 << 20;

    /// <summary>Told the commits or files done and to do; null for silence.</summary>
    public IProgress<HistoryProgress>? Progress { get; init; }
}
