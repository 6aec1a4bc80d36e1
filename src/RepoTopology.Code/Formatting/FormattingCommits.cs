using System.Collections.Concurrent;
using RepoTopology.Git;

namespace RepoTopology.Code;

/// <summary>A commit that may only have laid out C# files anew.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="Files">Its C# files; at least one.</param>
public sealed record FormattingCandidate(ObjectId Commit, IReadOnlyList<FormattedFile> Files);

/// <summary>A file of a candidate.</summary>
/// <param name="Path">A number of its path: versions of one file are stored near each other.</param>
/// <param name="Before">Its content before the commit.</param>
/// <param name="After">Its content after it.</param>
public readonly record struct FormattedFile(int Path, ObjectId Before, ObjectId After);

/// <summary>What can be told of a candidate without parsing.</summary>
/// <param name="IsLayout">It certainly is one.</param>
/// <param name="OpenBytes">What a parser has to look at to tell; 0 when it is told.</param>
public readonly record struct FormattingGuess(bool IsLayout, long OpenBytes);

/// <summary>
/// Finds commits that only laid out code anew: in every C# file that they change, the tokens, comments and directives stay the same in their order (<c>using</c>
/// directives in any). Whose lines they touched should not become theirs.
/// </summary>
public static class FormattingCommits
{
    /// <summary>Commits whose C# files are smaller altogether are passed over: they own few lines, and nearly all commits are such.</summary>
    public const int LeastBytes = 8 << 10;

    /// <summary>What can be told of each candidate without parsing.</summary>
    /// <param name="repository">Where the blobs are.</param>
    /// <param name="candidates">In any order.</param>
    /// <param name="jobs">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>In their order. A commit with a blob that is absent, corrupt or larger than 8 MiB is none.</returns>
    public static FormattingGuess[] Guess(GitRepository repository, IReadOnlyList<FormattingCandidate> candidates, int jobs, CancellationToken cancellation = default)
    {
        var guesses = new FormattingGuess[candidates.Count];
        // Nearly all fail by the letters of one file. Those of one path are looked at one after the other, as their contents are differences to each other.
        var byPath = Enumerable.Range(0, candidates.Count).Where(i => candidates[i].Files.Count > 0)
            .GroupBy(i => candidates[i].Files[0].Path).OrderByDescending(path => path.Count()).ThenBy(path => path.Key).Select(path => path.ToArray()).ToList();
        Each(repository, jobs, byPath.Count, (contents, path) =>
        {
            foreach (int i in byPath[path])
            {
                cancellation.ThrowIfCancellationRequested();
                guesses[i] = contents.IsLarge(candidates[i]) ? Guess(contents, candidates[i]) : default;
            }
        }, cancellation);
        return guesses;
    }

    /// <summary>Whether each candidate is one, by its trees.</summary>
    /// <inheritdoc cref="Guess(GitRepository, IReadOnlyList{FormattingCandidate}, int, CancellationToken)"/>
    public static bool[] Compare(GitRepository repository, IReadOnlyList<FormattingCandidate> candidates, int jobs, CancellationToken cancellation = default)
    {
        bool[] found = new bool[candidates.Count];
        Each(repository, jobs, candidates.Count, (contents, i) => found[i] = candidates[i].Files.All(file =>
            contents.Holds(file, (before, after) => Wording.DiffersInLayoutOnly(before, after, cancellation))), cancellation);
        return found;
    }

    private static FormattingGuess Guess(FormattedContents contents, FormattingCandidate candidate)
    {
        long open = 0;
        foreach (var file in candidate.Files)
        {
            long bytes = 0;
            if (!contents.Holds(file, (before, after) =>
            {
                bool may = Wording.MaySayTheSame(before, after) && !before.SequenceEqual(after);
                if (may && !LayoutScan.FindsSame(before, after))
                    bytes = before.Length + after.Length;
                return may && (bytes == 0 || !LayoutScan.FindsMovedLines(before, after));
            }))
                return default;
            open += bytes;
        }

        return new FormattingGuess(open == 0, open);
    }

    private static void Each(GitRepository repository, int jobs, int count, Action<FormattedContents, int> look, CancellationToken cancellation)
    {
        var all = new ConcurrentBag<FormattedContents>();
        try
        {
            Workers.Run(jobs, count, () =>
            {
                var contents = new FormattedContents(repository.Objects.CreateReader());
                all.Add(contents);
                return i => look(contents, i);
            }, cancellation);
        }
        finally
        {
            foreach (var contents in all)
                contents.Dispose();
        }
    }
}
