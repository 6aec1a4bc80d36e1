using System.Collections.Immutable;
using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What the gate says, in words that every format shares. What comes from the repository is inert (<see cref="GateInert"/>) before it is put into a sentence.</summary>
/// <param name="result">What is told.</param>
/// <param name="options">What may be shown.</param>
/// <param name="code">How the format shows a part, path or revision; null to leave it as it is.</param>
/// <param name="prose">How the format shows a name or note; null to leave it as it is.</param>
internal sealed class GateWords(GateResult result, ReportOptions options, Func<string, string>? code = null, Func<string, string>? prose = null)
{
    private const int MostAccepted = 3;
    private const int MostNotes = 20;

    public ImmutableArray<GateFinding> Failures { get; } = [.. result.Findings.Where(finding => finding.Verdict == GateVerdict.Fail)];

    public ImmutableArray<GateFinding> Warnings { get; } = [.. result.Findings.Where(finding => finding.Verdict == GateVerdict.Warn)];

    public ImmutableArray<GateFinding> Accepted { get; } = [.. result.Findings.Where(finding => finding.IsAccepted)];

    /// <summary>E.g. "The change does not pass: 2 of 14 checks fail, 1 warns."</summary>
    public string Headline()
    {
        string subject = result.Uncommitted switch
        {
            "staged" => "The staged change",
            not null => "The uncommitted change",
            _ => result.Base is null ? "The repository" : "The change",
        };
        string warnings = Warnings.Length switch { 0 => "", 1 => "1 warning", var count => $"{RiskText.Count(count)} warnings" };
        return result.Verdict switch
        {
            GateVerdict.Fail => $"{subject} does not pass: {RiskText.Count(Failures.Length)} of {Checks()} {(Failures.Length == 1 ? "fails" : "fail")}"
                + (warnings.Length > 0 ? $", with {warnings}." : "."),
            _ when result.Findings.IsEmpty => $"{subject} passes: no rule has anything to judge here.",
            GateVerdict.Warn => $"{subject} passes with {warnings} ({Checks()}).",
            _ => $"{subject} passes ({Checks()}).",
        };
    }

    /// <summary>E.g. "3 commits, 20 files, compared with origin/main (41426eaab1), as of 2024-06-01".</summary>
    public string Circumstances()
    {
        string at = $"as of {RiskText.Date(result.Now)}";
        if (result.Base is not { } start)
            return $"{Code(result.History.Head.ToString()[..10])}, {at}";
        string size = result.Uncommitted is null ? $"{Count(result.Commits, "commit", "commits")}, {Count(result.Files, "file", "files")}" : Count(result.Files, "file", "files");
        string name = result.BaseName is { } known ? $"{Code(GateInert.Name(known))} ({Code(start.ToString()[..10])})" : Code(start.ToString()[..10]);
        return $"{size}, compared with {name}, {at}";
    }

    public string Part(GateFinding finding) => IsOfRepository(finding) ? "the repository" : Code(PartName(finding));

    /// <summary>The part without the format's marks.</summary>
    public static string PartName(GateFinding finding) =>
        IsOfRepository(finding) ? "the repository" : finding.Symbol is "." ? "(top directory)" : GateInert.Name(finding.Symbol);

    public string Person(int person) => Prose(PersonName(person));

    private string PersonName(int person) => GateInert.Name(ContributorName.Of(result.History.Contributors[person], options.Emails));

    public static string Measure(GateFinding finding) => GateMeasureText.Of(finding.Rule.Measure).Title;

    /// <summary>E.g. "62 % → 81 %"; only the latter without a before.</summary>
    public static string Change(GateFinding finding, string arrow = "→") =>
        finding.Before is { } before ? $"{Value(finding, before)} {arrow} {Value(finding, finding.After)}" : Value(finding, finding.After);

    /// <summary>E.g. "at most 80 %"; null when no bar was crossed.</summary>
    public static string? Bar(GateFinding finding) => finding.Bar is { } bar
        ? $"{(GateMeasures.LessIsWorse(finding.Rule.Measure) ? "at least" : "at most")} {Figure(finding, bar)}"
        : null;

    /// <summary>E.g. "81 % of the lines of Core are known to Ann alone (62 % before; the bar is at most 80 %)".</summary>
    public string Sentence(GateFinding finding)
    {
        string part = Part(finding);
        string value = Value(finding, finding.After);
        string statement = finding.Rule.Measure switch
        {
            GateMeasure.TopOwnerShare => $"{value} of the lines of {part} are known to {(finding.Person < 0 ? "one person" : Person(finding.Person))} alone",
            GateMeasure.OrphanedShare => $"{value} of the lines of {part} are known to nobody who is still there",
            GateMeasure.BusFactor => $"Half of the lines of {part} rest on "
                + (finding.After.High < 0.5 ? "people who have left" : $"{value} {(value == "1" ? "person" : "people")}"),
            GateMeasure.BlastRadius => $"The blast radius of {part} is {value}",
            GateMeasure.UndercoordinatedDependencies => $"{part} has {value} {(value == "1" ? "dependency" : "dependencies")} without a common knower",
            GateMeasure.VerdictDrift => $"The index moved {value} towards the group end",
            _ => $"{value} of the last year's commits are by newcomers",
        };
        string[] asides =
        [
            .. finding.Before is { } before ? [$"{Value(finding, before)} before"] : (string[])[],
            .. finding.Baseline is { } baseline ? [$"{Figure(finding, baseline)} accepted"] : (string[])[],
            .. Bar(finding) is { } bar ? [$"the bar is {bar}"] : (string[])[],
        ];
        return asides.Length == 0 ? statement : $"{statement} ({string.Join("; ", asides)})";
    }

