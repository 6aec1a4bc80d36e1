using System.Collections.Immutable;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>Which files somebody is an author of, for the algorithms that count files.</summary>
/// <param name="history">Where the files' modules stand.</param>
/// <param name="contributorOf">Person of the algorithm → contributor, or −1.</param>
internal sealed class HeldFiles(RepositoryHistory history, IReadOnlyList<int> contributorOf)
{
    private readonly List<int> _paths = [];
    private readonly List<int[]> _authors = [];

    public int Count => _paths.Count;

    /// <param name="path">Index of the file's path.</param>
    /// <param name="authors">People of the algorithm who know it; none for a file that nobody knows.</param>
    public void Add(int path, int[] authors)
    {
        _paths.Add(path);
        _authors.Add(authors);
    }

    /// <summary>Takes people away while at least half of the files have an author left.</summary>
    /// <param name="files">The files that can lose their authors, by the order in which they were added.</param>
    /// <param name="rank">Puts people in the order in which they go, from the number of files of each.</param>
    public List<int> Take(IReadOnlyList<int> files, Func<Dictionary<int, int>, IEnumerable<int>> rank)
    {
        var filesOf = new Dictionary<int, List<int>>();
        int[] left = [.. _authors.Select(authors => authors.Length)];
        foreach (int file in files)
            foreach (int author in _authors[file])
                if (filesOf.TryGetValue(author, out var own))
                    own.Add(file);
                else
                    filesOf[author] = [file];

        var taken = new List<int>();
        int orphans = files.Count(file => left[file] == 0);
        foreach (int person in rank(filesOf.ToDictionary(pair => pair.Key, pair => pair.Value.Count)))
        {
            if (Count < 2L * orphans)
                break;
            taken.Add(person);
            orphans += filesOf[person].Count(file => --left[file] == 0);
        }

        return taken;
    }

    /// <summary>People with what they hold, in their order.</summary>
    public ImmutableArray<KeyPerson> Describe(IReadOnlyList<int> people)
    {
        var wanted = people.ToHashSet();
        var all = new Dictionary<int, int>();
        var own = wanted.ToDictionary(person => person, _ => new Dictionary<int, int>());
        var paths = wanted.ToDictionary(person => person, _ => new List<int>());
        for (int file = 0; file < _paths.Count; file++)
        {
            int module = history.Paths[_paths[file]].Module;
            all[module] = all.GetValueOrDefault(module) + 1;
            foreach (int author in _authors[file])
                if (own.TryGetValue(author, out var files))
                {
                    files[module] = files.GetValueOrDefault(module) + 1;
                    paths[author].Add(_paths[file]);
                }
        }

        return [.. people.Select(person => Describe(person, own[person], all) with { Files = [.. paths[person]] })];
    }

    private KeyPerson Describe(int person, Dictionary<int, int> own, Dictionary<int, int> all)
    {
        int held = own.Values.Sum();
        var modules = own.Where(pair => pair.Key >= 0 && 2 * pair.Value >= all[pair.Key]).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key);
        return new KeyPerson(contributorOf[person], held, (double)held / Count, [.. modules.Select(pair => pair.Key)]);
    }
}
