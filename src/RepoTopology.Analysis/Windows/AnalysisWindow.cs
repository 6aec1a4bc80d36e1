namespace RepoTopology.Analysis;

/// <summary>The stretch of history that is judged.</summary>
public sealed record AnalysisWindow
{
    /// <summary>Exclusive start.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Inclusive end: the analysed commit's date, or --as-of.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Months asked for. The default is 24.</summary>
    public required int RequestedMonths { get; init; }

    /// <summary>Months used: more than asked for when fewer than 100 commits were in the window.</summary>
    public required int Months { get; init; }

    /// <summary>Non-merge commits by people and agents: what every share counts.</summary>
    public required int Commits { get; init; }

    /// <summary>Distinct people among their authors.</summary>
    public required int Authors { get; init; }

    public required int MergeCommits { get; init; }

    public required int BotCommits { get; init; }

    public required int AgentCommits { get; init; }

    /// <summary>Commits of more than 50 files: counted, but left out of graphs and ownership.</summary>
    public required int GiantCommits { get; init; }
}
