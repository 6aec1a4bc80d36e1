namespace RepoTopology.Git;

/// <summary>
/// A file's content cut into lines, each line by its number in a <see cref="LineNumbering"/>: two lines of one numbering are equal when
/// their numbers are. A line ends with LF; a last line without one is a line of its own kind.
/// </summary>
public sealed class LineText
{
    /// <summary>How many of the first bytes tell binary content from text.</summary>
    public const int BinaryLookSize = 8000;

    private byte[] _content = [];
    private int[] _lines = [];
    private byte[] _indents = [];
    private int _length;

    internal LineText()
    {
    }

    /// <summary>Lines, a last one without LF included.</summary>
    public int Count { get; private set; }

    /// <summary>Each line's number.</summary>
    public ReadOnlySpan<int> Lines => _lines.AsSpan(0, Count);

    /// <summary>The bytes as they were read.</summary>
    public ReadOnlySpan<byte> Content => _content.AsSpan(0, _length);

    /// <summary>Bytes of memory that this holds.</summary>
    public long Size => _content.Length + _indents.Length + (long)_lines.Length * sizeof(int);

    /// <summary>Each line's <see cref="Indentation"/>.</summary>
    internal ReadOnlySpan<byte> Indents => _indents.AsSpan(0, Count);

    /// <summary>All line numbers are below this.</summary>
    internal int NumberLimit { get; private set; }

    /// <summary>Whether git takes such a content as binary, unless attributes say otherwise: a NUL in its first 8,000 bytes.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, BinaryLookSize)].Contains((byte)0);

    internal void Hold(byte[] content, int length, int[] lines, byte[] indents, int count, int numberLimit)
    {
        (_content, _length) = (content, length);
        (_lines, _indents, Count, NumberLimit) = (lines, indents, count, numberLimit);
    }

    internal (byte[] Content, int[] Lines, byte[] Indents) LetGo()
    {
        var held = (_content, _lines, _indents);
        Hold([], 0, [], [], 0, 0);
        return held;
    }
}
