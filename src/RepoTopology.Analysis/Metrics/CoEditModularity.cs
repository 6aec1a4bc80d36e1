namespace RepoTopology.Analysis;

/// <summary>Interactivity, +. About 0 where everybody is tied to everybody, towards 1 where people work in clusters. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class CoEditModularity
{
    public const int SteadyPeople = 15;

    public static IndicatorText Text { get; } = new(
        "Whether people who share files form clusters of their own.",
        $"Newman's modularity Q of the communities (Leiden) of the co-edit graph: Σ over communities of (weight of ties inside ÷ all − (strength ÷ 2 × all)²); a tie weighs Σ over shared files of the smaller number of changes. Unstable below {SteadyPeople} people: coverage falls accordingly",
        "Newman and Girvan, Physical Review E 69 (2004); Traag, Waltman and van Eck, From Louvain to Leiden, Scientific Reports 9 (2019)");

    public static Measurement Compute(Sample sample)
    {
        if (sample.Authors < Measurement.LeastPeople || sample.CoEdits.EdgeCount == 0)
            return Measurement.Absent;
        return Measurement.Of(Communities.ModularityOf(sample.CoEdits, Leiden.Partition(sample.CoEdits)), sample.Authors, SteadyPeople);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, ties) = (workings.Table, workings.Whole.CoEdits);
        var communities = Communities.Find(ties);
        double[] inside = new double[table.PersonCount], strength = new double[table.PersonCount];
        for (int person = 0; person < table.PersonCount; person++)
            for (int i = 0; i < ties.DegreeOf(person); i++)
            {
                strength[person] += ties.WeightsOf(person)[i];
                inside[person] += communities.Of[ties.NeighboursOf(person)[i]] == communities.Of[person] ? ties.WeightsOf(person)[i] : 0;
            }

        double all = Math.Max(1, strength.Sum());
        var groups = Enumerable.Range(0, table.PersonCount).Where(person => communities.Of[person] >= 0).GroupBy(person => communities.Of[person]).OrderBy(group => group.Key).ToList();
        int alone = table.PersonCount - groups.Sum(group => group.Count());
        return new Evidence
        {
            Calculation = FormattableString.Invariant($"{communities.Count} communities, {strength.Sum() / 2:0} weight of ties, Q = {communities.Modularity:0.000}"),
            Tables =
            [
                new("Communities, and what each adds to Q", ["community", "people", "most active", "ties inside", "adds"],
                    [.. groups.Select(group => new EvidenceRow(
                        group.Key + 1, group.Count(), workings.Person(group.MaxBy(person => workings.Whole.CommitsOf[person])), Cell.Share(group.Sum(person => inside[person]) / all),
                        Cell.Figure(group.Sum(person => inside[person]) / all - Math.Pow(group.Sum(person => strength[person]) / all, 2), 3)))]),
                new("Who is in which", ["person", "community", "tie weight", "inside"],
                    [.. groups.SelectMany(group => group.OrderByDescending(person => strength[person]).ThenBy(person => person)).Select(person => new EvidenceRow(
                        workings.Person(person), communities.Of[person] + 1, (long)strength[person], Cell.Share(inside[person] / Math.Max(1, strength[person]))).With(workings.CommitsOf(person)))]),
            ],
            Commits = workings.TyingCommits(),
            LeftOut =
            [
                .. alone == 0 ? Array.Empty<LeftOut>() : [new(alone, "people who share no file with anybody: in no community")],
                .. workings.CrowdedFiles() is { } files ? [files] : Array.Empty<LeftOut>(),
            ],
        };
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"people who share files form clusters of their own (modularity {Phrases.TwoDigits(value)})"
        : $"people who share files form one web, not clusters (modularity {Phrases.TwoDigits(value)})";
}
