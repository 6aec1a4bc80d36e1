using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// Reads the words of a sample of changes (<see cref="WordSample"/>): enough to tell how people's vocabularies differ, at a cost that does not grow with
/// the history. Workers take whole paths, whose versions share what they are stored as differences to; words go into slots by change.
/// </summary>
public static class AddedWordsReader
{
    /// <summary>Files above it are tables and dumps, not somebody's prose.</summary>
    public const int MostFileBytes = 512 << 10;

    /// <summary>Lines above it are written by tools.</summary>
    public const int MostLineBytes = 1000;

    private const int MessagesAtOnce = 64;

    /// <param name="repository">Where the blobs are.</param>
    /// <param name="history">Facts with renames.</param>
    /// <param name="commits">Commits of the history whose changes may be chosen, oldest first: no merges, no giant ones.</param>
    /// <param name="options">Jobs, memory and progress; white space and attributes do not matter.</param>
    /// <param name="cache">Words of earlier runs; null for none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="GitDataException">An object is corrupt.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static AddedWords Read(
        GitRepository repository, RepositoryHistory history, IReadOnlyList<int> commits, LineOptions options, HistoryCache? cache = null,
        CancellationToken cancellation = default)
    {
        var changes = WordSample.Choose(history, commits);
        var paths = Enumerable.Range(0, changes.Count).GroupBy(change => changes[change].Path).Select(group => group.ToArray()).ToList();
        int[] told = [.. changes.Select(change => change.Commit).Distinct()];
        int messagePieces = (told.Length + MessagesAtOnce - 1) / MessagesAtOnce;
        var words = new ulong[changes.Count + told.Length][];
        var progress = new ProgressMeter(options.Progress);
        progress.WalkEnded(words.Length);

        int jobs = Workers.Count(options.Jobs);
        var memory = new ContentMemory(options.MemoryBudget, jobs);
        var readers = Workers.Run(
            jobs, "words", paths.Count + messagePieces, () => new ChangeWords(repository, memory, options.MemoryBudget / jobs, cache),
            (reader, piece, stop) =>
            {
                int first = (piece - paths.Count) * MessagesAtOnce;
                int[] slots = piece < paths.Count ? paths[piece] : [.. Enumerable.Range(first, Math.Min(MessagesAtOnce, told.Length - first))];
                foreach (int slot in slots)
                {
                    stop.ThrowIfCancellationRequested();
                    if (piece < paths.Count)
                        words[slot] = reader.OfLines(changes[slot].OldId, changes[slot].NewId);
                    else
                        words[changes.Count + slot] = reader.OfMessage(history.Commits[told[slot]].Id);
                }

                progress.Read(slots.Length);
            },
            cancellation);
        return new AddedWords(ByCommit(history, changes, told, words))
        {
            Changes = changes.Count,
            Missing = readers.Sum(reader => reader.Missing),
            OverBudget = readers.Sum(reader => reader.OverBudget),
        };
    }

    private static Rows<ulong> ByCommit(RepositoryHistory history, List<SampledChange> changes, int[] told, ulong[][] words)
    {
        int[] commitOf = [.. changes.Select(change => change.Commit), .. told];
        int[] starts = new int[history.Commits.Length + 1];
        for (int i = 0; i < words.Length; i++)
            starts[commitOf[i] + 1] += words[i].Length;
        for (int commit = 0; commit < history.Commits.Length; commit++)
            starts[commit + 1] += starts[commit];
        var values = new ulong[starts[^1]];
        int[] next = starts[..^1];
        for (int i = 0; i < words.Length; i++)
        {
            words[i].CopyTo(values, next[commitOf[i]]);
            next[commitOf[i]] += words[i].Length;
        }

        return new Rows<ulong>(starts, values);
    }
}
