using RepoTopology.Snapshot;

namespace RepoTopology.Analyzers;

/// <summary>The one measure of "known to one person" that RT1001, RT1002 and RT1003 share.</summary>
internal static class Concentration
{
    /// <summary>Who wrote more of the code than the options allow one person, and is still there: what those who left wrote is RT1004's.</summary>
    public static OwnerShare? In(Holding holding, SnapshotIndex index, RuleOptions options, int minLines) =>
        holding.Owners.Count > 0 && holding.Owners[0] is var first
        && first.Percent > options.Percent(OptionNames.MaxOwnerShare, OptionNames.DefaultMaxOwnerShare)
        && holding.Lines >= options.Count(OptionNames.MinLines, minLines)
        && index.IsThere(first, holding) ? first : null;
}
