using System.Buffers;

namespace RepoTopology.Code;

/// <summary>A piece of C# code.</summary>
internal enum CodePiece : byte
{
    End,

    /// <summary>Something that only a parser understands.</summary>
    Unclear,

    /// <summary>A name, a keyword or a number.</summary>
    Word,

    /// <summary>One sign of an operator, or one that stands alone.</summary>
    Sign,

    /// <summary>A character, or a string that has nothing inserted.</summary>
    Literal,

    /// <summary>A string with insertions.</summary>
    Interpolated,

    /// <summary>Or code that a directive leaves out.</summary>
    Comment,
    Directive,
}

/// <summary>Cuts C# code in UTF-8 into pieces, as far as that is plain, with no symbols defined.</summary>
internal ref struct CodeScanner(ReadOnlySpan<byte> text)
{
    public static readonly SearchValues<byte> White = SearchValues.Create(" \t\v\f\r\n"u8);

    private const int MostNested = 8;

    private static readonly SearchValues<byte> NameSigns = SearchValues.Create(
        [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@$\\"u8, .. Enumerable.Range(0x80, 0x80).Select(sign => (byte)sign)]);

    // How white space and line ends begin that ASCII does not have.
    private static readonly SearchValues<byte> Rare = SearchValues.Create([0xC2, 0xE1, 0xE2, 0xE3, 0xEF]);

    private readonly ReadOnlySpan<byte> _text = text;
    private ConditionalCode _conditions;
    private int _at;

    /// <summary>The last piece; a directive or a line comment goes to the line's end.</summary>
    public ReadOnlySpan<byte> Piece { get; private set; }

    /// <summary>Whether white space stands before the piece.</summary>
    public bool IsApart { get; private set; }

    /// <summary>Whether a line begins with the piece.</summary>
    public bool BeginsLine { get; private set; }

    /// <summary>What follows the piece; 0 at the end.</summary>
    public readonly byte Following => _at < _text.Length ? _text[_at] : (byte)0;

    /// <summary>Whether the text has none of the characters and markers that are read differently here and by the compiler.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> text)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text) || text.ContainsAnyInRange((byte)0, (byte)8) || text.ContainsAnyInRange((byte)14, (byte)31)
            || text.Contains((byte)0x7F) || text.IndexOf("\n<<<<<<<"u8) >= 0 || text.IndexOf("\n======="u8) >= 0 || text.IndexOf("\n>>>>>>>"u8) >= 0)
            return false;
        for (var rest = text; rest.IndexOf((byte)'\r') is >= 0 and int at; rest = rest[(at + 1)..])
            if (at + 1 == rest.Length || rest[at + 1] != '\n')
                return false;
        for (var rest = text; rest.IndexOfAny(Rare) is >= 0 and int at; rest = rest[(at + 1)..])
            if (rest[at..] is [0xC2, 0x85 or 0xA0, ..] or [0xE1, 0x9A, ..] or [0xE2, 0x80, <= 0x8F or 0xA8 or 0xA9 or 0xAF, ..] or [0xE2, 0x81, ..] or [0xE3, 0x80, ..] or [0xEF, 0xBB, ..])
                return false;
        return true;
    }

    public CodePiece Read()
    {
        if (_conditions.IsLeftOut && LeftOutLength() is > 0 and int leftOut)
        {
            // To the next directive's line.
            Piece = _text.Slice(_at, leftOut);
            IsApart = BeginsLine = true;
            _at += leftOut;
            return CodePiece.Comment;
        }

        var rest = _text[_at..];
        int white = rest.IndexOfAnyExcept(White) is >= 0 and int some ? some : rest.Length;
        IsApart = white > 0;
        BeginsLine = _at == 0 || _text[_at - 1] == '\n' || rest[..white].Contains((byte)'\n');
        _at += white;
        int start = _at;
        var kind = _at < _text.Length ? Take() : _conditions.IsOpen ? CodePiece.Unclear : CodePiece.End;
        Piece = _text[start.._at];
        return kind;
    }

    private CodePiece Take()
    {
        var rest = _text[_at..];
        if (rest[0] == '/' && rest.Length > 1 && rest[1] == '/')
            return Take(CodePiece.Comment, LineLength(rest));
        if (rest is [(byte)'/', (byte)'*', ..])
            return Take(CodePiece.Comment, rest[2..].IndexOf("*/"u8) is >= 0 and int end ? end + 4 : -1);
        if (rest[0] == '#')
            return BeginsLine && _conditions.TryPass(rest[1..LineLength(rest)]) ? Take(CodePiece.Directive, LineLength(rest)) : CodePiece.Unclear;
        if (rest[0] == '\'')
            return Take(CodePiece.Literal, QuotedLength(rest));
        int marks = rest[0] is (byte)'"' ? 0 : rest[0] is (byte)'$' or (byte)'@' ? rest.IndexOfAnyExcept((byte)'$', (byte)'@') : -1;
        if (marks >= 0 && rest[marks] == '"')
            return Take(rest[..marks].Contains((byte)'$') ? CodePiece.Interpolated : CodePiece.Literal, StringLength(rest, marks, 0));
        return rest.IndexOfAnyExcept(NameSigns) switch
        {
            0 => Take(CodePiece.Sign, 1),
            < 0 => Take(CodePiece.Word, rest.Length),
            int length => Take(CodePiece.Word, length),
        };
    }

    private CodePiece Take(CodePiece kind, int length)
    {
        _at += Math.Max(0, length);
        return length < 0 ? CodePiece.Unclear : kind;
    }

    private int LeftOutLength()
    {
        if (Following == '\n' && _text[_at - 1] != '\n')
            _at++; // The directive's own.
        var rest = _text[_at..];
        int length = 0;
        while (length < rest.Length && !rest[length..].TrimStart(" \t\v\f\r"u8).StartsWith("#"u8))
            length += Math.Min(LineLength(rest[length..]) + 1, rest.Length - length);
        return length;
    }

    private static int LineLength(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is >= 0 and int end ? end : text.Length;

    /// <summary>The length of a string, −1 when it does not end as it should.</summary>
    /// <param name="text">Begins with its marks.</param>
    /// <param name="marks">How many stand before its quotes.</param>
    /// <param name="depth">How many strings it is inserted into.</param>
    private static int StringLength(ReadOnlySpan<byte> text, int marks, int depth)
    {
        bool isInterpolated = text[..marks].Contains((byte)'$');
        bool isVerbatim = text[..marks].Contains((byte)'@');
        var quoted = text[marks..];
        int quotes = quoted.IndexOfAnyExcept((byte)'"') is >= 0 and int known ? known : quoted.Length;
        int length = quotes >= 3 && !isVerbatim ? (isInterpolated ? -1 : RawLength(quoted, quotes))
            : isInterpolated ? InterpolatedLength(quoted, isVerbatim, depth)
            : isVerbatim ? VerbatimLength(quoted)
            : QuotedLength(quoted);
        return length < 0 ? -1 : marks + length;
    }

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        byte quote = text[0];
        for (int at = 1; at < text.Length && text[at] != '\n'; at++)
            if (text[at] == quote)
                return at + 1;
            else if (text[at] == '\\')
                at++;
        return -1;
    }

    private static int VerbatimLength(ReadOnlySpan<byte> text)
    {
        for (int at = 1; at < text.Length; at++)
            if (text[at] == '"')
            {
                if (text[(at + 1)..] is not [(byte)'"', ..])
                    return at + 1;
                at++;
            }

        return -1;
    }

    private static int RawLength(ReadOnlySpan<byte> text, int quotes)
    {
        int end = text[quotes..].IndexOf(text[..quotes]);
        int length = end + 2 * quotes;
        return end < 0 || (length < text.Length && text[length] == '"') ? -1 : length;
    }

    private static int InterpolatedLength(ReadOnlySpan<byte> text, bool isVerbatim, int depth)
    {
        for (int at = 1; at < text.Length; at++)
            switch (text[at])
            {
                case (byte)'"' when isVerbatim && text[(at + 1)..] is [(byte)'"', ..]:
                case (byte)'{' when text[(at + 1)..] is [(byte)'{', ..]:
                case (byte)'\\' when !isVerbatim:
                    at++;
                    break;
                case (byte)'"':
                    return at + 1;
                case (byte)'\n' when !isVerbatim:
                    return -1;
                case (byte)'{':
                    int length = InsertionLength(text[at..], depth + 1);
                    if (length < 0)
                        return -1;
                    at += length - 1;
                    break;
            }

        return -1;
    }

    private static int InsertionLength(ReadOnlySpan<byte> text, int depth)
    {
        int open = 1;
        for (int at = 1; at < text.Length && depth < MostNested; at++)
            switch (text[at])
            {
                case (byte)'(' or (byte)'[' or (byte)'{':
                    open++;
                    break;
                case (byte)')' or (byte)']' or (byte)'}':
                    if (--open == 0)
                        return text[at] == '}' ? at + 1 : -1;
                    break;
                case (byte)':' when open == 1:
                    // A format: what may stand in it depends on the string.
                    int end = text[at..].IndexOfAny("}{\"\\\n"u8);
                    return end >= 0 && text[at + end] == '}' ? at + end + 1 : -1;
                case (byte)'"' or (byte)'\'' or (byte)'@' or (byte)'$':
                    int marks = text[at..].IndexOfAnyExcept((byte)'$', (byte)'@');
                    if (marks < 0 || (marks > 0 && text[at + marks] != '"'))
                        break; // A name's sign.
                    int length = text[at] == '\'' ? QuotedLength(text[at..]) : StringLength(text[at..], marks, depth);
                    if (length < 0)
                        return -1;
                    at += length - 1;
                    break;
                case (byte)'/' when text[(at + 1)..] is [(byte)'/' or (byte)'*', ..]:
                    return -1;
            }

        return -1;
    }
}
