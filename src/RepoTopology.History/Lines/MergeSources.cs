using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Where merges have a file from that a parent lacks: the renames between that parent and the merge, searched only for files whose content
/// no parent has at the same path.
/// </summary>
internal sealed class MergeSources
{
    private readonly Dictionary<(int Version, int Parent), int> _sources = [];

    /// <summary>The path that a merge's version was renamed from, seen from one of its parents; −1 for none.</summary>
    public int Of(int version, int parent) => _sources.GetValueOrDefault((version, parent), VersionTable.None);

    /// <summary>All of them: the version, and the path it was renamed from.</summary>
    public IEnumerable<(int Version, int Path)> All => _sources.Select(source => (source.Key.Version, source.Value));

    /// <exception cref="GitDataException">An object is corrupt.</exception>
    public static MergeSources Find(
        GitRepository repository, RepositoryHistory history, VersionTable table, int jobs, CancellationToken cancellation)
    {
        var result = new MergeSources();
        var searches = Searches(history, table).ToList();
        if (searches.Count == 0)
            return result;
        var paths = new Dictionary<ReadOnlyMemory<byte>, int>(history.Paths.Length, PathBytes.Comparer);
        for (int path = 0; path < history.Paths.Length; path++)
            paths[history.Paths[path].Bytes.AsMemory()] = path;
        Workers.Run(jobs, searches.Count, () => new Searcher(repository, history), (searcher, i) =>
        {
            var search = searches[i];
            var renames = searcher.Search(search.Commit, search.Parent);
            foreach (int version in search.Versions)
                if (renames.TryGetValue(history.Paths[table.ChangeOf(version).Path].Bytes.AsMemory(), out var source)
                    && paths.TryGetValue(source, out int path))
                    lock (result._sources)
                        result._sources[(version, search.Parent)] = path;
        }, cancellation);
        return result;
    }

    private static IEnumerable<(int Commit, int Parent, List<int> Versions)> Searches(RepositoryHistory history, VersionTable table)
    {
        var wanted = new Dictionary<(int Commit, int Parent), List<int>>();
        var lacking = new List<int>();
        for (int version = 0; version < table.Count; version++)
        {
            int commit = table.CommitOf[version];
            if (!history.Commits[commit].IsMerge)
                continue;
            var change = table.ChangeOf(version);
            if (!VersionTable.IsFile(change) || !NeedsSearch(history.ParentsOf(commit), table, version, change, lacking))
                continue;
            foreach (int parent in lacking)
            {
                if (!wanted.TryGetValue((commit, parent), out var versions))
                    wanted.Add((commit, parent), versions = []);
                versions.Add(version);
            }
        }

        return wanted.OrderBy(search => search.Key).Select(search => (search.Key.Commit, search.Key.Parent, search.Value));
    }

    private static bool NeedsSearch(ReadOnlySpan<int> parents, VersionTable table, int version, in Change change, List<int> lacking)
    {
        lacking.Clear();
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

    private sealed class Searcher(GitRepository repository, RepositoryHistory history) : IDisposable
    {
        private readonly ObjectReader _reader = repository.Objects.CreateReader();

        /// <summary>Added paths of a merge against one of its parents, and what they were renamed from.</summary>
        public Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Search(int commit, int parent)
        {
            var deleted = new List<RenameSide>();
            var added = new List<RenameSide>();
            var renames = new Dictionary<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>(PathBytes.Comparer);
            try
            {
                new TreeDiff(_reader).Compare(TreeOf(history.ParentsOf(commit)[parent]), TreeOf(commit), [], (in TreeChange change) =>
                {
                    if (change.Kind == ChangeKind.Deleted)
                        deleted.Add(new RenameSide(change.Path.ToArray(), change.OldId, change.OldMode));
                    else if (change.Kind == ChangeKind.Added)
                        added.Add(new RenameSide(change.Path.ToArray(), change.NewId, change.NewMode));
                });
            }
            catch (GitDataException e) when (e.Problem is GitDataProblem.Missing or GitDataProblem.TooLarge)
            {
                return renames; // What cannot be listed has no renames.
            }

            if (deleted.Count > 0 && added.Count > 0)
                foreach (var rename in new RenameDetector(_reader).Find(deleted, added).Renames)
                    renames.Add(added[rename.Added].Path, deleted[rename.Deleted].Path);
            return renames;
        }

        public void Dispose() => _reader.Dispose();

        private ObjectId TreeOf(int commit)
        {
            var id = history.Commits[commit].Id;
            return CommitView.Parse(_reader.Read(id, ObjectType.Commit), id).Tree;
        }
    }
}
