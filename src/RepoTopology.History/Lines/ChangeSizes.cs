using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>Lines added and deleted by one change, as <c>git log --numstat</c> counts them.</summary>
/// <param name="Added">Lines; −1 for a binary file, −2 when a blob is absent or too large to compare.</param>
/// <param name="Deleted">Likewise.</param>
public readonly record struct ChangeSize(int Added, int Deleted)
{
    public static ChangeSize Binary { get; } = new(-1, -1);

    public static ChangeSize Unknown { get; } = new(-2, -2);
}

/// <summary>The sizes of all changes of a history, in rows like <see cref="RepositoryHistory.ChangesOf"/>.</summary>
public sealed class ChangeSizes
{
    private readonly Rows<ChangeSize> _rows;

    internal ChangeSizes(Rows<ChangeSize> rows) => _rows = rows;

    /// <summary>Rows written by hand, as <see cref="HistoryBuilder"/> makes histories: one list for each commit, newest first.</summary>
    public static ChangeSizes Of(params IReadOnlyList<ChangeSize[]> commits) => new(RowsBuilder<ChangeSize>.Of(commits));

    /// <summary>Rows that are <see cref="ChangeSize.Unknown"/> because a blob is absent.</summary>
    public int Missing { get; init; }

    /// <summary>Rows that are <see cref="ChangeSize.Unknown"/> because comparing them would take more time or memory than is allowed.</summary>
    public int OverBudget { get; init; }

    /// <summary>Whether attributes had too many rules for so many paths: the last paths are compared by their content.</summary>
    public bool AttributesCapped { get; init; }

    /// <summary>One for each of the commit's changes, in the same order.</summary>
    public ReadOnlySpan<ChangeSize> Of(int commit) => _rows[commit];
}
