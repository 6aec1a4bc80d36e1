using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Puts the workers' batches together in commit order: numbers people and paths by first appearance, resolves identities, divides paths
/// into modules.
/// </summary>
internal sealed class HistoryAssembler(GitRepository repository, HistoryOptions options, Revision revision, ObjectReader reader)
{
    // Some ten times the largest histories there are.
    private const int MostChanges = 100_000_000;

    private readonly ByteStringTable _identities = new();
    private readonly ByteStringTable _paths = new();

    public RepositoryHistory Assemble(CommitWalk walk, List<WalkedCommit> walked, List<CommitBatch> batches)
    {
        long rows = batches.Sum(batch => (long)batch.Changes.Count + batch.Integrations.Count);
        if (rows > MostChanges)
            throw new GitDataException(
                GitDataProblem.TooLarge, $"the history changes {rows} files, more than the {MostChanges} that are held; narrow it with --scope or A..B");
        var commits = ImmutableArray.CreateBuilder<Commit>(walked.Count);
        var changes = new RowsBuilder<Change>(walked.Count, batches.Sum(batch => batch.Changes.Count));
        var integrations = new RowsBuilder<Change>(walked.Count, batches.Sum(batch => batch.Integrations.Count));
        var trailers = new RowsBuilder<Trailer>(walked.Count, batches.Sum(batch => batch.Trailers.Count));
        var subjects = new RowsBuilder<byte>(walked.Count, batches.Sum(batch => batch.Subjects.Count));
        var numberings = new Dictionary<WorkerTables, Numbering>();
        for (int b = 0; b < batches.Count; b++)
        {
            var batch = batches[b];
            if (!numberings.TryGetValue(batch.Tables, out var numbering))
                numberings[batch.Tables] = numbering = new Numbering(batch.Tables, _identities, _paths);
            int change = 0, integration = 0, trailer = 0, subject = 0;
            for (int i = 0; i < batch.Commits.Count; i++)
            {
                var commit = batch.Commits[i];
                commits.Add(commit with { Author = numbering.Identity(commit.Author), Committer = numbering.Identity(commit.Committer) });
                for (; change < batch.ChangeEnds[i]; change++)
                    changes.Add(numbering.Renumber(batch.Changes[change]));
                for (; integration < batch.IntegrationEnds[i]; integration++)
                    integrations.Add(numbering.Renumber(batch.Integrations[integration]));
                for (; trailer < batch.TrailerEnds[i]; trailer++)
                    trailers.Add(batch.Trailers[trailer] with { Contributor = numbering.Identity(batch.Trailers[trailer].Contributor) });
                subjects.AddRange(CollectionsMarshal.AsSpan(batch.Subjects)[subject..batch.SubjectEnds[i]]);
                subject = batch.SubjectEnds[i];
                changes.EndRow();
                integrations.EndRow();
                trailers.EndRow();
                subjects.EndRow();
            }

            batch.ReleaseRows(); // They are held a second time now.
        }

        var completeness = Describe(walk, batches, numberings.Keys);
        batches.Clear();

        // Who is who and what belongs to what have nothing to do with each other.
        var head = options.ChangesOnly ? null : new HeadTree(reader, HeadTreeId(), options);
        var mailmap = options.ChangesOnly ? null : Mailmap.Load(reader, revision.Tip);
        var attributes = options.ChangesOnly ? null : GitAttributes.OfTree(reader, HeadTreeId());
        var dividing = Task.Run(() => head is null ? (PathsAlone(), [], false) : Divide(head, attributes!));
        var people = mailmap is null ? ContributorTable.Nobody(_identities.Count) : ResolvePeople(commits, mailmap);
        for (int i = 0; i < commits.Count; i++)
            commits[i] = commits[i] with
            {
                Author = people.ContributorOfIdentity[commits[i].Author],
                Committer = people.ContributorOfIdentity[commits[i].Committer],
            };
        var trailerRows = options.ChangesOnly ? new Rows<Trailer>(new int[walked.Count + 1], []) : trailers.ToRows();
        foreach (ref var trailer in trailerRows.Values.AsSpan())
            trailer = trailer with { Contributor = people.ContributorOfIdentity[trailer.Contributor] };

        var (paths, modules, attributesCapped) = dividing.GetAwaiter().GetResult();
        var parents = ParentRows(walked);
        if (options.Cache is not null || repository.GraftCount + repository.ReplacementCount > 0)
            Lineage.CheckNoCircle(parents);
        return new RepositoryHistory
        {
            Path = repository.Layout.WorkTree ?? repository.Layout.GitDirectory,
            Head = revision.Tip,
            Revision = revision.Text,
            Scope = PathFilter.ScopeOf(options),
            IsFiltered = PathFilter.ScopeOf(options).Length > 0 || options.Exclude.Count > 0,
            Commits = commits.MoveToImmutable(),
            Contributors = people.Contributors,
            Paths = paths,
            Modules = modules,
            AliasProposals = people.Proposals,
            Completeness = completeness with { AttributesCapped = attributesCapped },
            DeclaredGate = DeclaredGateReader.Read(head?.Documents ?? []),
            RenamesMarked = options.DetectRenames,
            IsRange = revision.Exclude is not null,
            Parents = parents,
            Changes = changes.ToRows(),
            Integrations = integrations.ToRows(),
            Trailers = trailerRows,
            Subjects = subjects.ToRows(),
        };
    }

