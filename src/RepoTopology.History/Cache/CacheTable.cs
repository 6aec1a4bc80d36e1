using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>The kinds of facts a cache holds, and what each is looked up by.</summary>
public enum CacheTable : byte
{
    /// <summary>What is known of a commit, by its id (20 bytes).</summary>
    Commits = 1,

    /// <summary>
    /// How two versions of a file differ, by the old blob's id, the new one's, and a byte of options (41 bytes); with other bytes, the words that a version
    /// adds, and those of a commit's message.
    /// </summary>
    Diffs = 2,

    /// <summary>Where a merge's files come from, by the merge's id and a parent's number, counted from 0 (21 bytes).</summary>
    Sources = 3,

    /// <summary>Whole outputs, by a hash over everything that decides them (32 bytes).</summary>
    Results = 4,

    /// <summary>What the replay of a family of files found, by a hash over everything that decides it (32 bytes).</summary>
    Families = 5,

    /// <summary>The lines that a commit moved from file to file, by a hash over everything that decides it (32 bytes).</summary>
    Moves = 8,
}

internal static class CacheTables
{
    /// <summary>Strings that the commits of the same segment name by number: <c>name LF email</c>.</summary>
    public const CacheTable Identities = (CacheTable)6;

    /// <inheritdoc cref="Identities"/>
    public const CacheTable Paths = (CacheTable)7;

    /// <summary>All tables, in the order they stand in a segment.</summary>
    public static readonly CacheTable[] All =
        [CacheTable.Commits, CacheTable.Diffs, CacheTable.Sources, CacheTable.Results, CacheTable.Families, Identities, Paths, CacheTable.Moves];

    /// <summary>Bytes of a table's keys; 0 where rows are found by their number.</summary>
    public static int KeySize(CacheTable table) => table switch
    {
        CacheTable.Commits => ObjectId.Size,
        CacheTable.Diffs => 2 * ObjectId.Size + 1,
        CacheTable.Sources => ObjectId.Size + 1,
        CacheTable.Results or CacheTable.Families or CacheTable.Moves => 32,
        _ => 0,
    };
}
