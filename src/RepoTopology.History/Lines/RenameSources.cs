using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Where a commit has a file from that a parent lacks: the path in that parent which the file was renamed from. As <c>git blame</c> does, each file
/// is searched on its own, so that several may come from one; the renames among a history's changes are pairs, as <c>git log -M</c> shows them.
/// Merges are searched only for files whose content no parent has at the same path.
/// </summary>
internal sealed class RenameSources
{
    // Files of one merge times the parents that lack them: what lies above it is not searched. Octopus merges of thousands of parents would stall.
    private const int MostAskedOfMerge = 1 << 20;

    private readonly Dictionary<(int Version, int Parent), int> _sources = [];
    private readonly HashSet<(int Version, int Parent)> _uncertain = [];
    private readonly HashSet<int> _capped = [];
    private readonly HashSet<int> _unsearched = [];

    /// <summary>The path that a version was renamed from, seen from one of its commit's parents; −1 for none.</summary>
    public int Of(int version, int parent) => _sources.GetValueOrDefault((version, parent), VersionTable.None);

    /// <summary>Commits with too many candidates to compare them all.</summary>
    public int CappedCommits => _capped.Count;

    /// <summary>Whether everything could be compared.</summary>
    public bool IsComplete => _uncertain.Count + _unsearched.Count == 0;

    /// <summary>Whether nothing was found because not everything was compared: an object is absent, or there was too much.</summary>
    public bool IsUncertain(int version, int parent) => _uncertain.Contains((version, parent)) || _unsearched.Contains(version);

    /// <summary>All of them: the version, and the path it was renamed from.</summary>
    public IEnumerable<(int Version, int Path)> All => _sources.Select(source => (source.Key.Version, source.Value));

    /// <exception cref="GitDataException">An object is corrupt.</exception>
    public static RenameSources Find(
        GitRepository repository, RepositoryHistory history, VersionTable table, HistoryCache? cache, int jobs,
        CancellationToken cancellation)
    {
        var result = new RenameSources();
        var searches = result.Searches(history, table);
        var paths = new PathIndex(history);
        Workers.Run(Workers.Count(jobs), "renames", searches.Count,
            () => new Searcher(repository, history, table, paths, cache), (searcher, i, _) =>
        {
            var found = searcher.Search(searches[i], out var looked);
            lock (result._sources)
                result.Add(searches[i], found, looked);
        }, cancellation);
        return result;
    }

    private void Add(RenameSearch search, List<(int Version, int Path)> found, Looked looked)
    {
        foreach (var (version, path) in found)
            _sources[(version, search.Parent)] = path;
        if (looked == Looked.NotEverywhere)
            _capped.Add(search.Commit);
        if (looked != Looked.Everywhere)
            _uncertain.UnionWith(search.Versions.Where(version => Of(version, search.Parent) < 0).Select(version => (version, search.Parent)));
    }

    private List<RenameSearch> Searches(RepositoryHistory history, VersionTable table)
    {
        var searches = new Dictionary<(int Commit, int Parent), RenameSearch>();
        var lacking = new List<int>();
        var deleted = new int[history.Commits.Length];
        var added = new int[history.Commits.Length];
        var asked = new int[history.Commits.Length];
        for (int commit = 0; commit < deleted.Length; commit++)
            foreach (var change in history.FirstParentChangesOf(commit))
            {
                deleted[commit] += change.Kind == ChangeKind.Deleted ? 1 : 0;
                added[commit] += change.Kind == ChangeKind.Added ? 1 : 0;
            }

        bool marksHold = history.RenamesMarked && history.Completeness.MissingBlobs == 0;
        for (int version = 0; version < table.Count; version++)
        {
            int commit = table.CommitOf[version];
            if (deleted[commit] == 0 && !history.Commits.ItemRef(commit).IsMerge)
                continue;
            if (!IsSearched(history, table, version, lacking) || IsBinary(table.ChangeOf(version).Path))
                continue;
            if (marksHold && !history.Commits[commit].IsMerge && deleted[commit] == 1 && added[commit] == 1)
            {
                // Of a pair alone, both kinds of search say the same.
                if (table.ChangeOf(version).RenamedFrom is >= 0 and int source)
                    _sources[(version, 0)] = source;
                continue;
            }

            if (lacking.Count > 1 && lacking.Count > MostAskedOfMerge - asked[commit])
            {
                _capped.Add(commit);
                _unsearched.Add(version);
                continue;
            }

            asked[commit] += lacking.Count;
            foreach (int parent in lacking)
            {
                if (parent == 0 && deleted[commit] == 0)
                    continue;
                if (!searches.TryGetValue((commit, parent), out var search))
                    searches.Add((commit, parent), search = new RenameSearch(commit, parent, []));
                search.Versions.Add(version);
            }
        }

        // Pictures and archives have no lines to find, and are the largest files to compare.
        bool IsBinary(int path) => PathKinds.Classify(history.Paths[path].Text) == PathKind.Binary;
        var ofCommit = searches.Values.CountBy(search => search.Commit).ToDictionary();
        return [.. searches.Values.OrderBy(search => (search.Commit, search.Parent)).Select(search => search with { OfCommit = ofCommit[search.Commit] })];
    }

