namespace RepoTopology.Git;

/// <summary>What git accepts as a reference's full name. https://git-scm.com/docs/git-check-ref-format</summary>
internal static class ReferenceName
{
    /// <summary>
    /// <c>refs/…</c> or a capital name such as HEAD or ORIG_HEAD. These rules also keep a name from leading out of the repository: no "..",
    /// no backslash, no colon, no leading slash.
    /// </summary>
    public static bool IsValid(string name)
    {
        if (!name.StartsWith("refs/", StringComparison.Ordinal))
            return name.Length > 0 && name.AsSpan().IndexOfAnyExcept(HeadCharacters) < 0;
        if (name.AsSpan().ContainsAny(Forbidden) || name.Contains("..", StringComparison.Ordinal)
            || name.Contains("@{", StringComparison.Ordinal) || name[^1] == '.')
            return false;
        foreach (var range in name.AsSpan().Split('/'))
        {
            var part = name.AsSpan(range);
            if (part.IsEmpty || part[0] == '.' || part.EndsWith(".lock", StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>Whether each linked worktree has a reference of this name to itself.</summary>
    public static bool IsPerWorktree(string name) =>
        !name.StartsWith("refs/", StringComparison.Ordinal)
        || name.StartsWith("refs/bisect/", StringComparison.Ordinal)
        || name.StartsWith("refs/worktree/", StringComparison.Ordinal)
        || name.StartsWith("refs/rewritten/", StringComparison.Ordinal);

    private static readonly System.Buffers.SearchValues<char> HeadCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

    private static readonly System.Buffers.SearchValues<char> Forbidden = System.Buffers.SearchValues.Create(
        [' ', '~', '^', ':', '?', '*', '[', '\\', '\x7f', .. Enumerable.Range(0, 0x20).Select(c => (char)c)]);
}
