using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>What an indicator says for itself: the inputs behind its figure.</summary>
internal sealed record Evidence
{
    /// <summary>The formula with the window's numbers.</summary>
    public string? Calculation { get; init; }

    public ImmutableArray<EvidenceTable> Tables { get; init; } = [];

    public WeighedCommits Commits { get; init; } = WeighedCommits.None;

    /// <summary>Beside what the window leaves out.</summary>
    public ImmutableArray<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Where other facts than the window's commits are behind it.</summary>
    public GitCommand? Git { get; init; }
}

/// <summary>What an indicator is, for people.</summary>
/// <param name="Sentence">What it tells, in one plain sentence.</param>
/// <param name="Formula">How it is computed, with the cases in which it is absent or covers less.</param>
/// <param name="Source">Who proposed it, or that it is our own.</param>
internal sealed record IndicatorText(string Sentence, string Formula, string Source)
{
    /// <summary>The figures that were screened on labelled repositories before this tool was built.</summary>
    public const string Screening = "chosen in a screening of 27 labelled repositories";

    public const string Own = "our own";
}
