using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// The versions of every path: one for each commit that changes it against its first parent. Those of one path stand together, in the
/// order of <see cref="FirstParentForest.Enter"/>.
/// </summary>
internal sealed class VersionTable
{
    public const int None = -1;

    private readonly RepositoryHistory _history;
    private readonly FirstParentForest _forest;
    private readonly int[] _starts;
    private readonly int[] _rows;

    // For each version one of those it follows from, further and further back: a look-up climbs in steps that are few however long a branch is.
    // E. W. Myers, An applicative random-access stack, Information Processing Letters 17 (1983).
    private readonly int[] _jumps;

    public VersionTable(RepositoryHistory history, FirstParentForest forest)
    {
        _history = history;
        _forest = forest;
        _starts = new int[history.Paths.Length + 1];
        for (int commit = 0; commit < history.Commits.Length; commit++)
            foreach (var change in history.FirstParentChangesOf(commit))
                _starts[change.Path + 1]++;
        for (int path = 0; path < history.Paths.Length; path++)
            _starts[path + 1] += _starts[path];

        int count = _starts[^1];
        CommitOf = new int[count];
        Previous = new int[count];
        _rows = new int[count];
        _jumps = new int[count];
        Fill();
        int[] depths = new int[count];
        for (int path = 0; path < history.Paths.Length; path++)
            LinkPrevious(path, depths);
    }

    /// <summary>Versions of all paths.</summary>
    public int Count => CommitOf.Length;

    /// <summary>The commit of each version.</summary>
    public int[] CommitOf { get; }

    /// <summary>For each version the one that its commit's first parent has, or <see cref="None"/>.</summary>
    public int[] Previous { get; }

    public int StartOf(int path) => _starts[path];

    public int EndOf(int path) => _starts[path + 1];

    /// <summary>A version's row among its commit's changes against the first parent.</summary>
    public int RowOf(int version) => _rows[version];

    public int PathOf(int version) => _history.FirstParentChangesOf(CommitOf[version])[_rows[version]].Path;

    public ref readonly Change ChangeOf(int version) => ref _history.FirstParentChangesOf(CommitOf[version])[_rows[version]];

    /// <summary>The version of a path in a commit's tree, deleted ones too; <see cref="None"/> when no commit put one there.</summary>
    public int Find(int path, int commit)
    {
        if (commit < 0)
            return None;
        int enter = _forest.Enter[commit];
        int low = _starts[path] - 1;
        int high = _starts[path + 1] - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            if (_forest.Enter[CommitOf[middle]] <= enter)
                low = middle;
            else
                high = middle - 1;
        }

        if (low < _starts[path])
            return None;
        return Climb(low, enter);
    }

    /// <summary>The nearest version, from one on back, whose commit has a number below it.</summary>
    private int Climb(int version, int enter)
    {
        while (version != None && _forest.Exit[CommitOf[version]] < enter)
            version = _jumps[version] is var jump && jump != None && _forest.Exit[CommitOf[jump]] < enter ? jump : Previous[version];
        return version;
    }

    /// <summary>Whether a version is a file, not a link, a submodule, or a deletion.</summary>
    public static bool IsFile(in Change change) => change.NewMode is Git.FileMode.Regular or Git.FileMode.Executable;

    private void Fill()
    {
        int[] next = _starts[..^1];
        foreach (int commit in _forest.InEnterOrder)
        {
            var changes = _history.FirstParentChangesOf(commit);
            for (int row = 0; row < changes.Length; row++)
            {
                int version = next[changes[row].Path]++;
                CommitOf[version] = commit;
                _rows[version] = row;
            }
        }
    }

    private void LinkPrevious(int path, int[] depths)
    {
        int above = None;
        for (int version = _starts[path]; version < _starts[path + 1]; version++)
        {
            above = Climb(above, _forest.Enter[CommitOf[version]]);
            Previous[version] = above;
            int jump = above == None ? None : _jumps[above];
            int further = jump == None ? None : _jumps[jump];
            depths[version] = above == None ? 0 : depths[above] + 1;

            // Two jumps of one length make one of twice that and one more.
            bool doubles = jump != None && further != None && depths[above] - depths[jump] == depths[jump] - depths[further];
            _jumps[version] = doubles ? further : above;
            above = version;
        }
    }
}
