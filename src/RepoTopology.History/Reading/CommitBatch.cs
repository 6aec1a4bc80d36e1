namespace RepoTopology.History;

/// <summary>The facts of a stretch of commits as one worker found them: people and paths are numbers of that worker's tables.</summary>
/// <param name="tables">The worker's.</param>
/// <param name="capacity">Commits.</param>
/// <param name="changes">About how many changes they have, and how many merges have against their first parent: growing lists copies all of them.</param>
internal sealed class CommitBatch(WorkerTables tables, int capacity, (int OfCommits, int OfMerges) changes)
{
    public WorkerTables Tables { get; } = tables;

    public List<Commit> Commits { get; private set; } = new(capacity);

    public List<Change> Changes { get; private set; } = new(changes.OfCommits);

    /// <summary>For each commit, where its changes end; likewise below.</summary>
    public List<int> ChangeEnds { get; } = new(capacity);

    /// <summary>Changes of merges against their first parent.</summary>
    public List<Change> Integrations { get; private set; } = new(changes.OfMerges);

    public List<int> IntegrationEnds { get; } = new(capacity);

    public List<Trailer> Trailers { get; } = [];

    public List<int> TrailerEnds { get; } = new(capacity);

    public List<byte> Subjects { get; private set; } = [];

    public List<int> SubjectEnds { get; } = new(capacity);

    public List<SkippedCommit> Skipped { get; } = [];

    public int MissingTrees { get; set; }

    public int RenameLimitHits { get; set; }

    /// <summary>Lets go of what takes room; the counts stay.</summary>
    public void ReleaseRows()
    {
        Commits = [];
        Changes = [];
        Integrations = [];
        Subjects = [];
    }
}

/// <summary>What one worker has met.</summary>
internal sealed class WorkerTables
{
    /// <summary><c>name LF email</c>, as UTF-8.</summary>
    public ByteStringTable Identities { get; } = new();

    public ByteStringTable Paths { get; } = new();

    public HashSet<Git.ObjectId> MissingBlobs { get; } = [];
}
