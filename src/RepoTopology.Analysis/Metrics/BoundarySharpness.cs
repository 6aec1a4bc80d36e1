namespace RepoTopology.Analysis;

/// <summary>Openness, −. Correlation with the ideal pattern, 0 to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class BoundarySharpness
{
    public const int SteadyPeople = 15;

    public static IndicatorText Text { get; } = new(
        "How sharply a core of people stands out from the rim around it, by the files that people share.",
        $"correlation of the co-edit graph (people tied by the files both change) with an ideal core in which everybody is tied to everybody and a rim tied to the core alone; people without a tie are left out. Full coverage from {SteadyPeople} people, less the density of their ties",
        "Borgatti and Everett, Models of core/periphery structures, Social Networks 21 (1999)");

    public static Measurement Compute(Sample sample)
    {
        var graph = sample.CoEdits.Induced(person => sample.CoEdits.DegreeOf(person) > 0);
        double density = graph.EdgeCount / Math.Max(1, graph.NodeCount * (graph.NodeCount - 1.0) / 2);
        if (graph.NodeCount < Measurement.LeastPeople || density == 1)
            return Measurement.Absent;
        return Measurement.Of(CorePeriphery.Fit(graph).Correlation, Math.Min(graph.NodeCount, SteadyPeople) * (1 - density), SteadyPeople);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, ties) = (workings.Table, workings.Whole.CoEdits);
        int[] tied = [.. Enumerable.Range(0, table.PersonCount).Where(person => ties.DegreeOf(person) > 0)];
        var fit = CorePeriphery.Fit(ties.Induced(person => ties.DegreeOf(person) > 0));
        var core = fit.Core.Select(node => tied[node]).ToHashSet();
        EvidenceTable People(string title, IEnumerable<int> people) => new(title, ["person", "commits", "ties", "to the core"],
            [.. people.OrderByDescending(ties.DegreeOf).ThenBy(person => person).Select(person => new EvidenceRow(
                workings.Person(person), workings.Whole.CommitsOf[person], ties.DegreeOf(person), ties.NeighboursOf(person).ToArray().Count(core.Contains)).With(workings.CommitsOf(person)))]);
        return new Evidence
        {
            Calculation = $"best fit with a core of {core.Count} of {tied.Length} people with a tie, {ties.EdgeCount} ties",
            Tables = [People("The core of the best fit", core), People("The rim", tied.Where(person => !core.Contains(person)))],
            Commits = workings.TyingCommits(),
            LeftOut =
            [
                .. table.PersonCount == tied.Length ? Array.Empty<LeftOut>() : [new(table.PersonCount - tied.Length, "people who share no file with anybody")],
                .. workings.CrowdedFiles() is { } files ? [files] : Array.Empty<LeftOut>(),
            ],
        };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"there is no sharp line around a core ({Phrases.Percent(value)} fit)"
        : $"a core stands out sharply from the rim around it ({Phrases.Percent(value)} fit)";
}
