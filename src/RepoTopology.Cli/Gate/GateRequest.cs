using RepoTopology.Analysis;

namespace RepoTopology.Cli;

/// <summary>What <c>check</c> was asked for.</summary>
/// <param name="Repository">The judged revision.</param>
/// <param name="Base">What a change is compared with; null to judge what stands.</param>
/// <param name="Rules">Typed ones, which come before those of the configuration; empty for none.</param>
/// <param name="LeftAfterMonths">As typed; null for the configuration's, or 12.</param>
internal sealed record GateRequest(RepositoryRequest Repository, string? Base, IReadOnlyList<GateRule> Rules, int? LeftAfterMonths)
{
    /// <summary>Where the accepted values are; null for none.</summary>
    public string? BaselineFile { get; init; }

    /// <summary>Which uncommitted work is judged, compared with HEAD; null for commits.</summary>
    public PendingWork? Pending { get; init; }

    /// <summary>The rules that hold: typed ones, then the configuration's, or else the built-in ones.</summary>
    public IReadOnlyList<GateRule> RulesWith(GateConfig config) => Rules.Count + config.Rules.Count > 0 ? [.. Rules, .. config.Rules] : GateRule.Defaults(change: Base is not null);
}

/// <summary>Work that is not committed yet.</summary>
internal enum PendingWork
{
    /// <summary>What <c>git commit</c> would take.</summary>
    Staged,

    /// <summary>What <c>git commit</c> would take after <c>git add --all</c>.</summary>
    WorkTree,
}
