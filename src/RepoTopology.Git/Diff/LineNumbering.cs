namespace RepoTopology.Git;

/// <summary>Gives equal lines equal numbers over all versions of a file. One per thread; <see cref="Clear"/> it between files that share nothing.</summary>
/// <param name="ignoreWhitespace">Lines are equal when they are after removing all white space, as <c>-w</c> does.</param>
public sealed class LineNumbering(bool ignoreWhitespace = false)
{
    /// <summary>Whether white space counts.</summary>
    public bool IgnoresWhitespace => ignoreWhitespace;

    /// <summary>Cuts content into numbered lines. The content is copied.</summary>
    /// <param name="content">A blob's bytes.</param>
    /// <param name="similar">A neighbouring version, numbered here: what the two share at both ends is not looked at again.</param>
    public LineText Read(ReadOnlySpan<byte> content, LineText? similar = null) => throw new NotImplementedException();

    /// <summary>Takes back a text's arrays for use by the next; it must not be used any more.</summary>
    public void Release(LineText text) => throw new NotImplementedException();

    /// <summary>Forgets all numbers. Texts read before must not be compared with texts read later.</summary>
    public void Clear() => throw new NotImplementedException();
}
