using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// The bus factor of JetBrains Research's Bus Factor Explorer (Jabrayilzade and others, "Bus Factor in Practice", ICSE-SEIP 2022), as its published values
/// were computed (https://github.com/JetBrains-Research/bus-factor-explorer).
/// <list type="bullet">
/// <item>Commits: no merges, of the 547 days before the analysed commit (committer time), newest first.</item>
/// <item>People: e-mails as written, those of <c>Co-authored-by</c> lines too; accounts of bots are left out.</item>
/// <item>A commit weighs exp(−days / 90) for each file that it adds or changes; days are whole, from its author date to the analysed commit's committer date.
/// A rename (≥ 60 %, at most 1,000 candidates on either side) is no change: it moves what newer commits did under the old name.</item>
/// <item>Authorship: 3·own + W + 2.4·ln(1 + all W) − 2.4·ln(1 + others' W), where own is the weight of the file's most recent change, for whoever made it.</item>
/// <item>A person is major for a file at 0.001 or more and above 0.75 of the file's highest authorship.</item>
/// <item>Value: people ranked once by files that they are major for, taken one by one while at least half of the files have a major person.</item>
/// </list>
/// </summary>
public static class JetBrainsBusFactor
{
    /// <summary>Days before the analysed commit.</summary>
    public const int Days = 547;

    private const long SecondsPerDay = 24 * 60 * 60;
    private const double LeastAuthorship = 0.001;
    private const double LeastShareOfHighest = 0.75;

    /// <param name="history">With renames.</param>
    /// <param name="authors">By commit: <see cref="WrittenAuthorsReader"/>, at least since <see cref="Start"/>.</param>
    public static BusFactor Of(RepositoryHistory history, ImmutableArray<WrittenAuthors?> authors)
    {
        var work = new JetBrainsFiles(history);
        if (history.Commits.Length > 0)
        {
            long start = Start(history), end = history.Commits[0].CommitterTime;
            for (int commit = 0; commit < authors.Length; commit++)
                if (authors[commit] is { } written && history.Commits[commit].CommitterTime is var time && time >= start && time <= end)
                    work.Add(commit, written, Weight((end - history.Commits[commit].AuthorTime) / SecondsPerDay));
        }

        var held = new HeldFiles(history, work.Contributors);
        foreach (var (path, file) in work.AtHead())
            held.Add(path, MajorsOf(file));

        var taken = held.Take(work.DistinctAtHead(), filesOf => filesOf.Keys
            .OrderByDescending(person => filesOf[person]).ThenBy(person => person & (Buckets(filesOf.Count) - 1)).ThenBy(person => person));
        return new BusFactor
        {
            Algorithm = BusFactorAlgorithm.Jetbrains,
            Value = taken.Count,
            Low = taken.Count,
            High = taken.Count,
            People = held.Describe(taken),
        };
    }

    /// <summary>Committer time of the oldest commits that count, seconds since 1970-01-01 UTC.</summary>
    public static long Start(RepositoryHistory history) =>
        history.Commits.IsEmpty ? long.MaxValue : history.Commits[0].CommitterTime - Days * SecondsPerDay;

    private static double Weight(long days) => Math.Exp(-1.0 * days / 90);

    /// <param name="own">The weight of the most recent change, for whoever made it; 0 for others.</param>
    /// <param name="weight">Of the person's changes.</param>
    /// <param name="all">Weight of everybody's changes.</param>
    internal static double Authorship(double own, double weight, double all) =>
        3.0 * own + weight + 2.4 * Math.Log(1 + all) - 2.4 * Math.Log(1 + (all - weight));

    private static int[] MajorsOf(JetBrainsFile file)
    {
        double all = file.Weights.Values.Sum();
        var authorships = file.Weights
            .Select(pair => (Person: pair.Key, Value: Authorship(pair.Key == file.LastPerson ? file.LastWeight : 0, pair.Value, all))).ToList();
        double highest = authorships.Max(authorship => authorship.Value);
        return [.. authorships.Where(a => a.Value >= LeastAuthorship && a.Value / highest > LeastShareOfHighest).Select(a => a.Person)];
    }

    // On a tie the tool takes people as a hash table of whole numbers lists them, which doubles from 16 buckets when it is three quarters full.
    private static int Buckets(int count)
    {
        int buckets = 16;
        while (count > buckets * 3 / 4)
            buckets *= 2;
        return buckets;
    }
}
