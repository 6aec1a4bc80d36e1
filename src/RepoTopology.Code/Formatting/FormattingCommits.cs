using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>A commit that may only have laid out C# files anew.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="Files">Its C# files before and after; at least one.</param>
public sealed record FormattingCandidate(ObjectId Commit, IReadOnlyList<(ObjectId Before, ObjectId After)> Files);

/// <summary>
/// Finds commits that only laid out code anew: in every C# file that they change, the tokens, comments and directives stay the same in their order (<c>using</c>
/// directives in any). Whose lines they touched should not become theirs.
/// </summary>
public static class FormattingCommits
{
    /// <summary>Commits whose C# files are smaller altogether are passed over: they own few lines, and nearly all commits are such.</summary>
    public const int LeastBytes = 8 << 10;

    /// <param name="repository">Where the blobs are.</param>
    /// <param name="candidates">In any order.</param>
    /// <param name="jobs">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>For each candidate whether it is one. A commit with a blob that is absent, corrupt or larger than 8 MiB is none.</returns>
    public static bool[] Find(GitRepository repository, IReadOnlyList<FormattingCandidate> candidates, int jobs, CancellationToken cancellation = default)
    {
        bool[] found = new bool[candidates.Count];
        var readers = new System.Collections.Concurrent.ConcurrentBag<ObjectReader>();
        try
        {
            Workers.Run(jobs, candidates.Count, () =>
            {
                var reader = repository.Objects.CreateReader();
                readers.Add(reader);
                return i => found[i] = IsLarge(reader, candidates[i]) && candidates[i].Files.All(file => DiffersInLayoutOnly(reader, file.Before, file.After, cancellation));
            }, cancellation);
        }
        finally
        {
            foreach (var reader in readers)
                reader.Dispose();
        }

        return found;
    }

    private static bool DiffersInLayoutOnly(ObjectReader reader, ObjectId before, ObjectId after, CancellationToken cancellation)
    {
        try
        {
            if (!IsReadable(reader, before) || !IsReadable(reader, after))
                return false;
            byte[] older = reader.Read(before, ObjectType.Blob).ToArray();
            return Wording.DiffersInLayoutOnly(older, reader.Read(after, ObjectType.Blob), cancellation);
        }
        catch (Exception e) when (e is GitDataException or InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private static bool IsLarge(ObjectReader reader, FormattingCandidate candidate)
    {
        long bytes = 0;
        try
        {
            foreach (var (_, after) in candidate.Files)
                if (bytes < LeastBytes && reader.TryReadHeader(after, out _, out long size))
                    bytes += size;
        }
        catch (GitDataException)
        {
            return false;
        }

        return bytes >= LeastBytes;
    }

    private static bool IsReadable(ObjectReader reader, ObjectId blob) =>
        reader.TryReadHeader(blob, out var type, out long size) && type == ObjectType.Blob && size <= BlobText.MostSourceBytes;
}
