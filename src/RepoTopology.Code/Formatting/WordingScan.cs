using System.Buffers;

namespace RepoTopology.Code;

/// <summary>
/// Tells whether two texts say the same (<see cref="Wording"/>) without parsing, where that is plain: each is written without its layout, once with a mark wherever
/// white space stands between signs that may make other tokens without it. What is the same with the marks is the same; what differs without them differs; else
/// it takes a parser.
/// </summary>
internal static class WordingScan
{
    // What a written text has besides the code's signs: none of them stands in a plain text.
    private const byte Gap = 0x00, Comment = 0x01, Blank = 0x02, InsertedWhite = 0x0E;

    private const int MostUsings = 1000;

    private static ReadOnlySpan<byte> White => " \t\v\f\r\n"u8;

    /// <summary>Null when a parser has to tell.</summary>
    public static bool? FindsSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (Writer.TryWrite(Wording.WithoutMark(before)) is not { } old || Writer.TryWrite(Wording.WithoutMark(after)) is not { } now
            || !AreAlike((old.OuterUsings, old.InnerUsings), (now.OuterUsings, now.InnerUsings)))
            return null;
        if (old.Text.SequenceEqual(now.Text))
            return true;
        return WithoutMarks(old.Text).AsSpan().SequenceEqual(WithoutMarks(now.Text)) ? null : false;
    }

    // Those outside a namespace and those in one are put in order apart: together, they would be in one that depends on how it is made.
    private static bool AreAlike((int Outer, int Inner) old, (int Outer, int Inner) now) =>
        old == now || (old.Outer + old.Inner == now.Outer + now.Inner && old.Outer * old.Inner == 0 && now.Outer * now.Inner == 0);

    private static byte[] WithoutMarks(ReadOnlySpan<byte> written)
    {
        byte[] rest = new byte[written.Length];
        int length = 0;
        foreach (byte sign in written)
            if (sign is not (Gap or >= InsertedWhite and < (byte)' '))
                rest[length++] = sign;
        return rest[..length];
    }

    private ref struct Writer
    {
        private readonly ArrayBufferWriter<byte> _usings = new();
        private readonly ArrayBufferWriter<byte> _rest;
        private CodeScanner _code;
        private CodePiece _kind;
        private byte _last = (byte)';';

        private Writer(ReadOnlySpan<byte> text)
        {
            _code = new CodeScanner(text);
            _rest = new ArrayBufferWriter<byte>(text.Length + 1);
        }

        public static Written? TryWrite(ReadOnlySpan<byte> text)
        {
            if (!CodeScanner.IsPlain(text))
                return null;
            var writer = new Writer(text);
            return writer.TryWrite();
        }

        private Written? TryWrite()
        {
            Next();
            if (!TryWriteUsings(isInner: false, out int outer))
                return null;
            int inner = 0;
            int depth = 0;
            bool isNamespace = IsWord("namespace"u8);
            bool hasBraces = false;
            if (isNamespace)
            {
                for (; !IsSign('{') && !IsSign(';'); Next())
                    if (!(_kind is CodePiece.Word or CodePiece.Comment || IsSign('.')) || !TryWrite(_rest))
                        return null;
                hasBraces = IsSign('{');
                _last = (byte)';';
                Next();
                if (!TryWriteUsings(isInner: true, out inner))
                    return null;
            }

            for (; _kind != CodePiece.End; Next())
            {
                if (IsWord("namespace"u8))
                    return null;
                depth += IsSign('{') ? 1 : IsSign('}') ? -1 : 0;
                if (depth < 0)
                    break;
                if (!TryWrite(_rest))
                    return null;
            }

            if (depth != (hasBraces ? -1 : 0))
                return null;
            if (hasBraces)
                for (Next(), _last = (byte)';'; _kind != CodePiece.End; Next())
                    if (_kind is not (CodePiece.Comment or CodePiece.Directive) || !TryWrite(_rest))
                        return null;
            _usings.Write(_rest.WrittenSpan);
            return new Written(_usings, outer, inner);
        }

        /// <summary>Writes using directives, in any order, then their comments; with a directive of the preprocessor among them they stay in theirs.</summary>
        /// <param name="isInner">Whether a namespace's sign stands before.</param>
        /// <param name="count">How many may have any order.</param>
        /// <param name="inOrder">Whether they stay in their order.</param>
        private bool TryWriteUsings(bool isInner, out int count, bool inOrder = false)
        {
            count = 0;
            var code = _code;
            var kind = _kind;
            var usings = new List<byte[]>();
            var comments = inOrder ? _rest : new ArrayBufferWriter<byte>();
            var waiting = inOrder ? _rest : new ArrayBufferWriter<byte>();
            bool hasDirective = false;
            bool isBehind = isInner;
            while (true)
            {
                // What stands on a line behind a token belongs to it.
                isBehind &= !_code.BeginsLine;
                if (_kind is CodePiece.Comment or CodePiece.Directive)
                {
                    hasDirective |= _kind == CodePiece.Directive;
                    _ = TryWrite(!isBehind ? waiting : usings.Count > 0 ? comments : _rest);
                    Next();
                    continue;
                }

                if (IsWord("extern"u8))
                    return false;
                if (!IsWord("using"u8) && !IsWord("global"u8))
                    break;
                if (hasDirective && !inOrder)
                {
                    _code = code;
                    _kind = kind;
                    return TryWriteUsings(isInner, out count, inOrder: true);
                }

                if (!inOrder)
                {
                    comments.Write(waiting.WrittenSpan);
                    waiting.ResetWrittenCount();
                }

                if (usings.Count == MostUsings || TakeUsing(comments) is not { } taken)
                    return false;
                usings.Add(taken);
                isBehind = true;
                if (inOrder)
                    _rest.Write(taken);
            }

            if (inOrder)
                return true;
            usings.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
            foreach (byte[] taken in usings)
                _usings.Write(taken);
            _usings.Write(comments.WrittenSpan);
            _rest.Write(waiting.WrittenSpan);
            count = usings.Count;
            return true;
        }

        /// <summary>Null for what may be a statement.</summary>
        private byte[]? TakeUsing(ArrayBufferWriter<byte> comments)
        {
            var taken = new ArrayBufferWriter<byte>();
            _last = (byte)';';
            bool mayFollow = true;
            for (bool isEnd = false; !isEnd; Next())
            {
                if (_kind == CodePiece.Comment)
                {
                    _ = TryWrite(comments);
                    continue;
                }

                if (_kind == CodePiece.Word)
                {
                    if (!mayFollow)
                        return null;
                    mayFollow = IsWord("using"u8) || IsWord("global"u8) || IsWord("static"u8) || IsWord("unsafe"u8);
                }
                else if (_kind == CodePiece.Sign && !IsSign('(') && !IsSign('{'))
                    mayFollow = true;
                else
                    return null;
                isEnd = IsSign(';');
                _ = TryWrite(taken);
            }

            return taken.WrittenSpan.ToArray();
        }

        private void Next() => _kind = _code.Read();

        private readonly bool IsWord(ReadOnlySpan<byte> word) => _kind == CodePiece.Word && _code.Piece.SequenceEqual(word);

        private readonly bool IsSign(char sign) => _kind == CodePiece.Sign && _code.Piece[0] == sign;

        /// <summary>Writes the piece without its layout.</summary>
        private bool TryWrite(ArrayBufferWriter<byte> written)
        {
            var piece = _code.Piece;
            switch (_kind)
            {
                case CodePiece.Comment or CodePiece.Directive:
                    WriteWords(piece, written);
                    _last = (byte)';';
                    return true;
                case CodePiece.Word or CodePiece.Sign:
                    WriteGap(piece[0], written);
                    written.Write(piece);
                    _last = piece[^1];
                    return true;
                case CodePiece.Literal or CodePiece.Interpolated:
                    WriteGap(piece[0], written);
                    foreach (byte sign in piece)
                        if (sign != '\r')
                            Write(_kind == CodePiece.Interpolated && White.IndexOf(sign) is >= 0 and int white ? (byte)(InsertedWhite + white) : sign, written);
                    _last = (byte)'"';
                    return true;
                default:
                    return false;
            }
        }

        private static void WriteWords(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> written)
        {
            Write(Comment, written);
            while (text.IndexOfAnyExcept(CodeScanner.White) is >= 0 and int start)
            {
                text = text[start..];
                int length = text.IndexOfAny(CodeScanner.White) is >= 0 and int end ? end : text.Length;
                written.Write(text[..length]);
                Write(Blank, written);
                text = text[length..];
            }
        }

        private readonly void WriteGap(byte first, ArrayBufferWriter<byte> written)
        {
            if (_code.IsApart && !LayoutScan.AreTokensApart(_last, first) && !IsByDot(first))
                Write(Gap, written);
        }

        /// <summary>Whether a dot between two names, which is a token whatever stands around it, is one of the signs.</summary>
        private readonly bool IsByDot(byte first) =>
            first == '.' ? _last != '.' && IsLetter(_code.Following) : _last == '.' && IsLetter(first);

        private static bool IsLetter(byte sign) => char.IsAsciiLetter((char)sign) || sign is (byte)'_' or (byte)'@';

        private static void Write(byte sign, ArrayBufferWriter<byte> written)
        {
            written.GetSpan(1)[0] = sign;
            written.Advance(1);
        }
    }

    /// <summary>A text without layout: its using directives, outside a namespace and in one, and the rest.</summary>
    private sealed class Written(ArrayBufferWriter<byte> text, int outerUsings, int innerUsings)
    {
        public ReadOnlySpan<byte> Text => text.WrittenSpan;

        public int OuterUsings => outerUsings;

        public int InnerUsings => innerUsings;
    }
}
