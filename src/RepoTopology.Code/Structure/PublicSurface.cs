using System.Collections.Immutable;

namespace RepoTopology.Code;

/// <summary>What a project shows to others: types and members that are public or protected, and so are all types around them.</summary>
/// <param name="Types">By project: visible types.</param>
/// <param name="Members">By project: visible members of visible types.</param>
public sealed record PublicSurface(ImmutableArray<int> Types, ImmutableArray<int> Members)
{
    /// <summary>Generated types count: who uses them can't tell them from others.</summary>
    public static PublicSurface Compute(CodeModel model)
    {
        var types = new int[model.Projects.Length];
        var members = new int[model.Projects.Length];
        var visible = new bool[model.Types.Length];
        // The key of an outer type is a prefix of the nested one's, so it is sorted before it.
        for (int i = 0; i < model.Types.Length; i++)
        {
            var type = model.Types[i];
            visible[i] = IsVisible(type.Access) && (type.Outer < 0 || visible[type.Outer]);
            if (!visible[i])
                continue;
            types[type.Project]++;
            for (int member = type.FirstMember; member < type.FirstMember + type.MemberCount; member++)
                if (IsVisible(model.Members[member].Access))
                    members[type.Project]++;
        }

        return new PublicSurface([.. types], [.. members]);
    }

    private static bool IsVisible(CodeAccess access) => access is CodeAccess.Public or CodeAccess.Protected or CodeAccess.ProtectedInternal;
}