    /// <summary>E.g. "passes if any of Bob, Cy co-authors or reviews this change"; null when nothing is known that would let it pass.</summary>
    public string? WayOut(GateFinding finding) => finding.WayOut switch
    {
        { People: [var only] } => $"passes if {Person(only)} co-authors or reviews this change",
        { People: [_, ..] several } => $"passes if any of {string.Join(", ", several.Select(Person))} co-authors or reviews this change",
        { Lines: > 0 and var lines } when finding.Rule.Measure == GateMeasure.TopOwnerShare && finding.Person >= 0 =>
            $"passes once somebody else knows {RiskText.Count(lines)} more of the lines that {Person(finding.Person)} alone knows",
        { Lines: > 0 and var lines } => $"passes once somebody who is there knows {RiskText.Count(lines)} more of its lines",
        _ => null,
    };

    /// <summary>The findings beyond a bar that are accepted, in one sentence; null when there are none.</summary>
    public string? AcceptedLine()
    {
        if (Accepted.IsEmpty)
            return null;
        string parts = string.Join(", ", Accepted.Take(MostAccepted).Select(finding => $"{Part(finding)} ({Measure(finding)}, {Value(finding, finding.After)})"));
        int others = Accepted.Length - MostAccepted;
        return $"Accepted (beyond a bar, but no worse than before or than the baseline): {parts}{(others > 0 ? $" and {RiskText.Count(others)} more" : "")}.";
    }

    /// <summary>
    /// The types and members whose concentration is accepted, those first that the change adds, e.g. "3 types and members are accepted in .repotopology/accepted.txt, 1 of
    /// them new with this change: Lib.Engine (a port of a paper)."; null when there are none.
    /// </summary>
    public string? AcceptedConcentrationsLine()
    {
        var all = result.AcceptedConcentrations;
        if (all.IsEmpty)
            return null;
        int added = all.Count(entry => entry.IsNew);
        string entries = string.Join(", ", all.OrderByDescending(entry => entry.IsNew).Take(MostAccepted).Select(entry =>
            Code(GateInert.Name(entry.Key)) + (entry.Reason.Length > 0 ? $" ({Prose(GateInert.Note(options.Sentence(entry.Reason)))})" : "")));
        string more = all.Length > MostAccepted ? $" and {RiskText.Count(all.Length - MostAccepted)} more" : "";
        return $"{(all.Length == 1 ? "1 type or member is" : $"{RiskText.Count(all.Length)} types and members are")} accepted in .repotopology/accepted.txt"
            + $"{(added == 0 ? "" : added == all.Length ? ", new with this change" : $", {RiskText.Count(added)} of them new with this change")}: {entries}{more}.";
    }

    public IReadOnlyList<string> Notes { get; } =
    [
        .. result.Notes.Take(MostNotes).Select(note => (prose ?? AsIs)(GateInert.Note(options.Sentence(note)))),
        .. result.Notes.Length > MostNotes ? [$"{RiskText.Count(result.Notes.Length - MostNotes)} more notes are in the JSON output."] : (string[])[],
    ];

    /// <summary>E.g. "src/a.cs, lines 3 to 9".</summary>
    public string? Place(GateFinding finding) => finding.Place is not { } place ? null
        : $"{Code(GateInert.Name(place.Path))}, {(place.FirstLine == place.LastLine ? $"line {place.FirstLine}" : $"lines {place.FirstLine} to {place.LastLine}")}";

    public static string VerdictWord(GateFinding finding) => finding switch
    {
        { IsAccepted: true } => "accepted",
        { Verdict: GateVerdict.Fail } => "fails",
        { Verdict: GateVerdict.Warn } => "warns",
        _ => "passes",
    };

    public static string Value(GateFinding finding, Interval value)
    {
        string low = Figure(finding, value.Low), high = Figure(finding, value.High);
        return low == high ? low : $"{low} to {high}";
    }

    public static string Count(long count, string one, string many) => $"{RiskText.Count(count)} {(count == 1 ? one : many)}";

    private string Checks() => Count(result.Findings.Length, "check", "checks");

    // A value next to its bar is told apart from it.
    private static string Figure(GateFinding finding, double value)
    {
        bool isNearBar = finding.Bar is { } bar && value != bar && Math.Abs(value - bar) < (GateMeasures.IsShare(finding.Rule.Measure) ? 0.001 : 0.01);
        return GateMeasures.IsShare(finding.Rule.Measure)
            ? (value * 100).ToString(isNearBar ? "0.####" : "0.#", CultureInfo.InvariantCulture) + " %"
            : value.ToString(isNearBar ? "0.######" : "0.##", CultureInfo.InvariantCulture);
    }

    public static bool IsOfRepository(GateFinding finding) =>
        finding.Rule.Scope.Kind == GateScopeKind.Repository || GateMeasures.IsOfRepository(finding.Rule.Measure);

    private string Code(string text) => (code ?? AsIs)(text);

    private string Prose(string text) => (prose ?? AsIs)(text);

    private static string AsIs(string text) => text;
}
