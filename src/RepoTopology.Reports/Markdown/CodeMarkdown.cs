using RepoTopology.Analysis;

namespace RepoTopology.Reports;

/// <summary>What is at risk in the code, how it hangs together and in whose hands it is: sections of <see cref="AnalysisMarkdown"/>.</summary>
internal sealed class CodeMarkdown(RepositoryAnalysis analysis, ReportOptions options, MarkdownText page)
{
    private const int MostModules = 10, MostHotspots = 5, MostOfAKind = 3, MostNames = 4, MostPeople = 5;

    public void WriteModules()
    {
        if (analysis.Modules.IsEmpty)
            return;
        page.Heading("Modules most at risk");
        page.Table(["module", "#commits", "#people", "most by one person", "#bus factor"],
            analysis.Modules.OrderByDescending(module => module.Risk).ThenBy(module => module.Module).Take(MostModules).Select(module => (string[])
            [
                page.Module(module.Module), MarkdownText.Number(module.Commits), MarkdownText.Number(module.Authors),
                module.TopContributor < 0 ? "–" : $"{MarkdownText.Share(module.TopShare)} {page.Person(module.TopContributor)}", MarkdownText.Number(module.BusFactor),
            ]));
        page.Drawing("What changes together", GraphDocuments.Modules(analysis, options));
        page.More("explain modules");
    }

    public void WriteHotspots(HotspotList hotspots)
    {
        if (hotspots.Spots.IsEmpty)
            return;
        page.Heading("Hotspots");
        page.Table(["file", "#score", "#commits", "#lines", "most known to"], hotspots.Spots.Take(MostHotspots).Select(spot => (string[])
        [
            MarkdownText.Name(hotspots.NameOf(spot.Index)), MarkdownText.Figure(spot.Score), MarkdownText.Number(spot.Commits), MarkdownText.Number(spot.Lines),
            spot.TopContributor < 0 ? "–" : $"{page.Person(spot.TopContributor)}, {MarkdownText.Share(spot.TopShare)}",
        ]));
        page.More("hotspots");
    }

    public void WriteStructure()
    {
        if (analysis.Dependencies is not { } found || found.Dependencies.Edges.IsEmpty)
            return;
        page.Heading("How the code hangs together");
        foreach (var blast in found.BlastRadii.Where(blast => blast.TopContributor >= 0).Take(1))
            page.Item($"{GateWords.Count(blast.Dependants, "module hangs", "modules hang")} on {page.Module(blast.Module)}; {page.Person(blast.TopContributor)} wrote {MarkdownText.Share(blast.TopShare)} of it.");
        page.Item(found.Cycles.IsEmpty
            ? "No modules use one another in a circle."
            : $"{GateWords.Count(found.Cycles.Length, "circle of modules that use one another", "circles of modules that use one another, the largest")}: {page.Modules(found.Cycles[0], MostNames)}.");
        Pairs(found.Undercoordinated, "dependency changes on both sides although those who know them never edited one another's code",
            "dependencies change on both sides although those who know them never edited one another's code", pair => $"{page.Module(pair.From)} → {page.Module(pair.To)}");
        Pairs(found.Gaps.Hidden, "pair changes together although neither uses the other", "pairs change together although neither uses the other",
            pair => $"{page.Module(pair.A)} and {page.Module(pair.B)}");
        page.More("explain structure");
    }

    public void WriteLines()
    {
        if (analysis.Lines is not { } lines)
            return;
        page.Heading("Living lines");
        page.Item($"{GateWords.Count(lines.Lines, "line stands", "lines stand")}{lines.People switch
        {
            0 => "",
            1 => ", by one person",
            var people => $", half of what is known written by {MarkdownText.Number(lines.HalfHeldBy)} of {MarkdownText.People(people)}",
        }}.");
        var risk = analysis.Risk;
        if (risk.OrphanedShare is { } orphaned)
            page.Item($"{RiskText.Share(orphaned)} by people who have left (no commit since {MarkdownText.Day(risk.LeftSince)}).");
        if (risk.BusFactor is { Value: > 0 } busFactor)
            page.Item($"The bus factor is {RiskText.Value(busFactor)}: {string.Join(", ", busFactor.People.Take(MostPeople).Select(Key))}"
                + $"{(busFactor.People.Length > MostPeople ? $" and {MarkdownText.Number(busFactor.People.Length - MostPeople)} more" : "")}.");
        if (risk.Remaining is { } remaining)
            page.Item(remaining.Value == 0 ? "Half of the code has nobody left to ask." : $"If {(remaining.Value == 1 ? "one more person" : $"{MarkdownText.Number(remaining.Value)} more people")} left, half of the code would have nobody left to ask.");
        var lost = risk.Modules.Where(module => module.Orphaned.Low >= 0.5).OrderByDescending(module => module.Orphaned.Low * module.Holdings.Lines).ThenBy(module => module.Module).Select(module => module.Module).ToList();
        if (lost.Count > 0)
            page.Item($"Mostly by people who have left: {page.Modules(lost, MostOfAKind)}.");
        page.More("explain lines", "explain busFactor", "explain remainingBusFactor", "explain orphanedShare", "plan");
    }

    private void Pairs<T>(IReadOnlyList<T> pairs, string one, string many, Func<T, string> name)
    {
        if (pairs.Count > 0)
            page.Item($"{GateWords.Count(pairs.Count, one, many)}: {string.Join(", ", pairs.Take(MostOfAKind).Select(name))}{(pairs.Count > MostOfAKind ? $" and {MarkdownText.Number(pairs.Count - MostOfAKind)} more" : "")}.");
    }

    private string Key(KeyPerson person) =>
        $"{(person.Contributor < 0 ? "somebody" : page.Person(person.Contributor))} ({MarkdownText.Share(person.Share)}{(person.Contributor >= 0 && analysis.Risk.HasLeft[person.Contributor] ? ", left" : "")})";
}
