namespace RepoTopology.Analyzers;

/// <summary>The options of <c>analyzers/docs/options.md</c>, and what holds where nothing is said.</summary>
internal static class OptionNames
{
    /// <summary>Beyond which share one person's knowledge is a concentration.</summary>
    public const string MaxOwnerShare = "max_owner_share";
    public const decimal DefaultMaxOwnerShare = .8m;

    /// <summary>Beyond which share code by people who have left is orphaned.</summary>
    public const string MaxOrphanedShare = "max_orphaned_share";
    public const decimal DefaultMaxOrphanedShare = .5m;

    /// <summary>From how many living lines on a rule looks at code: what is small is learnt in an hour.</summary>
    public const string MinLines = "min_lines";
    public const int DefaultMinLines = 50;
    public const int DefaultMinLinesOfMember = 20;

    /// <summary>A type that many use matters earlier.</summary>
    public const int DefaultMinLinesOfWidelyUsed = 20;

    /// <summary>Beyond how many dependants a type is widely used.</summary>
    public const string MinDependents = "min_dependents";
    public const int DefaultMinDependents = 20;
}
