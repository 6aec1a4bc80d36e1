namespace RepoTopology.Analysis;

/// <summary>Autonomy, +. 0 to 1. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class IndependentPeriphery
{
    public const int SteadyPeople = 10;

    public static IndicatorText Text { get; } = new(
        "How many of those outside the five most active people work on files of their own.",
        $"of the authors outside the five with most commits, the share who touched no file that one of the five touched. Full coverage from {SteadyPeople} such authors",
        IndicatorText.Screening);

    public static Measurement Compute(Sample sample)
    {
        var table = sample.Table;
        bool[] central = new bool[table.FileCount];
        foreach (int person in sample.Ranking.AsSpan(0, Math.Min(BigSpike.People, sample.Authors)))
            foreach (int touch in table.TouchesOfPerson[person])
                central[table.TouchFile[touch]] |= sample.Touches[touch] > 0;

        int outside = 0, independent = 0;
        foreach (int person in sample.Ranking.AsSpan(Math.Min(BigSpike.People, sample.Authors)))
        {
            bool touched = false, shared = false;
            foreach (int touch in table.TouchesOfPerson[person])
                if (sample.Touches[touch] > 0)
                {
                    touched = true;
                    shared |= central[table.TouchFile[touch]];
                }

            outside += touched ? 1 : 0;
            independent += touched && !shared ? 1 : 0;
        }

        return outside == 0 ? Measurement.Absent : Measurement.Of((double)independent / outside, outside, SteadyPeople);
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        int[] top = whole.Ranking[..Math.Min(BigSpike.People, whole.Authors)];
        var central = top.SelectMany(person => table.TouchesOfPerson[person].ToArray()).Select(touch => table.TouchFile[touch]).ToHashSet();
        var others = whole.Ranking[top.Length..]
            .Select(person => (Person: person, Files: table.TouchesOfPerson[person].Length, Shared: Count(person)))
            .ToList();
        var touching = others.Where(other => other.Files > 0).ToList();
        var apart = touching.Where(other => other.Shared == 0).ToList();
        return new Evidence
        {
            Calculation = $"{apart.Count} people without a file of the five's ÷ {touching.Count} outside the five",
            Tables =
            [
                workings.People("The five most active", top),
                Files("Independent: no file shared with the five", apart),
                Files("Not independent", touching.Where(other => other.Shared > 0).OrderByDescending(other => other.Shared)),
            ],
            Commits = Workings.Alike("Commits of the independent people", apart.SelectMany(other => workings.CommitsOf(other.Person)).Order()),
            LeftOut = others.Count > touching.Count
                ? [new(others.Count - touching.Count, "people who touched no authored file but in giant commits: they can be told neither way")] : [],
        };

        int Count(int person)
        {
            int shared = 0;
            foreach (int touch in table.TouchesOfPerson[person])
                shared += central.Contains(table.TouchFile[touch]) ? 1 : 0;
            return shared;
        }

        EvidenceTable Files(string title, IEnumerable<(int Person, int Files, int Shared)> people) => new(title, ["person", "commits", "files", "with the five"],
            [.. people.Select(one => new EvidenceRow(workings.Person(one.Person), whole.CommitsOf[one.Person], one.Files, one.Shared).With(workings.CommitsOf(one.Person)))]);
    }

    public static string Phrase(double value, bool networkLike) => networkLike
        ? $"{Phrases.Percent(value)} of those outside the top five work on files that the five do not touch"
        : $"{Phrases.Percent(1 - value)} of those outside the top five work on files that the five touch too";
}