    private static bool IsSearched(RepositoryHistory history, VersionTable table, int version, List<int> lacking)
    {
        lacking.Clear();
        ref readonly var change = ref table.ChangeOf(version);
        if (!VersionTable.IsFile(change))
            return false;
        int commit = table.CommitOf[version];
        if (!history.Commits.ItemRef(commit).IsMerge)
        {
            if (change.Kind == ChangeKind.Added && history.Commits.ItemRef(commit).ParentCount == 1)
                lacking.Add(0);
            return lacking.Count > 0;
        }

        var parents = history.ParentsOf(commit);
        for (int parent = 0; parent < parents.Length; parent++)
        {
            int found = parent == 0 ? table.Previous[version] : table.Find(change.Path, parents[parent]);
            if (found == VersionTable.None || table.ChangeOf(found).Kind == ChangeKind.Deleted)
            {
                if (parents[parent] >= 0)
                    lacking.Add(parent);
            }
            else if (table.ChangeOf(found).NewId == change.NewId)
            {
                return false;
            }
        }

        return lacking.Count > 0;
    }

    /// <summary>How far a search came.</summary>
    private enum Looked
    {
        Everywhere,

        /// <summary>Something was absent, so that a later run may find more.</summary>
        WherePossible,

        /// <summary>There was too much.</summary>
        NotEverywhere,
    }

    /// <param name="Commit">Where the versions stand.</param>
    /// <param name="Parent">The number of the parent that lacks them.</param>
    /// <param name="Versions">What is searched.</param>
    private sealed record RenameSearch(int Commit, int Parent, List<int> Versions)
    {
        /// <summary>How many searches the commit needs.</summary>
        public int OfCommit { get; init; } = 1;
    }

    private sealed class Searcher(GitRepository repository, RepositoryHistory history, VersionTable table, PathIndex paths, HistoryCache? cache)
        : IDisposable
    {
        // A merge of more parents than fit a byte is searched every time.
        private const int MostCachedParents = byte.MaxValue;

        private readonly ObjectReader _reader = repository.Objects.CreateReader();
        private readonly CachedSources? _cached = cache is null ? null : new CachedSources(cache);

        /// <summary>Versions and the paths they were renamed from.</summary>
        public List<(int Version, int Path)> Search(RenameSearch search, out Looked looked)
        {
            looked = Looked.Everywhere;
            var commit = history.Commits[search.Commit].Id;
            var cached = search.Parent < MostCachedParents ? _cached : null;
            var found = cached?.TryFind(commit, search.Parent, search.Versions.Select(PathOf));
            if (found is null)
            {
                found = new Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(new PathBytes());
                looked = Find(search, found);
                if (looked == Looked.Everywhere && !history.IsFiltered)
                    cached?.Add(commit, search.Parent, search.Versions.Select(version => (PathOf(version), found.GetValueOrDefault(PathOf(version)))));
            }

            var result = new List<(int, int)>();
            foreach (int version in search.Versions)
                if (found.TryGetValue(PathOf(version), out var source) && paths.Find(source) is >= 0 and int path)
                    result.Add((version, path));
            return result;
        }

        private ReadOnlyMemory<byte> PathOf(int version) => history.Paths[table.ChangeOf(version).Path].Bytes.AsMemory();

        private Looked Find(RenameSearch search, Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> found)
        {
            var deleted = new List<RenameSide>();
            if (search.Parent == 0)
                ListDeleted(search.Commit, deleted);
            else if (!TryCompareTrees(search, deleted))
                return Looked.WherePossible;
            if (deleted.Count == 0)
                return Looked.Everywhere;

            var added = search.Versions
                .Select(version => new RenameSide(PathOf(version), table.ChangeOf(version).NewId, table.ChangeOf(version).NewMode)).ToList();
            var result = new RenameDetector(_reader).FindEach(deleted, added, search.OfCommit);
            foreach (var rename in result.Renames)
                found[added[rename.Added].Path] = deleted[rename.Deleted].Path;
            if (result.LimitHit)
                return Looked.NotEverywhere;
            return result.MissingBlobs == 0 ? Looked.Everywhere : Looked.WherePossible;
        }

        public void Dispose() => _reader.Dispose();

        private void ListDeleted(int commit, List<RenameSide> deleted)
        {
            foreach (var change in history.FirstParentChangesOf(commit))
                if (change.Kind == ChangeKind.Deleted)
                    deleted.Add(new RenameSide(history.Paths[change.Path].Bytes.AsMemory(), change.OldId, change.OldMode));
        }

        private bool TryCompareTrees(RenameSearch search, List<RenameSide> deleted)
        {
            try
            {
                int parent = history.ParentsOf(search.Commit)[search.Parent];
                new TreeDiff(_reader).Compare(TreeOf(parent), TreeOf(search.Commit), [], (in TreeChange change) =>
                {
                    if (change.Kind == ChangeKind.Deleted)
                        deleted.Add(new RenameSide(change.Path.ToArray(), change.OldId, change.OldMode));
                });
                return true;
            }
            catch (GitDataException e) when (e.Problem is GitDataProblem.Missing or GitDataProblem.TooLarge)
            {
                return false; // What cannot be listed has no renames.
            }
        }

        private ObjectId TreeOf(int commit)
        {
            var id = history.Commits[commit].Id;
            return CommitView.Parse(_reader.Read(id, ObjectType.Commit), id).Tree;
        }
    }
}
