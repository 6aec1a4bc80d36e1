using System.Runtime.InteropServices;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// The window's facts with dense numbers of their own, so that resampling a window costs a pass over small arrays. Commits are the counted
/// ones (people's, no merges), oldest first; people are ordered by commits, most first.
/// </summary>
/// <remarks>
/// A <em>touch</em> is a (person, authored file) pair and a <em>stake</em> a (person, module) pair; giant commits make neither, nor do
/// generated, vendored and binary files. A rename is one touch of the new path.
/// </remarks>
internal sealed class WindowTable
{
    private readonly Lazy<NullModels> _nulls;
    private readonly Lazy<Coordination> _coordination;
    private readonly Lazy<Reviewing> _reviewing;
    private readonly Lazy<int[]> _creators;
    private readonly Surroundings _surroundings;

    private WindowTable(RepositoryHistory history, AnalysisWindow window, Surroundings surroundings)
    {
        History = history;
        Window = window;
        _surroundings = surroundings;
        _nulls = new(() => NullModels.Compute(Sample.Whole(this)));
        _coordination = new(() => Coordination.Of(this));
        _reviewing = new(() => Reviewing.Of(this));
        _creators = new(() => NewFiles.CreatorsOf(this));
    }

    public RepositoryHistory History { get; }

    public AnalysisWindow Window { get; }

    /// <summary>Person → index into <see cref="RepositoryHistory.Contributors"/>.</summary>
    public required int[] People { get; init; }

    /// <summary>Commit → index into <see cref="RepositoryHistory.Commits"/>.</summary>
    public required int[] HistoryCommits { get; init; }

    /// <summary>Commit → person.</summary>
    public required int[] Authors { get; init; }

    /// <summary>Commit → slice of the window, <see cref="SlicesPerHalfYear"/> quarters to a half-year, counted back from the window's end.</summary>
    public required int[] Quarters { get; init; }

    /// <summary>Commit → index into <see cref="Offsets"/>.</summary>
    public required int[] Zones { get; init; }

    /// <summary>Distinct author offsets, minutes east of UTC.</summary>
    public required int[] Offsets { get; init; }

    /// <summary>Commit → its touches.</summary>
    public required CompressedRows TouchesOfCommit { get; init; }

    public required int[] TouchPerson { get; init; }

    public required int[] TouchFile { get; init; }

    /// <summary>File → index into <see cref="RepositoryHistory.Paths"/>.</summary>
    public required int[] Files { get; init; }

    public required CompressedRows TouchesOfFile { get; init; }

    public required CompressedRows TouchesOfPerson { get; init; }

    /// <summary>Commit → its stakes.</summary>
    public required CompressedRows StakesOfCommit { get; init; }

    public required int[] StakePerson { get; init; }

    /// <summary>Stake → index into <see cref="Modules"/>.</summary>
    public required int[] StakeModule { get; init; }

    public required CompressedRows StakesOfModule { get; init; }

    /// <summary>Module of the window → index into <see cref="RepositoryHistory.Modules"/>.</summary>
    public required int[] Modules { get; init; }

    /// <summary>Person → number of their organisation's domain, or −1 where the e-mail names none.</summary>
    public required int[] Domains { get; init; }

    /// <summary>Person → committer time of their first commit over the whole history up to the window's end.</summary>
    public required long[] FirstSeen { get; init; }

    /// <summary>Person → has at most two commits in the window.</summary>
    public required bool[] IsCasual { get; init; }

    /// <summary>Mainline commit → who let it in, a number below <see cref="IntegratorCount"/>; −1 where the history cannot tell.</summary>
    public int[] Integrators => _surroundings.Integrators;

    public int IntegratorCount => _surroundings.IntegratorCount;

    /// <summary>Of every contributor, up to the window's end.</summary>
    public Lifetimes Lifetimes => _surroundings.Lifetimes;

    /// <summary>What share of the window's counted commits has changes that a partial or shallow clone could show, 0 to 1.</summary>
    public double KnownChanges => _surroundings.KnownChanges;

    public int CommitCount => Authors.Length;

    public int PersonCount => People.Length;

    public int FileCount => TouchesOfFile.Count;

    public int QuarterCount => (Window.Months + 2) / 3;

    /// <summary>What chance alone would give; computed once, on the whole window.</summary>
    public NullModels Nulls => _nulls.Value;

    public Coordination Coordination => _coordination.Value;

    public Reviewing Reviewing => _reviewing.Value;

    /// <summary>File → person who made it within the window, or −1.</summary>
    public int[] Creators => _creators.Value;

    /// <summary>Who replaced whose lines; null where lines were not read.</summary>
    public Rewriting? Rewriting { get; private set; }

    /// <summary>People's words; null where they were not read.</summary>
    public Vocabularies? Vocabularies { get; private set; }

    /// <summary>Tells it people's words, before anything is sampled.</summary>
    public WindowTable WithWords(AddedWords? words)
    {
        Vocabularies = words is null ? null : Vocabularies.Of(this, words);
        return this;
    }

    /// <summary>Tells it who replaced whose lines, before anything is sampled.</summary>
    public WindowTable WithLines(LivingLines? lines)
    {
        Rewriting = lines?.Rewrites is null ? null : Rewriting.Of(this, lines);
        return this;
    }

    /// <param name="history">The facts.</param>
    /// <param name="window">The stretch of it.</param>
    /// <param name="keeps">Which commits to take part, by their number in the history; null, the default, for all.</param>
    public static WindowTable Build(RepositoryHistory history, AnalysisWindow window, Func<int, bool>? keeps = null)
    {
        var commits = new List<int>();
        for (int i = history.Commits.Length - 1; i >= 0; i--)
            if (window.Contains(history.Commits[i]) && history.ClassOf(i) == CommitClass.Counted && keeps?.Invoke(i) != false)
                commits.Add(i);

        return Number(history, window, commits, module: null, Surroundings.Of(history, window));
    }

