namespace RepoTopology.Analysis;

/// <summary>Interactivity, −. 0 (all alike) to 1 (a star). What is scored is the figure plus its excess over chance (<see cref="CurveballNull"/>). What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class DegreeCentralisation
{
    public const int SteadyPeople = 15;

    public static IndicatorText Text { get; } = new(
        "Whether shared work runs through one centre, by the files that people share.",
        $"Σ (greatest number of ties − a person's ties) ÷ ((n − 1)(n − 2)) of the co-edit graph: people tied by the files both change. Full coverage from {SteadyPeople} people",
        "Freeman, Centrality in social networks, Social Networks 1 (1979); chance: worlds in which everybody touches as many files and every file has as many people (Curveball, Strona and others, Nature Communications 5, 2014)");

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.CoEdits.EdgeCount == 0)
            return Measurement.Absent;
        double value = Freeman.DegreeCentralisation(sample.CoEdits.Induced(person => sample.CommitsOf[person] > 0))!.Value;
        return Measurement.Of(value, sample.Authors, SteadyPeople) with { Chance = sample.Table.Nulls.DegreeCentralisation };
    }

    public static Evidence Explain(Workings workings)
    {
        var (whole, ties) = (workings.Whole, workings.Whole.CoEdits);
        int[] people = [.. whole.Ranking.OrderByDescending(ties.DegreeOf)];
        return new Evidence
        {
            Calculation = people.Length < Measurement.LeastPeople ? null
                : $"n = {people.Length} people, {ties.EdgeCount} ties, the greatest number {ties.DegreeOf(people[0])}: ({people.Length} × {ties.DegreeOf(people[0])} − {2 * ties.EdgeCount}) ÷ ({people.Length - 1} × {people.Length - 2})",
            Tables =
            [
                new("People by their ties", ["person", "ties", "of others", "commits"],
                    [.. people.Select(person => new EvidenceRow(
                        workings.Person(person), ties.DegreeOf(person), Cell.Share(ties.DegreeOf(person), people.Length - 1), whole.CommitsOf[person]).With(workings.CommitsOf(person)))]),
            ],
            Commits = workings.TyingCommits(),
            LeftOut = workings.CrowdedFiles() is { } files ? [files] : [],
        };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"shared work has no strong centre (centralisation {Phrases.TwoDigits(value)})"
        : $"shared work runs through a centre (centralisation {Phrases.TwoDigits(value)})";
}
