using System.Collections.Immutable;

namespace RepoTopology.Git;

/// <summary>An opened repository: where its files are, its objects, its references, and what rewrites its parents.</summary>
public sealed class GitRepository : IDisposable
{
    private GitRepository(RepositoryLayout layout, GitConfig config, UnstoredObjects? unstored)
    {
        Layout = layout;
        Config = config;
        References = new References(layout);

        var rewritten = RewrittenParents.Read(layout.CommonDirectory);
        ParentOverrides = rewritten.Parents;
        ShallowBoundary = rewritten.Shallow;
        GraftCount = rewritten.GraftCount;

        var replacements = config.GetBoolean("core.usereplacerefs") == false ? [] : ReadReplacements(References);
        ReplacementCount = replacements.Count;

        // Nothing below may fail with the object store open.
        bool isPartialClone = RepositoryFormat.IsPartialClone(config);
        bool useCommitGraph = ParentOverrides.Count == 0 && ReplacementCount == 0 && config.GetBoolean("core.commitgraph") != false;
        Objects = ObjectStore.Open(layout.ObjectsDirectory, replacements, unstored);
        IsPartialClone = isPartialClone || Objects.HasPromisorPacks;
        CommitGraph = useCommitGraph ? OpenCommitGraph(layout.ObjectsDirectory) : null;
    }

    public RepositoryLayout Layout { get; }

    public GitConfig Config { get; }

    /// <summary>All objects, alternates included. Objects that a <c>refs/replace</c> names are read as their replacement.</summary>
    public ObjectStore Objects { get; }

    public References References { get; }

    /// <summary>Parents as git sees them where they are not what the commit says: shallow boundary (none) and grafts.</summary>
    public IReadOnlyDictionary<ObjectId, ImmutableArray<ObjectId>> ParentOverrides { get; }

    /// <summary>Commits whose parents are not here because the clone is shallow; empty for a full clone.</summary>
    public IReadOnlySet<ObjectId> ShallowBoundary { get; }

    /// <summary>Entries of <c>info/grafts</c>.</summary>
    public int GraftCount { get; }

    /// <summary>Entries of <c>refs/replace</c>.</summary>
    public int ReplacementCount { get; }

    /// <summary>Some packs come from a promisor remote or a partial-clone filter is configured: objects may be absent on purpose.</summary>
    public bool IsPartialClone { get; }

    /// <summary>The commit-graph, or null when there is none, or when grafts, replacements or a shallow boundary make git ignore it.</summary>
    public CommitGraphFile? CommitGraph { get; }

    /// <summary>
    /// Opens the repository that <paramref name="path"/> is or stands in: a work tree or any directory inside one, a bare repository, a
    /// linked worktree, a submodule, or the .git directory itself. Nothing is executed and no object is read.
    /// </summary>
    /// <param name="path">Anywhere in it.</param>
    /// <param name="unstored">Objects to be read as if the repository held them; null for none.</param>
    /// <exception cref="GitDataException">There is no repository, or its format is not supported.</exception>
    public static GitRepository Open(string path, UnstoredObjects? unstored = null)
    {
        var layout = RepositoryLayout.Find(path, out var config);
        return new GitRepository(layout, config, unstored);
    }

    public void Dispose()
    {
        CommitGraph?.Dispose();
        Objects.Dispose();
    }

    // refs/replace/ID names what to read in place of ID; that may be replaced in turn.
    private static Dictionary<ObjectId, ObjectId> ReadReplacements(References references)
    {
        const string prefix = "refs/replace/";
        const int depthLimit = 5;
        var direct = new Dictionary<ObjectId, ObjectId>();
        foreach (var (name, replacement) in references.List(prefix))
            if (ObjectId.TryParse(name.AsSpan(prefix.Length), out var original))
                direct[original] = replacement;

        var final = new Dictionary<ObjectId, ObjectId>(direct.Count);
        foreach (var (original, first) in direct)
        {
            var last = first;
            for (int depth = 1; direct.TryGetValue(last, out var next); depth++, last = next)
                if (depth == depthLimit)
                    throw GitDataException.Corrupt(prefix + original, $"more than {depthLimit} replacements follow one another");
            final[original] = last;
        }

        return final;
    }

    // It only repeats what the commits say, so a corrupt one is as good as none.
    private static CommitGraphFile? OpenCommitGraph(string objectsDirectory)
    {
        try
        {
            return CommitGraphFile.TryOpen(objectsDirectory);
        }
        catch (GitDataException)
        {
            return null;
        }
    }
}
