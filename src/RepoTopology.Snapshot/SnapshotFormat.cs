namespace RepoTopology.Snapshot;

/// <summary>The words of the text form, once for writer and reader.</summary>
internal static class SnapshotFormat
{
    public const string Magic = "repotopology-ownership";
    public const string Version = "1.0";
    public const int Major = 1;

    public const string Person = "n";
    public const string Project = "p";
    public const string Dependency = "d";
    public const string CodeOwners = "c";
    public const string Type = "t";
    public const string Member = "m";

    /// <summary>A field that has nothing to say.</summary>
    public const string Absent = "-";

    private const string HoldsNone = "holds-none";
    private const string LeavesOut = "leaves-out";

    public static string WordOf(CodeOwnersFindingKind kind) => kind == CodeOwnersFindingKind.HoldsNone ? HoldsNone : LeavesOut;

    /// <returns>Null for a kind that a later minor version added.</returns>
    public static CodeOwnersFindingKind? KindOf(string word) => word switch
    {
        HoldsNone => CodeOwnersFindingKind.HoldsNone,
        LeavesOut => CodeOwnersFindingKind.LeavesOut,
        _ => null,
    };
}
