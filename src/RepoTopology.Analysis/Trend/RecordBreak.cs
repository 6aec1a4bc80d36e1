namespace RepoTopology.Analysis;

/// <summary>A change in how a history was recorded.</summary>
public sealed record RecordBreak
{
    /// <summary>The quarter end at which it shows.</summary>
    public required DateTimeOffset Date { get; init; }

    public required RecordBreakKind Kind { get; init; }

    /// <summary>What was seen, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The index across it, where figures moved so much that a transition would have been told.</summary>
    public required double? IndexBefore { get; init; }

    /// <inheritdoc cref="IndexBefore"/>
    public required double? IndexAfter { get; init; }
}

public enum RecordBreakKind
{
    /// <summary>Author names begin (or cease) to differ from committers', while the committers stay the same.</summary>
    Attribution,

    /// <summary>A platform begins (or ceases) to commit in people's stead, as it does when it squashes.</summary>
    MergePolicy,
}
