using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>What people did to one file, renames followed.</summary>
internal sealed class JetBrainsFile
{
    /// <summary>Person → weight of their changes.</summary>
    public Dictionary<int, double> Weights { get; } = [];

    /// <summary>Whoever made the change that weighs most; the older one of equals.</summary>
    public int LastPerson { get; set; } = -1;

    public double LastWeight { get; set; }
}

/// <summary>The files of <see cref="JetBrainsBusFactor"/>. Commits are added newest first, so that a rename finds what happened after it.</summary>
internal sealed class JetBrainsFiles(RepositoryHistory history)
{
    private const int LeastSimilarity = 60;
    private const int MostCandidates = 1000;

    private readonly Dictionary<string, int> _people = [];
    private readonly List<int> _contributors = [];
    private readonly Dictionary<string, int> _contributorOf = ContributorsByEmail(history);
    private readonly Dictionary<int, int> _fileOfPath = [];
    private readonly Dictionary<int, JetBrainsFile> _files = [];
    private int _numbers;

    /// <summary>Person → contributor, or −1.</summary>
    public IReadOnlyList<int> Contributors => _contributors;

    public void Add(int commit, WrittenAuthors written, double weight)
    {
        // Co-authors stand before the author, who thus owns what they changed together.
        int[] people = [.. written.CoAuthors.Append(written.Email).Where(email => !IsBot(email)).Distinct().Select(Person)];
        if (people.Length == 0)
            return;
        var changes = history.ChangesOf(commit);
        var isRename = Renames(changes);
        foreach (var change in changes)
        {
            if (change.Kind == ChangeKind.Deleted)
                continue;
            if (change.RenamedFrom >= 0 && isRename(change))
                Move(change.RenamedFrom, change.Path);
            else
                foreach (int person in people)
                    Change(FileOf(change.Path), person, weight);
        }
    }

    /// <summary>Paths of the analysed commit whose files somebody changed.</summary>
    public IEnumerable<(int Path, JetBrainsFile File)> AtHead() =>
        HeadPaths().Select(path => (path, _files[_fileOfPath[path]]));

    /// <summary>Places in <see cref="AtHead"/> of the first path of each file: a path that was renamed and then used anew shares its history.</summary>
    public List<int> DistinctAtHead() =>
        [.. HeadPaths().Select((path, i) => (File: _fileOfPath[path], Place: i)).GroupBy(pair => pair.File).Select(group => group.First().Place)];

    private IEnumerable<int> HeadPaths() => _fileOfPath
        .Where(pair => history.Paths[pair.Key].AtHead && _files.ContainsKey(pair.Value))
        .Select(pair => pair.Key).Order();

    // The tool asks GitHub for the accounts of type Bot among the contributors; all of them have this in their names.
    private static bool IsBot(string email) => email.Contains("[bot]", StringComparison.Ordinal);

    private int Person(string email)
    {
        if (!_people.TryGetValue(email, out int person))
        {
            _people[email] = person = _people.Count;
            _contributors.Add(_contributorOf.GetValueOrDefault(email.ToLowerInvariant(), -1));
        }

        return person;
    }

    private static Dictionary<string, int> ContributorsByEmail(RepositoryHistory history)
    {
        var contributors = new Dictionary<string, int>();
        for (int i = 0; i < history.Contributors.Length; i++)
            foreach (var identity in history.Contributors[i].Identities)
                contributors.TryAdd(identity.Email.ToLowerInvariant(), i);
        return contributors;
    }

    private int FileOf(int path)
    {
        if (!_fileOfPath.TryGetValue(path, out int file))
            _fileOfPath[path] = file = _numbers++;
        return file;
    }

    private void Change(int number, int person, double weight)
    {
        if (!_files.TryGetValue(number, out var file))
            _files[number] = file = new JetBrainsFile();
        file.Weights[person] = file.Weights.GetValueOrDefault(person) + weight;
        if (file.LastPerson < 0 || file.LastWeight <= weight)
            (file.LastPerson, file.LastWeight) = (person, weight);
    }

    private void Move(int from, int to)
    {
        int target = FileOf(to), source = FileOf(from);
        if (source == target)
            return;
        _fileOfPath[from] = target;
        if (!_files.Remove(source, out var old))
            return;
        if (!_files.TryGetValue(target, out var file))
        {
            _files[target] = old;
            return;
        }

        foreach (var (person, weight) in old.Weights)
            file.Weights[person] = file.Weights.GetValueOrDefault(person) + weight;
        (file.LastPerson, file.LastWeight) = (old.LastPerson, old.LastWeight);
    }

    /// <summary>Which added paths are renames to the tool: similar ones only where a commit has few candidates.</summary>
    private static Func<Change, bool> Renames(ReadOnlySpan<Change> changes)
    {
        if (changes.Length <= MostCandidates)
            return change => change.Similarity >= LeastSimilarity;
        var deleted = new Dictionary<int, ObjectId>();
        foreach (var change in changes)
            if (change.Kind == ChangeKind.Deleted)
                deleted[change.Path] = change.OldId;
        bool IsIdentical(Change change) => change.RenamedFrom >= 0 && deleted.TryGetValue(change.RenamedFrom, out var id) && id == change.NewId;
        int added = 0, identical = 0;
        foreach (var change in changes)
        {
            added += change.Kind == ChangeKind.Added ? 1 : 0;
            identical += IsIdentical(change) ? 1 : 0;
        }

        return Math.Max(added, deleted.Count) - identical <= MostCandidates ? change => change.Similarity >= LeastSimilarity : IsIdentical;
    }
}
