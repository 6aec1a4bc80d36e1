using System.Security.Cryptography;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Facts written by hand, for tests and for trying an analysis on an invented history. Commits are given oldest first.</summary>
public sealed class HistoryBuilder
{
    private readonly List<PendingCommit> _commits = [];
    private readonly Dictionary<string, ContributorKind> _kinds = [];
    private ModuleOptions _modules = ModuleOptions.Default;
    private DeclaredGate _gate = new(false, false, [], null);
    private Completeness _completeness = new();

    /// <summary>Adds a commit on top of the last one.</summary>
    /// <param name="author"><c>Name &lt;email&gt;</c>.</param>
    /// <param name="date">Author and committer date.</param>
    /// <param name="paths">Paths it changes; a path is added by its first commit.</param>
    public HistoryBuilder Commit(string author, DateTimeOffset date, params IReadOnlyList<string> paths) =>
        Commit(author, author, date, paths, 1);

    /// <summary>Adds a commit by an author that another person committed.</summary>
    public HistoryBuilder Commit(string author, string committer, DateTimeOffset date, IReadOnlyList<string> paths, int parents = 1)
    {
        _commits.Add(new PendingCommit(author, committer, date, paths, parents, []));
        return this;
    }

    /// <summary>Adds a merge commit without changes.</summary>
    public HistoryBuilder Merge(string author, DateTimeOffset date) => Commit(author, author, date, [], 2);

    /// <summary>Adds a trailer to the last commit.</summary>
    public HistoryBuilder WithTrailer(TrailerKind kind, string person)
    {
        _commits[^1].Trailers.Add((kind, person));
        return this;
    }

    /// <summary>Lets the last commit rename a file.</summary>
    public HistoryBuilder WithRename(string from, string to, byte similarity = 100)
    {
        _commits[^1].Renames.Add((from, to, similarity));
        return this;
    }

    /// <summary>Lets the last commit delete a file.</summary>
    public HistoryBuilder WithDeletion(string path)
    {
        _commits[^1].Deletions.Add(path);
        return this;
    }

    /// <summary>Says that an identity is a bot or an agent.</summary>
    public HistoryBuilder Kind(string person, ContributorKind kind)
    {
        _kinds[person] = kind;
        return this;
    }

    public HistoryBuilder Modules(ModuleOptions modules)
    {
        _modules = modules;
        return this;
    }

    public HistoryBuilder Gate(DeclaredGate gate)
    {
        _gate = gate;
        return this;
    }

    public HistoryBuilder Completeness(Completeness completeness)
    {
        _completeness = completeness;
        return this;
    }