    /// <summary>
    /// One module of it: the commits that touch it, and of those only what they do there. It has no modules of its own, and nobody integrates into a
    /// module: figures about either are absent.
    /// </summary>
    /// <param name="module">Index into <see cref="RepositoryHistory.Modules"/>.</param>
    public WindowTable OfModule(int module)
    {
        var commits = new List<int>();
        for (int commit = 0; commit < CommitCount; commit++)
            foreach (int stake in StakesOfCommit[commit])
                if (Modules[StakeModule[stake]] == module)
                    commits.Add(HistoryCommits[commit]);
        int authors = commits.Select(commit => History.Commits[commit].Author).Distinct().Count();
        return Number(History, Window with { Commits = commits.Count, Authors = authors, GiantCommits = 0 }, commits, module, _surroundings with { Integrators = [] });
    }

    private static WindowTable Number(RepositoryHistory history, AnalysisWindow window, List<int> commits, int? module, Surroundings surroundings)
    {
        int[] people = [.. commits.GroupBy(i => history.Commits[i].Author).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => g.Key)];
        var personOf = new Dictionary<int, int>();
        foreach (int person in people)
            personOf[person] = personOf.Count;
        int[] authors = [.. commits.Select(i => personOf[history.Commits[i].Author])];
        int[] offsets = [.. commits.Select(i => (int)history.Commits[i].AuthorOffsetMinutes).Distinct().Order()];

        int[] commitsOf = new int[people.Length];
        foreach (int author in authors)
            commitsOf[author]++;

        var touches = new Pairing();
        var stakes = new Pairing();
        for (int c = 0; c < commits.Count; c++)
        {
            if (history.FilesOf(commits[c]) <= WindowChoice.GiantFiles)
                foreach (var change in history.ChangesOf(commits[c]))
                {
                    var path = history.Paths[change.Path];
                    if (path.Kind != PathKind.Authored || change.RenamedAway || (module is not null && path.Module != module))
                        continue;
                    touches.Add(authors[c], change.Path);
                    if (path.Module >= 0)
                        stakes.Add(authors[c], path.Module);
                }

            touches.EndCommit();
            stakes.EndCommit();
        }

        return new WindowTable(history, window, surroundings)
        {
            People = people,
            HistoryCommits = [.. commits],
            Authors = authors,
            Quarters = [.. commits.Select(i => QuarterOf(Dates.Clamp(history.Commits[i].CommitterTime), window))],
            Offsets = offsets,
            Zones = [.. commits.Select(i => Array.BinarySearch(offsets, history.Commits[i].AuthorOffsetMinutes))],
            TouchesOfCommit = touches.OfCommit(),
            TouchPerson = touches.People(),
            TouchFile = touches.Things(),
            Files = touches.Originals(),
            TouchesOfFile = CompressedRows.Group(touches.Things(), touches.ThingCount),
            TouchesOfPerson = CompressedRows.Group(touches.People(), people.Length),
            StakesOfCommit = stakes.OfCommit(),
            StakePerson = stakes.People(),
            StakeModule = stakes.Things(),
            StakesOfModule = CompressedRows.Group(stakes.Things(), stakes.ThingCount),
            Modules = stakes.Originals(),
            Domains = Organisations.DomainsOf(people.Select(person => history.Contributors[person].Email)),
            FirstSeen = [.. people.Select(person => surroundings.Lifetimes.First[person])],
            IsCasual = [.. commitsOf.Select(count => count <= CasualShare.MostCommits)],
        };
    }

    /// <summary>The first second of a quarter; quarter 0 is the newest. Seconds since 1970-01-01 UTC.</summary>
    public long StartOfQuarter(int quarter)
    {
        long to = Window.To.ToUnixTimeSeconds();
        long span = to - Window.From.ToUnixTimeSeconds();
        return to - (((quarter + 1) * span + QuarterCount - 1) / QuarterCount - 1);
    }

    private static int QuarterOf(long time, AnalysisWindow window)
    {
        long to = window.To.ToUnixTimeSeconds();
        long from = window.From.ToUnixTimeSeconds();
        int quarters = (window.Months + 2) / 3;
        return (int)Math.Min(quarters - 1, (to - time) * quarters / Math.Max(1, to - from));
    }

    /// <summary>Numbers (person, thing) pairs and things in the order in which they are met; a pair counts once a commit.</summary>
    private sealed class Pairing
    {
        private readonly Dictionary<(int Person, int Thing), int> _numbers = [];
        private readonly Dictionary<int, int> _thingNumbers = [];
        private readonly List<int> _people = [], _things = [], _values = [], _starts = [0], _originals = [];

        public int ThingCount => _originals.Count;

        public void Add(int person, int original)
        {
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, (person, original), out bool known);
            if (!known)
            {
                if (!_thingNumbers.TryGetValue(original, out int thing))
                {
                    _thingNumbers[original] = thing = _originals.Count;
                    _originals.Add(original);
                }

                number = _people.Count;
                _people.Add(person);
                _things.Add(thing);
            }

            if (!CollectionsMarshal.AsSpan(_values)[_starts[^1]..].Contains(number))
                _values.Add(number);
        }

        public void EndCommit() => _starts.Add(_values.Count);

        public CompressedRows OfCommit() => new([.. _starts], [.. _values]);

        public int[] People() => [.. _people];

        public int[] Things() => [.. _things];

        public int[] Originals() => [.. _originals];
    }
}
