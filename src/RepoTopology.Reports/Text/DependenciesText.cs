using System.Globalization;
using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What the code's structure says together with its history: a section of <see cref="AnalysisText"/>.</summary>
internal sealed class DependenciesText(RepositoryAnalysis analysis, RiskText risk, TextPage page)
{
    private const int MostOfAKind = 2;
    private const int MostNames = 3;

    public void Write()
    {
        if (analysis.Dependencies is not { } found || found.Dependencies.Edges.IsEmpty)
            return;
        page.Line();
        page.Line(page.Paint("How the code hangs together", Tone.Heading));
        foreach (var blast in found.BlastRadii.Where(blast => blast.TopContributor >= 0).Take(MostOfAKind))
            risk.Item($"{Count(blast.Dependants, "module hangs", "modules hang")} on {risk.Module(blast.Module)}, and {risk.Name(blast.TopContributor)} wrote {RiskText.Percent(blast.TopShare)} of it");
        foreach (var circle in found.Cycles.Take(MostOfAKind))
            risk.Item($"in a circle: {Names(circle.Select(risk.Module), circle.Length)} use one another");
        foreach (var pair in found.Undercoordinated.Take(MostOfAKind))
            risk.Item($"{risk.Module(pair.From)} uses {risk.Module(pair.To)} and changes with it ({Count(pair.Together, "commit", "commits")}), but those who know them "
                + $"({Names(pair.FromKnowers.Select(risk.Name), pair.FromKnowers.Length)}; {Names(pair.ToKnowers.Select(risk.Name), pair.ToKnowers.Length)}) have never edited one another's code");
        More(found.Undercoordinated.Length, "such dependency", "such dependencies");
        foreach (var pair in found.Gaps.Hidden.Take(MostOfAKind))
            risk.Item($"{risk.Module(pair.A)} and {risk.Module(pair.B)} change together ({Count(pair.Together, "commit", "commits")}, {pair.Lift.ToString("0.0", CultureInfo.InvariantCulture)} times as often as by chance), "
                + "but neither uses the other");
        if (found.Congruence is { Share: { } share, Required: var required })
            risk.Item($"of {Count(required, "pair of people who work", "pairs of people who work")} on modules that depend on one another, {RiskText.Percent(share)} edited the same files or vouched for "
                + "one another's commits (what they tell each other elsewhere leaves no trace)");

        void More(int all, string one, string many)
        {
            if (all > MostOfAKind)
                risk.Item($"{Count(all - MostOfAKind, "more " + one, "more " + many)} in --format json");
        }
    }

    private static string Names(IEnumerable<string> names, int all) =>
        string.Join(", ", names.Take(MostNames)) + (all > MostNames ? $", +{all - MostNames}" : "");

    private static string Count(int count, string one, string many) => $"{RiskText.Count(count)} {(count == 1 ? one : many)}";
}
