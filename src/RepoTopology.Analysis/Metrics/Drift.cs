namespace RepoTopology.Analysis;

/// <summary>Openness, +. 0 to 1. That casual people come and go says little, that the core does says much. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class Drift
{
    public const int SteadyPeople = 5;

    /// <summary>Core, regular, occasional, casual.</summary>
    public static IReadOnlyList<double> Weights { get; } = [4, 3, 2, 1];

    public static IndicatorText Text { get; } = new(
        "How many of the people active in a half-year are not in the next.",
        $"Σ weight of those who are gone in the next half-year ÷ Σ weight of those present, over all neighbouring half-years of the window, counted back from its end; weights by layer: core {Weights[0]}, regular {Weights[1]}, occasional {Weights[2]}, casual {Weights[3]}. Full coverage from {SteadyPeople} people",
        IndicatorText.Own);

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        var layers = Layers.Of(sample);
        double present = 0, gone = 0;
        int people = 0;
        for (int half = table.QuarterCount / 2 - 1; half > 0; half--)
            foreach (int person in sample.Ranking)
                if (IsActive(sample, person, half))
                {
                    double weight = Weights[(int)layers[person]];
                    people++;
                    present += weight;
                    gone += IsActive(sample, person, half - 1) ? 0 : weight;
                }

        return people == 0 ? Measurement.Absent : Measurement.Of(gone / present, people, SteadyPeople);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        var layers = Layers.Of(whole);
        var halves = Enumerable.Range(1, Math.Max(0, table.QuarterCount / 2 - 1)).Select(half => (
            Half: half,
            Present: whole.Ranking.Where(person => IsActive(whole, person, half)).ToArray(),
            Gone: whole.Ranking.Where(person => IsActive(whole, person, half) && !IsActive(whole, person, half - 1)).ToArray())).ToList();
        double WeightOf(IEnumerable<int> people) => people.Sum(person => Weights[(int)layers[person]]);
        return new Evidence
        {
            Calculation = $"weight {Phrases.Whole(halves.Sum(half => WeightOf(half.Gone)))} of those gone ÷ {Phrases.Whole(halves.Sum(half => WeightOf(half.Present)))} of those present, over {halves.Count} steps",
            Tables =
            [
                new("Half-years, newest first", ["from", "to", "present", "gone after", "weight", "weight gone"],
                    [.. halves.Select(half => new EvidenceRow(
                        Dates.FromUnixSeconds(table.StartOfQuarter(2 * half.Half + 1)), Dates.FromUnixSeconds(table.StartOfQuarter(2 * half.Half - 1) - 1),
                        half.Present.Length, half.Gone.Length, (long)WeightOf(half.Present), (long)WeightOf(half.Gone))
                        .With(workings.CommitsWhere(commit => table.Quarters[commit] / 2 == half.Half)))]),
                new("Who was gone after a half-year, most often and from the innermost layer first", ["person", "layer", "commits", "times gone"],
                    [.. halves.SelectMany(half => half.Gone).GroupBy(person => person).OrderBy(person => layers[person.Key]).ThenByDescending(person => person.Count()).ThenBy(person => person.Key)
                        .Select(person => new EvidenceRow(workings.Person(person.Key), layers[person.Key].ToString().ToLowerInvariant(), whole.CommitsOf[person.Key], person.Count())
                            .With(workings.CommitsOf(person.Key)))]),
            ],
            Commits = workings.AllCommits(),
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        networkLike
            ? $"people drift in and out: {Phrases.Percent(value)} of those active in a half-year are not in the next (weighted by layer)"
            : $"many people stay: {Phrases.Percent(1 - value)} of those active in a half-year are active in the next too (weighted by layer)";

    private static bool IsActive(Sample sample, int person, int half) =>
        sample.Activity[2 * half * sample.Table.PersonCount + person] + sample.Activity[(2 * half + 1) * sample.Table.PersonCount + person] > 0;
}
