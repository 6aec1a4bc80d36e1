namespace RepoTopology.History;

/// <summary>
/// Words of a sample of a history's changes: those on the lines that a change adds to a file that lacked them, and those of its commit's message. A word counts once for each change
/// and once for the message, however often it stands there: a table of a hundred like lines is one thought.
/// </summary>
public sealed class AddedWords
{
    private readonly Rows<ulong> _rows;

    internal AddedWords(Rows<ulong> rows) => _rows = rows;

    /// <summary>Rows written by hand, as <see cref="HistoryBuilder"/> makes histories: one text for each commit, newest first; words in a text count once for each time.</summary>
    public static AddedWords Of(params IReadOnlyList<string> commits) => new(RowsBuilder<ulong>.Of(
        [.. commits.Select(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IdentifierWords.HashOf).ToArray())]))
    {
        Changes = commits.Count,
    };

    /// <summary>Changes that were chosen.</summary>
    public int Changes { get; init; }

    /// <summary>Of them those that lack a blob (a partial clone).</summary>
    public int Missing { get; init; }

    /// <summary>Of them those that need more memory than is allowed.</summary>
    public int OverBudget { get; init; }

    /// <summary>Whether everything that was chosen could be read: nothing that arrives later, nor more memory, can change this.</summary>
    public bool IsComplete => Missing + OverBudget == 0;

    /// <summary>A commit's words, each as 64 bits that equal words share; empty for a commit that was not chosen.</summary>
    public ReadOnlySpan<ulong> Of(int commit) => _rows[commit];
}
