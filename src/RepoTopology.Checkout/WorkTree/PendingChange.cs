using System.Collections.Immutable;
using RepoTopology.Git;

namespace RepoTopology.Checkout;

/// <summary>What happens to a file.</summary>
public enum PendingKind
{
    Added,
    Modified,
    Deleted,
    Renamed,
}

/// <summary>A change of a file that is not committed yet.</summary>
/// <param name="Kind">What happens to it.</param>
/// <param name="Path">Where it will be; where it was, when it is deleted. With forward slashes, relative to the work tree's root.</param>
/// <param name="OldPath">Where it was; the same as <paramref name="Path"/> unless it is renamed.</param>
/// <param name="OldMode">Its mode at HEAD (0x81A4 is octal 100644); 0 when it is added.</param>
/// <param name="NewMode">The mode it will have; 0 when it is deleted.</param>
/// <param name="OldBlob">Its contents at HEAD; zero when it is added.</param>
/// <param name="NewBlob">The name its new contents will have in git; zero when it is deleted, or too large to be read.</param>
/// <param name="Contents">
/// Its new bytes, as a commit would hold them: line ends converted, and of a symbolic link the path that it names. Default (no array)
/// when it is deleted, or larger than was asked for.
/// </param>
public sealed record PendingChange(
    PendingKind Kind, string Path, string OldPath, int OldMode, int NewMode, ObjectId OldBlob, ObjectId NewBlob, ImmutableArray<byte> Contents);
