using System.Runtime.InteropServices;

namespace RepoTopology.Analysis;

/// <summary>
/// Diversity, shown and not scored. 0: all draw from one vocabulary; 1: no word in common; slightly negative by chance. Absent where words were not read
/// (<see cref="Vocabularies"/>). What it counts, and whose idea it is, stands in <see cref="Text"/>.
/// </summary>
internal static class SharedLanguage
{
    public const int SteadyPeople = 8;
    private const int Deals = 3;

    public static IndicatorText Text { get; } = new(
        "How much further apart people's choice of words is than chance would put them, in the code they add and the messages they write.",
        $"(D − D₀) ÷ (1 − D₀): D is the generalised Jensen–Shannon divergence of all vocabularies (the entropy of their mean less the mean of their entropies, over the logarithm of their number), D₀ the same after dealing the words out at random, to everybody as many as they used, a commit's words one after the other. Words are those of a sample of changes; only people with at least {Vocabularies.LeastWords} words have a vocabulary; coverage is their share of commits, less below {SteadyPeople} people",
        "divergence: Lin, IEEE Transactions on Information Theory 37 (1991); the correction is our own");

    public static Measurement Compute(Sample sample)
    {
        if (sample.Table.Vocabularies is not { } vocabularies || vocabularies.People < Measurement.LeastPeople)
            return Measurement.Absent;
        double chance = sample.Table.Nulls.WordDivergence;
        if (chance > 1 - 1e-9 || Divergence(vocabularies.Starts, vocabularies.Words, sample.WordUses, vocabularies.WordCount) is not { } divergence)
            return Measurement.Absent;
        double steadiness = Math.Min(1, (double)vocabularies.People / SteadyPeople);
        return new((divergence - chance) / (1 - chance), vocabularies.Seen * steadiness);
    }

    /// <summary>D₀ by <see cref="Deals"/> deals.</summary>
    public static double DivergenceByChance(Vocabularies? vocabularies, Random random)
    {
        if (vocabularies is null || vocabularies.People == 0)
            return 0;
        int[] commits = [.. vocabularies.Commits];
        int[] starts = new int[vocabularies.People + 1];
        long[] hands = new long[vocabularies.Sizes.Sum()]; // Receiver and word, so that sorting brings each one's equal words together.
        var words = new List<int>();
        var times = new List<int>();
        double sum = 0;
        for (int deal = 0; deal < Deals; deal++)
        {
            random.Shuffle(commits);
            Deal(vocabularies, commits, hands);
            words.Clear();
            times.Clear();
            int receiver = 0;
            for (int i = 0; i < hands.Length; i++)
            {
                if (i > 0 && hands[i] == hands[i - 1])
                {
                    times[^1]++;
                    continue;
                }

                while (receiver < hands[i] >> 32)
                    starts[++receiver] = words.Count;
                words.Add((int)hands[i]);
                times.Add(1);
            }

            starts[^1] = words.Count;
            sum += Divergence(starts, CollectionsMarshal.AsSpan(words), CollectionsMarshal.AsSpan(times), vocabularies.WordCount) ?? 0;
        }

        return sum / Deals;
    }

    private static void Deal(Vocabularies vocabularies, int[] commits, long[] hands)
    {
        int receiver = 0, dealt = 0;
        int left = vocabularies.Sizes[0];
        foreach (int commit in commits)
            foreach (int use in vocabularies.UsesOf(commit))
            {
                if (left == 0)
                    left = vocabularies.Sizes[++receiver];
                hands[dealt++] = (long)receiver << 32 | (uint)vocabularies.Words[use];
                left--;
            }

        hands.AsSpan().Sort();
    }

    public static Evidence Explain(Workings workings)
    {
        var (table, whole) = (workings.Table, workings.Whole);
        if (table.Vocabularies is not { } vocabularies)
            return new Evidence { Calculation = "words were not read", Tables = [] };
        int[] users = new int[vocabularies.WordCount];
        foreach (int word in vocabularies.Words)
            users[word]++;
        int without = Enumerable.Range(0, table.PersonCount).Count(person => whole.CommitsOf[person] > 0) - vocabularies.People;
        return new Evidence
        {
            Calculation = Divergence(vocabularies.Starts, vocabularies.Words, whole.WordUses, vocabularies.WordCount) is { } divergence
                ? FormattableString.Invariant($"D = {divergence:0.000} over {vocabularies.People} people, D₀ = {table.Nulls.WordDivergence:0.000} by chance") : null,
            Tables =
            [
                new("Vocabularies", ["person", "words", "different", "only theirs"],
                    [.. Enumerable.Range(0, vocabularies.People).Select(one =>
                    {
                        var own = vocabularies.Words.AsSpan(vocabularies.Starts[one]..vocabularies.Starts[one + 1]);
                        int alone = 0;
                        foreach (int word in own)
                            alone += users[word] == 1 ? 1 : 0;
                        return new EvidenceRow(workings.Person(vocabularies.Owners[one]), vocabularies.Sizes[one], own.Length, Cell.Share(alone, own.Length))
                            .With(workings.CommitsOf(vocabularies.Owners[one]));
                    })]),
            ],
            Commits = Workings.Alike("Commits whose words were read, of people with a vocabulary", vocabularies.Commits.Distinct().Select(commit => table.HistoryCommits[commit]).Order()),
            LeftOut = without <= 0 ? [] : [new(without, $"people with fewer than {Vocabularies.LeastWords} words in the sample")],
        };
    }

    public static string Phrase(double value, bool networkLike) =>
        $"people use {(networkLike ? "different" : "much the same")} words ({Phrases.Percent(Math.Abs(value))} {(value < 0 ? "closer together" : "further apart")} than chance would have it)";

    /// <summary>0 to 1; null with fewer than two people who used words.</summary>
    /// <param name="starts">Person → first use, and the end of the last.</param>
    /// <param name="words">Use → word.</param>
    /// <param name="times">Use → how often.</param>
    /// <param name="wordCount">Words are numbers below it.</param>
    internal static double? Divergence(ReadOnlySpan<int> starts, ReadOnlySpan<int> words, ReadOnlySpan<int> times, int wordCount)
    {
        double[] mean = new double[wordCount];
        double ownEntropies = 0;
        int people = 0;
        for (int person = 0; person + 1 < starts.Length; person++)
        {
            var own = times[starts[person]..starts[person + 1]];
            int total = own.Sum();
            if (total == 0)
                continue;
            people++;
            ownEntropies += Entropy.Of(own);
            for (int i = 0; i < own.Length; i++)
                mean[words[starts[person] + i]] += (double)own[i] / total;
        }

        if (people < 2)
            return null;
        double entropyOfMean = 0;
        foreach (double share in mean)
            if (share > 0)
                entropyOfMean -= share / people * Math.Log(share / people);
        return Math.Clamp((entropyOfMean - ownEntropies / people) / Math.Log(people), 0, 1);
    }

    private static int Sum(this ReadOnlySpan<int> values)
    {
        int sum = 0;
        foreach (int value in values)
            sum += value;
        return sum;
    }
}
