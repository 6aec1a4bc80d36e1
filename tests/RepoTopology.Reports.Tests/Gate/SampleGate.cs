using System.Collections.Immutable;
using System.Text;
using RepoTopology.Analysis;
using RepoTopology.History;

namespace RepoTopology.Reports.Tests.Gate;

/// <summary>Results of the gate written by hand: figures need not follow from the history.</summary>
internal static class SampleGate
{
    public static readonly DateTimeOffset Now = new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A change of which two checks fail, two warn, one is accepted and two pass.</summary>
    /// <param name="text">Takes the place of every name, path, module, branch and note.</param>
    public static GateResult Change(string? text = null)
    {
        var history = History(text);
        string Or(string plain) => text ?? plain;
        return new GateResult
        {
            History = history,
            Base = history.Commits[^1].Id,
            BaseName = Or("origin/main"),
            Now = Now,
            Commits = 3,
            Files = 20,
            Findings =
            [
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.BusFactor, GateScope.EachModule, 2, 1),
                    Symbol = Or("src/Core"),
                    Verdict = GateVerdict.Fail,
                    Before = new Interval(1, 1),
                    After = new Interval(0, 0),
                    Bar = 1,
                    Place = new GatePlace(Or("src/Core/a b.cs"), 12, 12),
                    WayOut = new WayOut([], 0),
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.TopOwnerShare, new GateScope(GateScopeKind.Modules, Or("src/*")), 0.8, 0.9),
                    Symbol = Or("src/Core"),
                    Verdict = GateVerdict.Fail,
                    Before = new Interval(0.62, 0.7),
                    After = new Interval(0.91, 0.91),
                    Bar = 0.9,
                    Person = 0,
                    Place = new GatePlace(Or("src/Core/a b.cs"), 3, 9),
                    WayOut = new WayOut([1, 2], 0),
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.TopOwnerShare, new GateScope(GateScopeKind.Paths, Or("docs/**")), 0.8, 0.9),
                    Symbol = Or("docs/**"),
                    Verdict = GateVerdict.Warn,
                    Before = null,
                    After = new Interval(0.8004, 0.8004),
                    Bar = 0.8,
                    Person = 0,
                    Place = new GatePlace(Or("docs/a.md"), 1, 1),
                    WayOut = new WayOut([], 152),
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.Newcomers, GateScope.Repository, 0.1, null),
                    Symbol = "repository",
                    Verdict = GateVerdict.Warn,
                    Before = new Interval(0.12, 0.12),
                    After = new Interval(0.08, 0.08),
                    Bar = 0.1,
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.OrphanedShare, GateScope.EachModule, 0.5, 0.75),
                    Symbol = Or("src/Old"),
                    Verdict = GateVerdict.Pass,
                    Before = new Interval(0.8, 0.8),
                    After = new Interval(0.8, 0.8),
                    Bar = 0.75,
                    Baseline = 0.82,
                    IsAccepted = true,
                    Place = new GatePlace(Or("src/Old/a.cs"), 1, 40),
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.UndercoordinatedDependencies, GateScope.EachModule, null, 3),
                    Symbol = Or("src/Core"),
                    Verdict = GateVerdict.Pass,
                    Before = null,
                    After = new Interval(1, 1),
                    Bar = null,
                },
                new GateFinding
                {
                    Rule = new GateRule(GateMeasure.BlastRadius, GateScope.EachModule, 10, null),
                    Symbol = Or("src/Core"),
                    Verdict = GateVerdict.Pass,
                    Before = null,
                    After = new Interval(3.25, 3.25),
                    Bar = null,
                    Person = 0,
                },
            ],
            AcceptedConcentrations = [new AcceptedConcentration(Or("Lib.Wheel"), "", false), new AcceptedConcentration(Or("Lib.Engine"), Or("a port of a paper") is { Length: > 0 } reason ? reason : "-", true)],
            Notes = [Or("The change raises the bar of bus-factor: the base's configuration is what counts.")],
        };
    }

    /// <summary>What stands, held against a baseline; nothing fails.</summary>
    public static GateResult Standing()
    {
        var change = Change();
        return change with { Base = null, BaseName = null, Commits = 0, Files = 0, Findings = [change.Findings[4] with { Before = null }, change.Findings[5]], AcceptedConcentrations = [], Notes = [] };
    }

    /// <summary>Nothing to judge.</summary>
    public static GateResult Empty() => Standing() with { Findings = [] };

    /// <summary>Very many failures, then warnings.</summary>
    public static GateResult Large(int failures, int warnings)
    {
        var change = Change();
        GateFinding Numbered(GateFinding finding, int number) => finding with { Symbol = $"{finding.Symbol}/{number}" };
        return change with
        {
            Findings =
            [
                .. Enumerable.Range(0, failures).Select(number => Numbered(change.Findings[1], number)),
                .. Enumerable.Range(0, warnings).Select(number => Numbered(change.Findings[2], number)),
            ],
        };
    }

    public static string Write(string format, GateResult result, ReportOptions? options = null, TextStyle? style = null)
    {
        using var output = new MemoryStream();
        GateFormats.Write(format, result, options ?? new ReportOptions(), style ?? TextStyle.Plain, new UTF8Encoding(false), output);
        // Strictly: what is no UTF-8 throws.
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.ToArray());
    }

    private static RepositoryHistory History(string? name)
    {
        var history = new HistoryBuilder()
            .Commit("Ann Author <ann@example.org>", Now.AddDays(-9), "src/Core/a b.cs")
            .Commit("Bob Builder <bob@example.org>", Now.AddDays(-8), "src/Core/a b.cs")
            .Commit("Cy Casual <cy@example.org>", Now.AddDays(-7), "docs/a.md")
            .Build();
        int[] order = [.. Enumerable.Range(0, 3).OrderBy(i => history.Contributors[i].Name, StringComparer.Ordinal)];
        return history with
        {
            Contributors = [.. order.Select(i => history.Contributors[i]).Select(contributor => contributor with { Name = name ?? contributor.Name })],
        };
    }
}
