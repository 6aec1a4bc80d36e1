namespace RepoTopology.Git;

/// <summary>A stretch of lines that differs: <paramref name="OldCount"/> lines were replaced by <paramref name="NewCount"/>.</summary>
/// <param name="OldStart">Line before which it starts, counted from 0.</param>
/// <param name="OldCount">Lines removed, 0 or more.</param>
/// <param name="NewStart">Line before which it starts, counted from 0.</param>
/// <param name="NewCount">Lines added, 0 or more.</param>
public readonly record struct LineChange(int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>
/// Compares two texts line by line with git's default diff: Myers' linear-space search with git's clean-up, cut-offs and sliding. One per
/// thread.
/// </summary>
/// <remarks>E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).</remarks>
public sealed class LineDiff
{
    /// <summary>
    /// What <c>git blame</c> sees between two versions: no context, so an equal tail is set aside first, and changed stretches are slid to
    /// where the indent heuristic wants them.
    /// </summary>
    /// <returns>The changed stretches in order; valid until the next call.</returns>
    public ReadOnlySpan<LineChange> Compare(LineText oldText, LineText newText) => throw new NotImplementedException();

    /// <summary>Lines added and deleted as <c>git log --numstat</c> counts them (with context, so without setting the tail aside).</summary>
    public (int Added, int Deleted) Count(LineText oldText, LineText newText) => throw new NotImplementedException();
}
