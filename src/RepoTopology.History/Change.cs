using RepoTopology.Git;

namespace RepoTopology.History;

/// <summary>
/// One row of <c>git log --raw --no-renames</c>. Renames are a fact beside the rows: the added path of a rename has
/// <see cref="RenamedFrom"/> set, and its deleted path is a row of the same commit with <see cref="RenamedAway"/> set.
/// </summary>
public readonly record struct Change
{
    /// <summary>Index into <see cref="RepositoryHistory.Paths"/>.</summary>
    public required int Path { get; init; }

    public required ChangeKind Kind { get; init; }

    public ushort OldMode { get; init; }

    public ushort NewMode { get; init; }

    public ObjectId OldId { get; init; }

    public ObjectId NewId { get; init; }

    /// <summary>For an added path: 1 + the index of the path it was renamed from; 0 when it is no rename.</summary>
    internal int RenameSource { get; init; }

    /// <summary>For an added path that is a rename: index of its old path; otherwise −1.</summary>
    public int RenamedFrom => RenameSource - 1;

    /// <summary>Percent, 50 to 100, of a rename; otherwise 0.</summary>
    public byte Similarity { get; init; }

    /// <summary>This deletion is the old side of a rename of the same commit.</summary>
    public bool RenamedAway { get; init; }

    /// <summary>Which parent the commit was compared with, counted from 0; always 0 unless merge changes were asked for.</summary>
    public byte Parent { get; init; }

    internal Change WithoutRename() => RenameSource == 0 && !RenamedAway ? this : this with { RenameSource = 0, Similarity = 0, RenamedAway = false };
}
