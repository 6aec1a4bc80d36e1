using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>
/// What a project accepted: the measured value of every finding beyond a bar, by measure and symbol. It is a ratchet: getting worse fails, getting better lowers
/// what is accepted, and an entry goes once the value is clearly within its bar again (by <see cref="Hysteresis"/>), so that a value on the edge doesn't come and go.
/// </summary>
/// <param name="Entries">Sorted by measure's name, then symbol, ordinally; each pair once.</param>
public sealed record GateBaseline(ImmutableArray<BaselineEntry> Entries)
{
    /// <summary>How far within its bar a share must be to be forgotten.</summary>
    public const double Hysteresis = 0.05;

    /// <returns>Null when nothing is accepted of it.</returns>
    public double? ValueOf(GateMeasure measure, string symbol) => Find(measure, symbol)?.Value;

    /// <summary>Everything beyond a bar as it is now.</summary>
    public static GateBaseline Of(IEnumerable<GateFinding> findings) =>
        Sorted(findings.Where(finding => finding.Bar is not null).Select(EntryOf));

    /// <summary>Values that got better replace the accepted ones, and what is clearly within its bar goes. Nothing is added and nothing rises unless forced.</summary>
    /// <param name="findings">Of the whole repository.</param>
    /// <param name="force">Whether what is worse, or new, is accepted too.</param>
    public GateBaseline Update(IReadOnlyList<GateFinding> findings, bool force)
    {
        var entries = new List<BaselineEntry>();
        foreach (var finding in findings)
        {
            var accepted = Find(finding.Rule.Measure, finding.Symbol);
            var now = EntryOf(finding);
            bool isBeyond = finding.Bar is not null;
            if (accepted is null)
            {
                if (isBeyond && force)
                    entries.Add(now);
                continue;
            }

            bool isWorse = GateMeasures.LessIsWorse(finding.Rule.Measure) ? now.Value < accepted.Value : now.Value > accepted.Value;
            if (isBeyond || !IsClearlyWithin(finding))
                entries.Add(isWorse && !force ? accepted : now);
        }

        // What was not judged this time (another scope, a rule that is gone) is not forgotten: that is prune's.
        var judged = findings.Select(finding => (finding.Rule.Measure, finding.Symbol)).ToHashSet();
        return Sorted([.. entries, .. Entries.Where(entry => !judged.Contains((entry.Measure, entry.Symbol)))]);
    }

    /// <summary>Without the entries that no rule judges any more.</summary>
    public GateBaseline Prune(IReadOnlyList<GateFinding> findings)
    {
        var judged = findings.Select(finding => (finding.Rule.Measure, finding.Symbol)).ToHashSet();
        return this with { Entries = [.. Entries.Where(entry => judged.Contains((entry.Measure, entry.Symbol)))] };
    }

    private BaselineEntry? Find(GateMeasure measure, string symbol) =>
        Entries.FirstOrDefault(entry => entry.Measure == measure && entry.Symbol == symbol);

    /// <summary>Rounded to what a tolerance can tell apart, so that an unchanged tree gives the same bytes.</summary>
    private static BaselineEntry EntryOf(GateFinding finding) =>
        new(finding.Rule.Measure, finding.Symbol, Math.Round(finding.Rule.Better(finding.After), 3, MidpointRounding.AwayFromZero));

    private static bool IsClearlyWithin(GateFinding finding)
    {
        double value = finding.Rule.Better(finding.After);
        double? bar = finding.Rule.Warn ?? finding.Rule.Fail;
        return bar is not { } at || (GateMeasures.LessIsWorse(finding.Rule.Measure)
            ? value >= at + (GateMeasures.IsShare(finding.Rule.Measure) ? Hysteresis : 0)
            : value <= at - (GateMeasures.IsShare(finding.Rule.Measure) ? Hysteresis : 0));
    }

    private static GateBaseline Sorted(IEnumerable<BaselineEntry> entries) =>
        new([.. entries.OrderBy(entry => GateMeasures.NameOf(entry.Measure), StringComparer.Ordinal).ThenBy(entry => entry.Symbol, StringComparer.Ordinal)]);
}

/// <summary>One accepted value.</summary>
/// <param name="Symbol">A module's name, a path pattern or "repository".</param>
/// <param name="Value">Rounded to three decimals.</param>
public sealed record BaselineEntry(GateMeasure Measure, string Symbol, double Value);
