namespace RepoTopology.Analyzers;

/// <summary>The rules' ids: a name for each, so that code reads. What each means is in <c>analyzers/docs</c>.</summary>
internal static class RuleIdentifiers
{
    public const string Category = "Ownership";

    public const string ConcentratedType = "RT1001";
    public const string ConcentratedMember = "RT1002";
    public const string WidelyUsedType = "RT1003";
    public const string OrphanedType = "RT1004";
    public const string ProjectOnOne = "RT1005";
    public const string LonelyDependency = "RT1006";
    public const string CodeOwners = "RT2001";
    public const string Snapshot = "RT9001";

    /// <summary>Where a rule is explained; the page is kept for as long as any release points to it.</summary>
    public static string HelpLink(string id) => "https://github.com/repotopology/repotopology/blob/main/analyzers/docs/" + id + ".md";
}
