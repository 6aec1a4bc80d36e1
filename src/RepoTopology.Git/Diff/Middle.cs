namespace RepoTopology.Git;

/// <summary>What is left of two texts' lines without the equal ones at both ends.</summary>
/// <param name="Start">Lines before it, in both texts.</param>
/// <param name="OldCount">Lines of the old text.</param>
/// <param name="NewCount">Lines of the new text.</param>
internal readonly record struct Middle(int Start, int OldCount, int NewCount)
{
    public bool IsEmpty => (OldCount | NewCount) == 0;

    /// <summary>Nothing but deleted or nothing but added lines.</summary>
    public bool IsOneSided => OldCount == 0 || NewCount == 0;

    public static Middle Of(ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines)
    {
        int start = oldLines.CommonPrefixLength(newLines);
        int tail = CommonEnds.CommonSuffixLength(oldLines[start..], newLines[start..]);
        return new Middle(start, oldLines.Length - start - tail, newLines.Length - start - tail);
    }
}
