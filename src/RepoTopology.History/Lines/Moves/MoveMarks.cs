using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// The lines that commits deleted and added, until it is looked which of them moved. There is room for so many; when it is used up, the oldest
/// commits go and none as old comes in any more, so that what is left does not depend on the order it came in.
/// </summary>
/// <param name="most">Lines to hold.</param>
internal sealed class MoveMarks(long most)
{
    private readonly Lock _adding = new();
    private readonly Dictionary<int, OfCommit> _commits = [];
    private readonly PriorityQueue<int, int> _oldestFirst = new();
    private readonly HashSet<int> _tooLarge = [];
    private readonly HashSet<int> _uncertain = [];
    private long _held;
    private int _end = int.MaxValue;

    /// <summary>Commits from this index on are left to another round.</summary>
    public int End => Volatile.Read(ref _end);

    /// <summary>Takes what one version deleted and added.</summary>
    public void Add(int commit, IReadOnlyCollection<MarkedRun> deleted, IReadOnlyCollection<MarkedRun> added)
    {
        lock (_adding)
        {
            if (commit >= _end || _tooLarge.Contains(commit))
                return;
            if (!_commits.TryGetValue(commit, out var runs))
            {
                _commits.Add(commit, runs = new OfCommit());
                _oldestFirst.Enqueue(commit, -commit);
            }

            runs.Deleted.AddRange(deleted);
            runs.Added.AddRange(added);
            long lines = deleted.Sum(run => (long)run.Marks.Length) + added.Sum(run => (long)run.Marks.Length);
            runs.Lines += lines;
            _held += lines;
            if (runs.Lines > most / 2)
            {
                _tooLarge.Add(commit);
                Drop(commit);
            }

            while (_held > most)
                Drop(_end = _oldestFirst.Dequeue());
        }
    }

    /// <summary>A file of the commit could not be compared: more may be found when it can.</summary>
    public void AddUncertain(int commit)
    {
        lock (_adding)
            _uncertain.Add(commit);
    }

    public bool IsCertain(int commit) => !_uncertain.Contains(commit);

    /// <summary>Whether a commit alone is too much.</summary>
    public bool IsTooLarge(int commit) => _tooLarge.Contains(commit);

    /// <summary>A commit's lines, in no order; null for none.</summary>
    public OfCommit? Of(int commit) => _commits.GetValueOrDefault(commit);

    private void Drop(int commit)
    {
        if (_commits.Remove(commit, out var runs))
            _held -= runs.Lines;
    }

    public sealed class OfCommit
    {
        public List<MarkedRun> Deleted { get; } = [];

        public List<MarkedRun> Added { get; } = [];

        public long Lines { get; set; }
    }
}