    private ContributorTable ResolvePeople(ImmutableArray<Commit>.Builder commits, Mailmap mailmap)
    {
        int[] authored = new int[_identities.Count];
        long[] newest = new long[_identities.Count];
        foreach (var commit in commits)
        {
            if (!commit.IsMerge)
                authored[commit.Author]++;
            newest[commit.Author] = Math.Max(newest[commit.Author], commit.AuthorTime);
        }

        var raw = new RawIdentity[_identities.Count];
        for (int i = 0; i < raw.Length; i++)
        {
            var text = _identities[i];
            int split = text.IndexOf((byte)'\n');
            raw[i] = new RawIdentity(Decode(text[..split]), Decode(text[(split + 1)..]), authored[i], newest[i]);
        }

        return ContributorResolver.Resolve(raw, mailmap, options.People);
    }

    // Names that are not UTF-8 and do not say so are, nearly always, Latin-1.
    private static string Decode(ReadOnlySpan<byte> text) =>
        System.Text.Unicode.Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text);

    private (ImmutableArray<TrackedPath> Paths, ImmutableArray<Module> Modules, bool AttributesCapped) Divide(HeadTree head, GitAttributes attributes)
    {
        var texts = new string[_paths.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = Encoding.UTF8.GetString(_paths[i]);
        var kinds = new AttributedKinds(attributes);
        var map = ModuleMap.Build(head.Paths, texts, options.Modules, kinds.Of);
        var atHead = head.Paths.ToHashSet(StringComparer.Ordinal);
        var paths = ImmutableArray.CreateBuilder<TrackedPath>(texts.Length);
        for (int i = 0; i < texts.Length; i++)
            paths.Add(new TrackedPath
            {
                Text = texts[i],
                Bytes = [.. _paths[i]],
                Kind = kinds.Of(texts[i]),
                Module = map.ModuleOfPath[i],
                AtHead = atHead.Contains(texts[i]),
            });
        return (paths.MoveToImmutable(), map.Modules, kinds.IsCapped);
    }

    private ImmutableArray<TrackedPath> PathsAlone()
    {
        var paths = ImmutableArray.CreateBuilder<TrackedPath>(_paths.Count);
        for (int i = 0; i < _paths.Count; i++)
            paths.Add(new TrackedPath
            {
                Text = Encoding.UTF8.GetString(_paths[i]),
                Bytes = [.. _paths[i]],
                Kind = PathKind.Authored,
                Module = -1,
                AtHead = false,
            });
        return paths.MoveToImmutable();
    }

    private Completeness Describe(CommitWalk walk, List<CommitBatch> batches, IEnumerable<WorkerTables> tables)
    {
        var missingBlobs = new HashSet<ObjectId>();
        foreach (var table in tables)
            missingBlobs.UnionWith(table.MissingBlobs);
        return new Completeness
        {
            ShallowBoundaries = walk.Boundaries,
            Grafts = walk.Grafted,
            Replacements = repository.ReplacementCount,
            PartialClone = repository.IsPartialClone,
            MissingCommits = walk.Missing.Count,
            MissingTrees = batches.Sum(batch => batch.MissingTrees),
            MissingBlobs = missingBlobs.Count,
            Skipped = [.. batches.SelectMany(batch => batch.Skipped)],
            RenameLimitHits = batches.Sum(batch => batch.RenameLimitHits),
        };
    }

    // An empty range A..B has a tip all the same.
    private ObjectId HeadTreeId() => CommitView.Parse(reader.Read(revision.Tip, ObjectType.Commit), revision.Tip).Tree;

    private static Rows<int> ParentRows(List<WalkedCommit> walked)
    {
        var parents = new RowsBuilder<int>(walked.Count, walked.Count * 5 / 4);
        foreach (var commit in walked)
        {
            foreach (var parent in commit.Parents)
                parents.Add(parent.Index);
            for (int missing = commit.Parents.Count; missing < commit.ParentCount; missing++)
                parents.Add(-1);
            parents.EndRow();
        }

        return parents.ToRows();
    }

    /// <summary>One worker's numbers and the repository's.</summary>
    private sealed class Numbering(WorkerTables tables, ByteStringTable identities, ByteStringTable paths)
    {
        private readonly int[] _identities = Unknown(tables.Identities.Count);
        private readonly int[] _paths = Unknown(tables.Paths.Count);

        public int Identity(int own)
        {
            ref int number = ref _identities[own];
            if (number < 0)
                number = identities.Intern(tables.Identities[own]);
            return number;
        }

        public Change Renumber(Change change) => change with
        {
            Path = Path(change.Path),
            RenameSource = change.RenameSource == 0 ? 0 : 1 + Path(change.RenamedFrom),
        };

        private int Path(int own)
        {
            ref int number = ref _paths[own];
            if (number < 0)
                number = paths.Intern(tables.Paths[own]);
            return number;
        }

        private static int[] Unknown(int count)
        {
            int[] numbers = new int[count];
            numbers.AsSpan().Fill(-1);
            return numbers;
        }
    }
}
