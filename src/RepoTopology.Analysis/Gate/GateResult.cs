using System.Collections.Immutable;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What the gate says of a repository, or of a change to it.</summary>
public sealed record GateResult
{
    /// <summary>The worst of the findings'.</summary>
    public GateVerdict Verdict => Findings.Select(finding => finding.Verdict).DefaultIfEmpty(GateVerdict.Pass).Max();

    /// <summary>The facts at the judged side; people and modules are indices into them.</summary>
    public required RepositoryHistory History { get; init; }

    /// <summary>The commit that a change is compared with (the merge base); null when there is no change.</summary>
    public required ObjectId? Base { get; init; }

    /// <summary>How the base was named, e.g. "origin/main"; null when there is no change.</summary>
    public required string? BaseName { get; init; }

    /// <summary>Whether uncommitted work is judged, and of what: "staged" or "worktree"; null for commits.</summary>
    public string? Uncommitted { get; init; }

    /// <summary>What "now" is: the base's date for a change, the analysed commit's otherwise.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Commits of the change, merges left out.</summary>
    public required int Commits { get; init; }

    /// <summary>Files that the change touches.</summary>
    public required int Files { get; init; }

    /// <summary>Whatever was judged, failures first, then warnings, then what passed; in each by rule and symbol.</summary>
    public required ImmutableArray<GateFinding> Findings { get; init; }

    /// <summary>The types and members whose concentration the team has looked at and accepts at the judged commit; the analyzers are silent about them.</summary>
    public ImmutableArray<AcceptedConcentration> AcceptedConcentrations { get; init; } = [];

    /// <summary>One sentence for each thing that weakens the result or changed its rules.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}

/// <summary>One rule held against one part of the repository.</summary>
public sealed record GateFinding
{
    public required GateRule Rule { get; init; }

    /// <summary>The module's name, the path pattern, or "repository": with the rule's measure the key of the finding, whatever moves.</summary>
    public required string Symbol { get; init; }

    public required GateVerdict Verdict { get; init; }

    /// <summary>Null when there is no change, or the part is new.</summary>
    public required Interval? Before { get; init; }

    public required Interval After { get; init; }

    /// <summary>The bar that was crossed; null when none was.</summary>
    public required double? Bar { get; init; }

    /// <summary>Whom the measure is about (the top owner); −1 for nobody.</summary>
    public int Person { get; init; } = -1;

    /// <summary>Beyond a bar, and yet no failure: it was so before and did not get worse, or the baseline accepts it.</summary>
    public bool IsAccepted { get; init; }

    /// <summary>The value that the baseline allows; null without one.</summary>
    public double? Baseline { get; init; }

    /// <summary>Where to show it; null when no file is left.</summary>
    public GatePlace? Place { get; init; }

    /// <summary>What would let it pass; null when it passes, or nothing is known to.</summary>
    public WayOut? WayOut { get; init; }
}

/// <summary>An entry of <c>.repotopology/accepted.txt</c>.</summary>
/// <param name="Key">A type's or member's key, as in snapshots.</param>
/// <param name="Reason">Why; empty when none is given.</param>
/// <param name="IsNew">The judged change adds it.</param>
public sealed record AcceptedConcentration(string Key, string Reason, bool IsNew);

/// <summary>Lines of a file, both included, counted from 1.</summary>
public sealed record GatePlace(string Path, int FirstLine, int LastLine);

/// <summary>The smallest thing that would let a finding pass.</summary>
/// <param name="People">Any one of them is enough, as co-author or reviewer of the change; those who know the code best first. Empty when nobody alone is.</param>
/// <param name="Lines">How many lines that the top owner alone knows somebody else has to learn; 0 when that doesn't help or isn't needed.</param>
public sealed record WayOut(ImmutableArray<int> People, long Lines);
