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

    /// <summary>Non-merge commits by people: what every share counts. Bots' and coding agents' are counted apart.</summary>
    public required int Commits { get; init; }

    /// <summary>Distinct people among their authors.</summary>
    public required int Authors { get; init; }

    /// <summary>Merges, whoever made them: integration, not authorship.</summary>
    public required int MergeCommits { get; init; }

    /// <summary>Non-merge commits by bots.</summary>
    public required int BotCommits { get; init; }

    /// <summary>Non-merge commits by coding agents: a class of their own, in no share.</summary>
    public required int AgentCommits { get; init; }

    /// <summary>Commits of more than 50 files: counted, but left out of graphs and ownership.</summary>
    public required int GiantCommits { get; init; }
}
