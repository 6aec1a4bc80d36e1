namespace RepoTopology.Git;

/// <summary>One side of a possible rename: a path that a commit deleted or added.</summary>
/// <param name="Path">The path's bytes.</param>
/// <param name="Id">The blob.</param>
/// <param name="Mode">One of <see cref="FileMode"/>; only regular files and links are candidates, and only of the same kind.</param>
public readonly record struct RenameSide(ReadOnlyMemory<byte> Path, ObjectId Id, ushort Mode);

/// <summary>An added path that was found to be a deleted one.</summary>
/// <param name="Added">Index among the added sides.</param>
/// <param name="Deleted">Index among the deleted sides.</param>
/// <param name="Similarity">Percent, 50 to 100.</param>
public readonly record struct Rename(int Added, int Deleted, byte Similarity);

/// <summary>What a search found and what it could not do.</summary>
/// <param name="Renames">In the order of the added sides.</param>
/// <param name="LimitHit">There were more candidates than the limit allows, so only identical content and unique base names were tried.</param>
/// <param name="MissingBlobs">Candidates that could not be compared because a blob is absent.</param>
public sealed record RenameResult(IReadOnlyList<Rename> Renames, bool LimitHit, int MissingBlobs);

/// <summary>Finds renames within one commit with git's default rules (design sheet: identical content, unique base name ≥ 75 %, all pairs ≥ 50 %).</summary>
public sealed class RenameDetector(ObjectReader reader, int limit = 1000)
{
    public RenameResult Find(IReadOnlyList<RenameSide> deleted, IReadOnlyList<RenameSide> added) =>
        throw new NotImplementedException($"{reader}{limit}{deleted}{added}");
}
