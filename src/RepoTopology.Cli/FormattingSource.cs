using System.Buffers.Binary;
using System.Security.Cryptography;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Finds the commits of a history that only laid out C# code anew, and remembers which were looked at.</summary>
internal static class FormattingSource
{
    /// <summary>What an analysis lets parsers look at, newest commits first: some second of work. <c>ignore-revs</c> looks at everything.</summary>
    public const long AnalysisBytes = 4 << 20;

    private const int RecordBytes = ObjectId.Size + 1 + sizeof(long);

    // What formatters and their set-up write beside the code.
    private static readonly string[] SetUp = [".editorconfig", ".git-blame-ignore-revs", ".gitattributes", ".gitignore"];

    private static ReadOnlySpan<byte> Layout => "formatting commits 2"u8;

    /// <summary>What is known of a candidate.</summary>
    private enum Answer : byte
    {
        No,
        Layout,

        /// <summary>Only a parser can tell.</summary>
        Open,

        /// <summary>A parser told.</summary>
        ParsedNo,
        ParsedLayout,
    }

    /// <param name="opened">The repository.</param>
    /// <param name="history">Whose commits are looked at.</param>
    /// <param name="request">Jobs and cache.</param>
    /// <param name="mostBytes">What parsers may look at; which commits that suffices for does not depend on the cache.</param>
    /// <param name="shell">Where the cache is.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static FormattingFindings Find(
        GitRepository opened, RepositoryHistory history, RepositoryRequest request, long mostBytes, Shell shell, CancellationToken cancellation)
    {
        var candidates = Candidates(history);
        if (candidates.Count == 0)
            return FormattingFindings.None;
        int jobs = request.Jobs == 0 ? Environment.ProcessorCount : request.Jobs;
        var cache = CodeSource.Cache(opened, request, shell);
        byte[] key = SHA256.HashData(Layout);
        var known = Read(cache?.Try(key));
        int before = known.Count;
        FormattingCandidate[] unseen = [.. candidates.Where(candidate => !known.ContainsKey(candidate.Commit))];
        foreach (var (candidate, guess) in unseen.Zip(FormattingCommits.Guess(opened, unseen, jobs, cancellation)))
            known[candidate.Commit] = (guess.IsLayout ? Answer.Layout : guess.OpenBytes > 0 ? Answer.Open : Answer.No, guess.OpenBytes);

        // Candidates come newest first; those that a parser looked at for another run count like those that it still has to.
        long bytes = 0;
        var within = candidates.Where(candidate => known[candidate.Commit].Bytes > 0).TakeWhile(candidate => (bytes += known[candidate.Commit].Bytes) <= mostBytes).ToList();
        FormattingCandidate[] open = [.. within.Where(candidate => known[candidate.Commit].Answer == Answer.Open)];
        foreach (var (candidate, isOne) in open.Zip(FormattingCommits.Compare(opened, open, jobs, cancellation)))
            known[candidate.Commit] = (isOne ? Answer.ParsedLayout : Answer.ParsedNo, known[candidate.Commit].Bytes);
        // A partial clone's blobs may arrive later.
        if ((open.Length > 0 || known.Count > before) && history.Completeness.IsComplete)
            cache?.Store(key, Write(known.Where(commit => !opened.Objects.Unstored.Contains(commit.Key)).ToList()));
        var parsed = within.Select(candidate => candidate.Commit).ToHashSet();
        return new(
            candidates.Select(candidate => candidate.Commit)
                .Where(commit => known[commit].Answer == Answer.Layout || (known[commit].Answer == Answer.ParsedLayout && parsed.Contains(commit))).ToHashSet(),
            candidates.Count(candidate => known[candidate.Commit].Bytes > 0) - within.Count);
    }

    /// <summary>Commits that only change C# files, and nothing else but what sets up formatting.</summary>
    private static List<FormattingCandidate> Candidates(RepositoryHistory history)
    {
        var candidates = new List<FormattingCandidate>();
        for (int i = 0; i < history.Commits.Length; i++)
        {
            var commit = history.Commits[i];
            if (commit.IsMerge || commit.IsBoundary || commit.ParentCount == 0)
                continue;
            var files = new List<FormattedFile>();
            bool fits = true;
            foreach (var change in history.ChangesOf(i))
            {
                string path = history.Paths[change.Path].Text;
                if (change.Kind == ChangeKind.Modified && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
                    files.Add(new FormattedFile(change.Path, change.OldId, change.NewId));
                else if (!SetUp.Contains(path[(path.LastIndexOf('/') + 1)..]) && !path.EndsWith(".DotSettings", StringComparison.Ordinal))
                    fits = false;
                if (!fits)
                    break;
            }

            if (fits && files.Count > 0)
                candidates.Add(new FormattingCandidate(commit.Id, files));
        }

        return candidates;
    }

    /// <summary>Records: a commit's id, the answer, and in little-endian what a parser has to look at.</summary>
    private static Dictionary<ObjectId, (Answer Answer, long Bytes)> Read(byte[]? records)
    {
        var known = new Dictionary<ObjectId, (Answer, long)>();
        for (int at = 0; records is not null && at + RecordBytes <= records.Length; at += RecordBytes)
            if (records[at + ObjectId.Size] <= (byte)Answer.ParsedLayout)
                known[ObjectId.Read(records.AsSpan(at, ObjectId.Size))] =
                    ((Answer)records[at + ObjectId.Size], Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(records.AsSpan(at + ObjectId.Size + 1))));
        return known;
    }

    private static byte[] Write(List<KeyValuePair<ObjectId, (Answer Answer, long Bytes)>> known)
    {
        byte[] records = new byte[known.Count * RecordBytes];
        int at = 0;
        foreach (var (commit, (answer, bytes)) in known)
        {
            commit.CopyTo(records.AsSpan(at));
            records[at + ObjectId.Size] = (byte)answer;
            BinaryPrimitives.WriteInt64LittleEndian(records.AsSpan(at + ObjectId.Size + 1), bytes);
            at += RecordBytes;
        }

        return records;
    }
}

/// <summary>Commits that only laid out C# code anew.</summary>
/// <param name="Commits">Their ids.</param>
/// <param name="NotCompared">Commits that may be some, but were not parsed.</param>
internal sealed record FormattingFindings(IReadOnlySet<ObjectId> Commits, int NotCompared)
{
    public static FormattingFindings None { get; } = new(new HashSet<ObjectId>(), 0);
}
