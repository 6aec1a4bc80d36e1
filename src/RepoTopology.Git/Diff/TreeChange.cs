namespace RepoTopology.Git;

/// <summary>The status letters of <c>git log --raw</c>.</summary>
public enum ChangeKind : byte
{
    Added = (byte)'A',
    Deleted = (byte)'D',
    Modified = (byte)'M',
    TypeChanged = (byte)'T',
}

/// <summary>
/// One row of <c>git diff-tree -r --raw</c>, its path valid only while the sink is being called. The absent side of an addition or
/// deletion has mode 0 and the zero id.
/// </summary>
public readonly ref struct TreeChange(
    ChangeKind kind, ushort oldMode, ushort newMode, ObjectId oldId, ObjectId newId, ReadOnlySpan<byte> path)
{
    public ChangeKind Kind { get; } = kind;
    public ushort OldMode { get; } = oldMode;
    public ushort NewMode { get; } = newMode;
    public ObjectId OldId { get; } = oldId;
    public ObjectId NewId { get; } = newId;
    public ReadOnlySpan<byte> Path { get; } = path;
}
