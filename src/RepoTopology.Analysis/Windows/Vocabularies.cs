using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Which words the people of the window used, commit by commit. A <em>use</em> is a (person, word) pair; uses stand person by person. People with fewer
/// than <see cref="LeastWords"/> words have no vocabulary.
/// </summary>
internal sealed class Vocabularies
{
    /// <summary>
    /// Words, repeated ones counted again, from which on two people's choice of words can be compared. Measured: with 100, chance comes so close to its
    /// most that the figure swings from −1 to .3 by a few words.
    /// </summary>
    public const int LeastWords = 200;

    private readonly CompressedRows _usesOfCommit;

    private Vocabularies(CompressedRows usesOfCommit, int[] owners, int[] commits, int[] sizes, int[] starts, int[] words, int wordCount, double seen)
    {
        _usesOfCommit = usesOfCommit;
        Owners = owners;
        Commits = commits;
        Sizes = sizes;
        Starts = starts;
        Words = words;
        WordCount = wordCount;
        Seen = seen;
    }

    /// <summary>Person with a vocabulary → person of the window.</summary>
    public int[] Owners { get; }

    /// <summary>Commits that the words are from.</summary>
    public int[] Commits { get; }

    /// <summary>Person with a vocabulary → words, repeated ones counted again.</summary>
    public int[] Sizes { get; }

    /// <summary>Person with a vocabulary → the first of their uses; one more entry ends the last.</summary>
    public int[] Starts { get; }

    /// <summary>Use → word.</summary>
    public int[] Words { get; }

    public int WordCount { get; }

    public int People => Starts.Length - 1;

    /// <summary>What share of the window's commits was made by people with a vocabulary, as far as their words could be read; 0 to 1.</summary>
    public double Seen { get; }

    public static Vocabularies Of(WindowTable table, AddedWords added)
    {
        int[] wordsOf = new int[table.PersonCount];
        for (int commit = 0; commit < table.CommitCount; commit++)
            wordsOf[table.Authors[commit]] += added.Of(table.HistoryCommits[commit]).Length;

        var numbers = new Dictionary<ulong, int>();
        var starts = new List<int> { 0 };
        var words = new List<int>();
        var commitOfUse = new List<int>();
        var useOf = new Dictionary<int, int>();
        var uses = new List<int>();
        var commits = new List<int>();
        var sizes = new List<int>();
        var owners = new List<int>();
        int seenCommits = 0;
        var commitsOfPerson = CompressedRows.Group(table.Authors, table.PersonCount);
        for (int person = 0; person < table.PersonCount; person++)
        {
            if (wordsOf[person] < LeastWords)
                continue;
            useOf.Clear();
            sizes.Add(wordsOf[person]);
            owners.Add(person);
            seenCommits += commitsOfPerson[person].Length;
            foreach (int commit in commitsOfPerson[person])
            {
                var wordsOfCommit = added.Of(table.HistoryCommits[commit]);
                if (!wordsOfCommit.IsEmpty)
                    commits.Add(commit);
                foreach (ulong hash in wordsOfCommit)
                {
                    if (!numbers.TryGetValue(hash, out int word))
                        numbers[hash] = word = numbers.Count;
                    if (!useOf.TryGetValue(word, out int use))
                    {
                        useOf[word] = use = words.Count;
                        words.Add(word);
                    }

                    commitOfUse.Add(commit);
                    uses.Add(use);
                }
            }

            starts.Add(words.Count);
        }

        var rows = CompressedRows.Group(commitOfUse.ToArray(), table.CommitCount);
        int[] usesInOrder = [.. rows.Values.Select(item => uses[item])];
        double readable = added.Changes == 0 ? 0 : 1 - (double)(added.Missing + added.OverBudget) / added.Changes;
        double seen = table.CommitCount == 0 ? 0 : readable * seenCommits / table.CommitCount;
        return new(rows with { Values = usesInOrder }, [.. owners], [.. commits], [.. sizes], [.. starts], [.. words], numbers.Count, seen);
    }

    /// <summary>A commit's uses; none for those of people without a vocabulary.</summary>
    public ReadOnlySpan<int> UsesOf(int commit) => _usesOfCommit[commit];

    /// <summary>Adds a commit's words to the count of each use.</summary>
    public void AddTo(int[] timesOfUse, int commit)
    {
        foreach (int use in UsesOf(commit))
            timesOfUse[use]++;
    }
}
