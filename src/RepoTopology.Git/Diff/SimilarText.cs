namespace RepoTopology.Git;

/// <summary>
/// A neighbouring version of a text that is being cut, walked along beside it: where the two agree, lines need no second look. What it
/// guesses wrong costs time only, as lines are taken over when their bytes are equal.
/// </summary>
/// <param name="content">The neighbour's bytes, from a line's start.</param>
/// <param name="lines">The numbers of the lines in them.</param>
/// <param name="indents">The lines' <see cref="Indentation"/>.</param>
internal ref struct SimilarText(ReadOnlySpan<byte> content, ReadOnlySpan<int> lines, ReadOnlySpan<byte> indents)
{
    // How many lines ahead a line is looked for.
    private const int Reach = 64;

    private ReadOnlySpan<byte> _content = content;
    private ReadOnlySpan<int> _lines = lines;
    private ReadOnlySpan<byte> _indents = indents;
    private bool _isInStep = true;

    // The number asked for last.
    private int _before = -1;

    /// <summary>Takes over the whole lines that both texts go on with.</summary>
    /// <returns>How many, and their bytes.</returns>
    public (int Lines, int Bytes) Follow(ReadOnlySpan<byte> text, Span<int> lines, Span<byte> indents)
    {
        if (!_isInStep)
            return (0, 0);
        _isInStep = false;
        int bytes = text[..text.CommonPrefixLength(_content)].LastIndexOf((byte)'\n') + 1;
        int count = text[..bytes].Count((byte)'\n');
        _lines[..count].CopyTo(lines);
        _indents[..count].CopyTo(indents);
        Skip(count, bytes);
        return (count, bytes);
    }

    /// <summary>
    /// Goes on behind the next line of this number, if it comes soon and the line before it is the one before this: a lone brace or a blank
    /// line stands everywhere.
    /// </summary>
    public void Seek(int number)
    {
        int before = _before;
        _before = number;
        var near = _lines[..Math.Min(Reach, _lines.Length)];
        for (int ahead = 0; near[ahead..].IndexOf(number) is var next and >= 0; ahead += next + 1)
        {
            int found = ahead + next;
            if (found > 0 && near[found - 1] != before)
                continue;
            Skip(found + 1, BytesOf(found + 1));
            _isInStep = true;
            return;
        }
    }

    private readonly int BytesOf(int lines)
    {
        int bytes = 0;
        for (; lines > 0; lines--)
            bytes = _content[bytes..].IndexOf((byte)'\n') is var end and >= 0 ? bytes + end + 1 : _content.Length;
        return bytes;
    }

    private void Skip(int lines, int bytes)
    {
        _content = _content[bytes..];
        _lines = _lines[lines..];
        _indents = _indents[lines..];
    }
}
