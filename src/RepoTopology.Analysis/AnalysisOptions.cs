namespace RepoTopology.Analysis;

/// <summary>How to judge the facts.</summary>
public sealed record AnalysisOptions
{
    /// <summary>Months before the analysed commit's date. The default is 24.</summary>
    public int WindowMonths { get; init; } = 24;

    /// <summary>The end of the window. The default, null, is the analysed commit's date.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Months without a commit before the window's end after which somebody has left. The default is 12.</summary>
    public int LeftAfterMonths { get; init; } = 12;

    /// <summary>Worker threads for resampling. The default, 0, is one per processor. The result does not depend on it.</summary>
    public int Jobs { get; init; }

    /// <summary>Whether to measure how certain the figures are, and the modules one by one: what takes most of the time. The default is true.</summary>
    public bool Intervals { get; init; } = true;
}