    public RepositoryHistory Build()
    {
        var people = new List<string>();
        var personIndex = new Dictionary<string, int>();
        var paths = new List<string>();
        var pathIndex = new Dictionary<string, int>();

        var commits = new List<Commit>();
        var changes = new List<Change>();
        var trailers = new List<Trailer>();
        var parents = new List<int>();
        List<int> changeStarts = [0], trailerStarts = [0], parentStarts = [0], subjectStarts = [0];
        var seen = new HashSet<string>();
        var kinds = new Dictionary<(int Commit, string Path), ChangeKind>();
        for (int i = 0; i < _commits.Count; i++)
        {
            foreach (string path in _commits[i].Paths)
                kinds[(i, path)] = seen.Add(path) ? ChangeKind.Added : ChangeKind.Modified;
            foreach (string path in _commits[i].Deletions.Concat(_commits[i].Renames.Select(rename => rename.From)))
                seen.Remove(path);
            seen.UnionWith(_commits[i].Renames.Select(rename => rename.To));
        }

        // Facts are newest first.
        for (int i = _commits.Count - 1; i >= 0; i--)
        {
            var pending = _commits[i];
            long time = pending.Date.ToUnixTimeSeconds();
            commits.Add(new Commit
            {
                Id = IdOf($"commit {i}"),
                Author = IndexOf(people, personIndex, pending.Author),
                Committer = IndexOf(people, personIndex, pending.Committer),
                AuthorTime = time,
                CommitterTime = time,
                AuthorOffsetMinutes = (short)pending.Date.Offset.TotalMinutes,
                CommitterOffsetMinutes = (short)pending.Date.Offset.TotalMinutes,
                ParentCount = i == 0 ? 0 : pending.Parents,
            });
            if (i > 0)
                for (int parent = 0; parent < pending.Parents; parent++)
                    parents.Add(parent == 0 ? commits.Count : -1);
            foreach (string path in pending.Paths.Order(StringComparer.Ordinal))
            {
                changes.Add(new Change
                {
                    Path = IndexOf(paths, pathIndex, path),
                    Kind = kinds[(i, path)],
                    OldMode = kinds[(i, path)] == ChangeKind.Added ? Git.FileMode.None : Git.FileMode.Regular,
                    NewMode = Git.FileMode.Regular,
                    NewId = IdOf($"{path} {i}"),
                });
            }

            foreach (string path in pending.Deletions)
                changes.Add(new Change { Path = IndexOf(paths, pathIndex, path), Kind = ChangeKind.Deleted, OldMode = Git.FileMode.Regular });
            foreach (var (from, to, similarity) in pending.Renames)
            {
                int old = IndexOf(paths, pathIndex, from);
                changes.Add(new Change { Path = old, Kind = ChangeKind.Deleted, OldMode = Git.FileMode.Regular, RenamedAway = true });
                changes.Add(new Change
                {
                    Path = IndexOf(paths, pathIndex, to),
                    Kind = ChangeKind.Added,
                    NewMode = Git.FileMode.Regular,
                    RenameSource = old + 1,
                    Similarity = similarity,
                });
            }

            foreach (var (kind, person) in pending.Trailers)
                trailers.Add(new Trailer(kind, IndexOf(people, personIndex, person)));
            parentStarts.Add(parents.Count);
            changeStarts.Add(changes.Count);
            trailerStarts.Add(trailers.Count);
            subjectStarts.Add(0);
        }

        var map = ModuleMap.Build(paths, paths, _modules);
        return new RepositoryHistory
        {
            Path = "invented",
            Head = commits.Count > 0 ? commits[0].Id : ObjectId.Zero,
            Revision = "HEAD",
            Commits = [.. commits],
            Contributors = [.. people.Select(ContributorOf)],
            Paths =
            [
                .. paths.Select((path, i) => new TrackedPath
                {
                    Text = path,
                    Bytes = [.. Encoding.UTF8.GetBytes(path)],
                    Kind = PathKinds.Classify(path),
                    Module = map.ModuleOfPath[i],
                    AtHead = seen.Contains(path),
                }),
            ],
            Modules = map.Modules,
            AliasProposals = [],
            Completeness = _completeness,
            DeclaredGate = _gate,
            Parents = new([.. parentStarts], [.. parents]),
            Changes = new([.. changeStarts], [.. changes]),
            Integrations = new(new int[trailerStarts.Count], []),
            Trailers = new([.. trailerStarts], [.. trailers]),
            Subjects = new([.. subjectStarts], []),
        };
    }

    private Contributor ContributorOf(string person)
    {
        var signature = Signature.Parse(Encoding.UTF8.GetBytes(person));
        string name = Encoding.UTF8.GetString(signature.Name);
        string email = Encoding.UTF8.GetString(signature.Email);
        return new Contributor
        {
            Name = name,
            Email = email,
            Kind = _kinds.GetValueOrDefault(person),
            KindRule = _kinds.ContainsKey(person) ? "named" : null,
            Identities = [new Identity(name, email, _commits.Count(c => c.Author == person && c.Parents < 2))],
            Handles = PlatformHandle.All(null, [email]),
        };
    }

    private static int IndexOf(List<string> values, Dictionary<string, int> index, string value)
    {
        if (!index.TryGetValue(value, out int at))
        {
            index[value] = at = values.Count;
            values.Add(value);
        }

        return at;
    }

    private static ObjectId IdOf(string text) => ObjectId.Read(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed record PendingCommit(
        string Author, string Committer, DateTimeOffset Date, IReadOnlyList<string> Paths, int Parents,
        List<(TrailerKind Kind, string Person)> Trailers)
    {
        public List<(string From, string To, byte Similarity)> Renames { get; } = [];

        public List<string> Deletions { get; } = [];
    }
}
