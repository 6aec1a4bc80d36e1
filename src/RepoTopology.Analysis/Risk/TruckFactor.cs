using System.Collections.Immutable;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// The truck factor of Avelino, Passos, Hora and Valente, "A Novel Approach for Estimating Truck Factors" (ICPC 2016, https://arxiv.org/abs/1604.06766),
/// as their tool computes it.
/// <list type="bullet">
/// <item>Files: source code of the analysed commit (<see cref="SourceFiles"/>).</item>
/// <item>A file's history: every commit that is no merge and adds, changes or renames its path, and, through renames (≥ 50 %), all commits of its former paths,
/// whenever they were made. Changes of a file's type do not count.</item>
/// <item>People: identities with the same e-mail or the same name, without case.</item>
/// <item>Degree of authorship: 3.293 + 1.098·FA + 0.164·DL − 0.321·ln(1 + AC). FA is 1 for everybody who ever added the path, DL their changes and renames,
/// AC those of others; additions are neither.</item>
/// <item>Author: above 0.75 of the file's highest degree, and a degree of at least 3.293 or having added it.</item>
/// <item>Value: people are taken away, those with most files first (on a tie, most additions and changes first), until less than half of the files have an
/// author.</item>
/// </list>
/// </summary>
public static class TruckFactor
{
    // The tool keeps both thresholds in single precision.
    private const double LeastDegree = 3.293f;
    private const double LeastShareOfHighest = 0.75;

    /// <param name="history">All of a repository's history, with renames.</param>
    /// <param name="authors">By commit: <see cref="WrittenAuthorsReader"/>.</param>
    public static BusFactor Of(RepositoryHistory history, ImmutableArray<WrittenAuthors?> authors)
    {
        var people = new TruckPeople(history, authors);
        var records = FileRecords.Of(history, people.OfCommit);
        var held = new HeldFiles(history, people.Contributors);
        long[] changesOf = new long[people.Count];
        foreach (int path in HeadSources(history))
        {
            var own = records.HistoryOf(path);
            if (own.Count == 0)
                continue;
            var shares = new SortedDictionary<int, (bool Added, int Deliveries)>();
            int changes = 0;
            foreach (var record in own)
            {
                var share = shares.GetValueOrDefault(record.Person);
                shares[record.Person] = record.IsAddition ? (true, share.Deliveries) : (share.Added, share.Deliveries + 1);
                changes += record.IsAddition ? 0 : 1;
            }

            foreach (var (person, share) in shares)
                changesOf[person] += share.Deliveries + (share.Added ? 1 : 0);
            held.Add(path, AuthorsAmong(shares, changes));
        }

        var taken = held.Take([.. Enumerable.Range(0, held.Count)], filesOf =>
            filesOf.Keys.OrderByDescending(person => filesOf[person]).ThenByDescending(person => changesOf[person]).ThenBy(person => person));
        return new BusFactor
        {
            Algorithm = BusFactorAlgorithm.Avelino,
            Value = taken.Count,
            Low = taken.Count,
            High = taken.Count,
            People = held.Describe(taken),
        };
    }

    /// <summary>The degree of authorship of one person for one file.</summary>
    /// <param name="added">Whether they ever added it.</param>
    /// <param name="deliveries">Their changes.</param>
    /// <param name="acceptances">Changes by others.</param>
    internal static double DegreeOfAuthorship(bool added, int deliveries, int acceptances) =>
        3.293 + 1.098 * (added ? 1 : 0) + 0.164 * deliveries - 0.321 * Math.Log(1 + acceptances);

    private static int[] AuthorsAmong(SortedDictionary<int, (bool Added, int Deliveries)> shares, int changes)
    {
        var degrees = shares.Select(pair => (Person: pair.Key, pair.Value.Added,
            Degree: DegreeOfAuthorship(pair.Value.Added, pair.Value.Deliveries, changes - pair.Value.Deliveries))).ToList();
        double highest = degrees.Max(degree => degree.Degree);
        return highest <= 0 ? [] :
        [
            .. degrees.Where(degree => degree.Degree / highest > LeastShareOfHighest && (degree.Degree >= LeastDegree || degree.Added))
                .Select(degree => degree.Person),
        ];
    }

    private static IEnumerable<int> HeadSources(RepositoryHistory history) =>
        Enumerable.Range(0, history.Paths.Length)
            .Where(path => history.Paths[path].AtHead && SourceFiles.Contains(history.Paths[path]))
            .OrderBy(path => history.Paths[path].Text, StringComparer.Ordinal);

    /// <summary>One change of a file that counts.</summary>
    /// <param name="Person">Who made it.</param>
    /// <param name="IsAddition">The file is new, and no rename.</param>
    /// <param name="From">The former path of a rename, or −1.</param>
    private readonly record struct FileRecord(int Person, bool IsAddition, int From);

    /// <summary>All changes by the path that they leave behind.</summary>
    private sealed class FileRecords(List<FileRecord> records, Dictionary<int, List<int>> byPath)
    {
        // The tool follows each rename for the first file alone that needs it.
        private readonly HashSet<int> _followed = [];

        public static FileRecords Of(RepositoryHistory history, int[] personOf)
        {
            var records = new List<FileRecord>();
            var byPath = new Dictionary<int, List<int>>();
            for (int commit = 0; commit < history.Commits.Length; commit++)
            {
                if (personOf[commit] < 0)
                    continue;
                foreach (var change in history.ChangesOf(commit))
                {
                    if (change.Kind is not (ChangeKind.Added or ChangeKind.Modified))
                        continue;
                    if (!byPath.TryGetValue(change.Path, out var own))
                        byPath[change.Path] = own = [];
                    own.Add(records.Count);
                    records.Add(new FileRecord(personOf[commit], change.Kind == ChangeKind.Added && change.RenamedFrom < 0, change.RenamedFrom));
                }
            }

            return new FileRecords(records, byPath);
        }

        public List<FileRecord> HistoryOf(int path)
        {
            var found = new HashSet<int>();
            var open = new Queue<int>([path]);
            while (open.TryDequeue(out int next))
                foreach (int record in byPath.GetValueOrDefault(next, []))
                    if (found.Add(record) && records[record].From >= 0 && _followed.Add(record))
                        open.Enqueue(records[record].From);
            return [.. found.Select(record => records[record])];
        }
    }
}
