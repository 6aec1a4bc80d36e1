using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.Analysis;

/// <summary>
/// Holds rules against a repository, or against what a change does to it. A change fails only by what it makes worse: what stood beyond a bar before and did not
/// get worse is accepted, and "now" is the base's date on both sides, so that time alone changes nothing. Unknown lines (shallow clones) fail nobody: of an interval the better
/// end counts.
/// </summary>
public static class QualityGate
{
    /// <param name="rules">What to hold against it.</param>
    /// <param name="before">The merge base; null to judge what stands.</param>
    /// <param name="after">The judged commit.</param>
    /// <param name="touched">Paths that the change touches; null to judge everything.</param>
    /// <param name="baseline">What was accepted; null for nothing.</param>
    public static ImmutableArray<GateFinding> Judge(
        IReadOnlyList<GateRule> rules, GateSide? before, GateSide after, IReadOnlySet<string>? touched, GateBaseline? baseline)
    {
        var parts = new GateParts(after);
        var findings = new List<GateFinding>();
        foreach (var rule in rules)
            foreach (var part in parts.Of(GateMeasures.IsOfRepository(rule.Measure) ? GateScope.Repository : rule.Scope, touched))
                if (FindingOf(rule, part, before, after, baseline, parts) is { } finding)
                    findings.Add(finding);
        return
        [
            // Several rules may name one part: the first, which is the more particular in a configuration's order, decides.
            .. findings.DistinctBy(finding => (finding.Rule.Measure, finding.Symbol))
                .OrderByDescending(finding => finding.Verdict).ThenBy(finding => finding.Rule.Measure).ThenBy(finding => finding.Symbol, StringComparer.Ordinal),
        ];
    }

    private static GateFinding? FindingOf(GateRule rule, GatePart part, GateSide? before, GateSide after, GateBaseline? baseline, GateParts parts)
    {
        if (Measured.Of(rule, part, after, before, parts) is not { } now || now.Lines.Lines < rule.LeastLines && GateMeasures.NeedsLinesOnly(rule.Measure))
            return null;
        var then = before is null ? null : Measured.Of(rule, part, before, null, parts);
        // Too little was there to speak of concentration: the part is as good as new.
        if (then is not null && GateMeasures.NeedsLinesOnly(rule.Measure) && then.Lines.Lines < rule.LeastLines)
            then = null;
        var raw = rule.Judge(now.Value);
        double? allowed = baseline?.ValueOf(rule.Measure, part.Symbol);
        bool isAccepted = raw != GateVerdict.Pass
            && (then is not null ? !rule.IsWorse(rule.Better(now.Value), rule.Better(then.Value)) : allowed is { } value && !rule.IsWorse(rule.Better(now.Value), value));
        var verdict = isAccepted ? GateVerdict.Pass
            : raw == GateVerdict.Warn && baseline is not null && before is null ? GateVerdict.Fail
            : raw;
        return new GateFinding
        {
            Rule = rule,
            Symbol = part.Symbol,
            Verdict = verdict,
            Before = then?.Value,
            After = now.Value,
            Bar = raw switch { GateVerdict.Fail => rule.Fail, GateVerdict.Warn => rule.Warn, _ => null },
            Person = now.Person,
            IsAccepted = isAccepted,
            Baseline = allowed,
            Place = GatePlaces.Of(part, after, now.Person),
            WayOut = verdict == GateVerdict.Pass ? null : WaysOut.Of(rule, part, now, then, after, allowed),
        };
    }
}
