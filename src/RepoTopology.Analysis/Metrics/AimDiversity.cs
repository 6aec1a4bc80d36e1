namespace RepoTopology.Analysis;

/// <summary>
/// Diversity, +. How much further apart the authors' module profiles are than chance would put them: (D − D₀) / (1 − D₀), where D is the
/// mean Jensen–Shannon divergence of all pairs and D₀ the same after shuffling who changed what with everybody's and every module's number
/// of changes kept. 0: all draw from one common profile; 1: nobody shares a module; slightly negative by chance. Only people with at least
/// <see cref="LeastCommits"/> changes have a profile; coverage is their share of changes. Source: metrics.md.
/// </summary>
internal static class AimDiversity
{
    public const int LeastCommits = 3;
    public const int MostPeople = 300;
    public const int SteadyPeople = 8;
    private const int Shuffles = 5;

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
