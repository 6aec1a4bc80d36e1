namespace RepoTopology.Git;

/// <summary>
/// A file's content cut into lines, each line by its number in a <see cref="LineNumbering"/>: two lines of one numbering are equal when
/// their numbers are. A line ends with LF; a last line without one is a line of its own kind.
/// </summary>
public sealed class LineText
{
    /// <summary>Lines, a last one without LF included.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>Each line's number.</summary>
    public ReadOnlySpan<int> Lines => throw new NotImplementedException();

    /// <summary>The bytes as they were read.</summary>
    public ReadOnlySpan<byte> Content => throw new NotImplementedException();

    /// <summary>Bytes of memory that this holds.</summary>
    public long Size => throw new NotImplementedException();
}
