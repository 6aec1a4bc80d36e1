using System.Security.Cryptography;
using RepoTopology.Code;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Cli;

/// <summary>Finds the commits of a history that only laid out C# code anew, and remembers which were looked at.</summary>
internal static class FormattingSource
{
    private const int RecordBytes = ObjectId.Size + 1;

    // What formatters and their set-up write beside the code.
    private static readonly string[] SetUp = [".editorconfig", ".git-blame-ignore-revs", ".gitattributes", ".gitignore"];

    private static ReadOnlySpan<byte> Layout => "formatting commits 1"u8;

    public static IReadOnlySet<ObjectId> Find(GitRepository opened, RepositoryHistory history, RepositoryRequest request, Shell shell, CancellationToken cancellation)
    {
        var candidates = Candidates(history);
        if (candidates.Count == 0)
            return new HashSet<ObjectId>();
        var cache = CodeSource.Cache(opened, request, shell);
        byte[] key = SHA256.HashData(Layout);
        var known = Read(cache?.Try(key));
        FormattingCandidate[] open = [.. candidates.Where(candidate => !known.ContainsKey(candidate.Commit))];
        bool[] found = FormattingCommits.Find(opened, open, request.Jobs == 0 ? Environment.ProcessorCount : request.Jobs, cancellation);
        for (int i = 0; i < open.Length; i++)
            known[open[i].Commit] = found[i];
        // A partial clone's blobs may arrive later.
        if (open.Length > 0 && history.Completeness.IsComplete)
            cache?.Store(key, Write(known));
        return candidates.Select(candidate => candidate.Commit).Where(commit => known[commit]).ToHashSet();
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

    /// <summary>Records: a commit's id, and a byte that is 1 when it only lays out code anew.</summary>
    private static Dictionary<ObjectId, bool> Read(byte[]? records)
    {
        var known = new Dictionary<ObjectId, bool>();
        for (int at = 0; records is not null && at + RecordBytes <= records.Length; at += RecordBytes)
            known[ObjectId.Read(records.AsSpan(at, ObjectId.Size))] = records[at + ObjectId.Size] == 1;
        return known;
    }

    private static byte[] Write(Dictionary<ObjectId, bool> known)
    {
        byte[] records = new byte[known.Count * RecordBytes];
        int at = 0;
        foreach (var (commit, isOne) in known)
        {
            commit.CopyTo(records.AsSpan(at));
            records[at + ObjectId.Size] = isOne ? (byte)1 : (byte)0;
            at += RecordBytes;
        }

        return records;
    }
}
