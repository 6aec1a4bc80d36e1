namespace RepoTopology.History;

/// <summary>Where consecutive lines came from: one version's own, or a block's that the version moved from another file.</summary>
/// <param name="Version">The table's version; <see cref="VersionTable.None"/> when it is unknown, and for a block's lines.</param>
/// <param name="Line">The first of them in that version, or among the block's lines; −1 when it is unknown.</param>
/// <param name="Count">Lines.</param>
/// <param name="Block">Index into <see cref="LineMoves"/>; −1 for lines that were not moved.</param>
internal readonly record struct LineOrigin(int Version, int Line, int Count, int Block = LineOrigin.NotMoved)
{
    public const int NotMoved = -1;

    public bool IsMoved => Block >= 0;

    public static LineOrigin Unknown(int count) => new(VersionTable.None, -1, count);
}
