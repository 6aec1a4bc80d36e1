namespace RepoTopology.Analysis;

/// <summary>Diversity, +. 0: all draw from one common profile; 1: nobody shares a module; slightly negative by chance. What it counts, and whose idea it is, stands in <see cref="Text"/>.</summary>
internal static class AimDiversity
{
    public const int LeastCommits = 3;
    public const int MostPeople = 300;
    public const int SteadyPeople = 8;
    private const int Shuffles = 5;

    public static IndicatorText Text { get; } = new(
        "How much further apart people's areas of work are than chance would put them.",
        $"(D − D₀) ÷ (1 − D₀): D is the mean Jensen–Shannon divergence of all pairs of people's module profiles, D₀ the same after shuffling who changed what with everybody's and every module's number of changes kept. Only people with at least {LeastCommits} changes have a profile; coverage is their share of changes, less below {SteadyPeople} people",
        "divergence: Lin, IEEE Transactions on Information Theory 37 (1991); the correction is our own");

    public static Measurement Compute(Sample sample)
    {
        var (counts, people, coverage) = Profiles(sample);
        if (people < Measurement.LeastPeople || sample.Table.Modules.Length < 2)
            return Measurement.Absent;
        double divergence = JensenShannon.MeanOfPairs(counts, sample.Table.Modules.Length);
        double chance = sample.Table.Nulls.AimDivergence;
        double steadiness = Math.Min(1, (double)people / SteadyPeople);
        return chance > 1 - 1e-9 ? Measurement.Absent : new((divergence - chance) / (1 - chance), coverage * steadiness);
    }

    /// <summary>D₀ by <see cref="Shuffles"/> shuffles.</summary>
    public static double DivergenceByChance(Sample sample, Random random)
    {
        int modules = sample.Table.Modules.Length;
        var (counts, people, _) = Profiles(sample);
        if (people == 0)
            return 0;
        int[] labels = [.. counts.SelectMany((count, cell) => Enumerable.Repeat(cell % modules, count))];
        double sum = 0;
        int[] shuffled = new int[counts.Length];
        for (int i = 0; i < Shuffles; i++)
        {
            random.Shuffle(labels);
            Array.Clear(shuffled);
            int next = 0;
            for (int row = 0; row < people; row++)
                for (int left = counts.AsSpan(row * modules, modules).Sum(); left > 0; left--)
                    shuffled[row * modules + labels[next++]]++;
            sum += JensenShannon.MeanOfPairs(shuffled, modules);
        }

        return sum / Shuffles;
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        var (counts, people, _) = Profiles(whole);
        int modules = table.Modules.Length;
        var profiles = whole.Ranking
            .Select(person => (Person: person, Stakes: Enumerable.Range(0, table.StakePerson.Length).Where(stake => table.StakePerson[stake] == person)
                .OrderByDescending(stake => whole.Stakes[stake]).ThenBy(stake => stake).ToList()))
            .Select(one => (one.Person, one.Stakes, Changes: one.Stakes.Sum(stake => whole.Stakes[stake]))).ToList();
        var with = profiles.Where(one => one.Changes >= LeastCommits).Take(MostPeople).ToList();
        int without = profiles.Count - with.Count;
        return new Evidence
        {
            Calculation = people < Measurement.LeastPeople || modules < 2 ? null
                : FormattableString.Invariant($"D = {JensenShannon.MeanOfPairs(counts, modules):0.000} over {people} people, D₀ = {table.Nulls.AimDivergence:0.000} by chance"),
            Tables =
            [
                new("People's profiles: where they work most", ["person", "changes", "modules", "most in", "share"],
                    [.. with.Select(one => new EvidenceRow(workings.Person(one.Person), one.Changes, one.Stakes.Count, workings.Module(table.StakeModule[one.Stakes[0]]),
                        Cell.Share(whole.Stakes[one.Stakes[0]], one.Changes)).With(workings.CommitsOf(one.Person)))]),
            ],
            Commits = Workings.Alike("Commits of people with a profile", with.SelectMany(one => workings.CommitsOf(one.Person)).Order()),
            LeftOut = without == 0 ? [] : [new(without, $"people with fewer than {LeastCommits} changes: too few for a profile")],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"people work in {(networkLike ? "different" : "much the same")} areas ({Phrases.Percent(Math.Abs(value))} {(value < 0 ? "closer together" : "further apart")} than chance would have it)";

    private static (int[] Counts, int People, double Coverage) Profiles(Sample sample)
    {
        var table = sample.Table;
        int modules = table.Modules.Length;
        int[] changes = new int[table.PersonCount];
        for (int stake = 0; stake < sample.Stakes.Length; stake++)
            changes[table.StakePerson[stake]] += sample.Stakes[stake];

        int[] rowOf = new int[table.PersonCount];
        Array.Fill(rowOf, -1);
        int people = 0;
        foreach (int person in sample.Ranking)
            if (changes[person] >= LeastCommits && people < MostPeople)
                rowOf[person] = people++;

        int[] counts = new int[people * modules];
        for (int stake = 0; stake < sample.Stakes.Length; stake++)
            if (rowOf[table.StakePerson[stake]] is >= 0 and var row)
                counts[row * modules + table.StakeModule[stake]] += sample.Stakes[stake];
        return (counts, people, Ratio(counts.Sum(), changes.Sum()));
    }

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static int Sum(this Span<int> values)
    {
        int sum = 0;
        foreach (int value in values)
            sum += value;
        return sum;
    }
}
