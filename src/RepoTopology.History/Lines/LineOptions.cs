using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Where it stands which files have lines (the <c>diff</c> and <c>binary</c> attributes).</summary>
public enum AttributeSource : byte
{
    /// <summary>Where git reads it: the work tree, <c>info/attributes</c>, the user's and the system's files.</summary>
    AsGit,

    /// <summary>The same without the user's and the system's files.</summary>
    Repository,

    /// <summary>The analysed commit, so that it means the same on every machine.</summary>
    AnalysedCommit,
}

/// <summary>How contents are compared.</summary>
public sealed record LineOptions
{
    /// <summary>Lines are equal when they are after removing all white space (<c>-w</c>). The default is false.</summary>
    public bool IgnoreWhitespace { get; init; }

    /// <summary>
    /// For sizes of changes; the default is <see cref="AttributeSource.AsGit"/>. Where lines came from is asked of every text, whatever attributes
    /// say, as <c>git blame</c> does.
    /// </summary>
    public AttributeSource Attributes { get; init; }

    /// <summary>Worker threads. The default, 0, is one per processor.</summary>
    public int Jobs { get; init; }

    /// <summary>
    /// Memory to use for contents, in bytes, over all workers. It decides how much is read twice; only a text that does not fit (above a quarter of
    /// it, a line counted as 40 bytes more) is unreadable, and told. The default is 256 MiB.
    /// </summary>
    public long MemoryBudget { get; init; } = 256 << 20;

    /// <summary>Told the commits or files done and to do; null for silence.</summary>
    public IProgress<HistoryProgress>? Progress { get; init; }
}
