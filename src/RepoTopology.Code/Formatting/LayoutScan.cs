using System.Buffers;

namespace RepoTopology.Code;

/// <summary>
/// Tells most changes of layout without parsing: walks through two texts sign by sign and passes over white space. It is careful: where it cannot tell, it
/// says no, and a parser has to. Literals must be the same; from an interpolated string, a line comment or a directive on, so must the rest of the line; where
/// strings may go over several lines it doesn't try; and white space may come or go only where the signs around it make the same tokens with and without it.
/// </summary>
internal static class LayoutScan
{
    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\v\f\r\n"u8);

    /// <summary>Whether two texts certainly have the same tokens.</summary>
    public static bool FindsSame(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (MayHaveLongStrings(before) || MayHaveLongStrings(after))
            return false;
        before = Wording.WithoutMark(before);
        after = Wording.WithoutMark(after);
        byte last = (byte)';';
        while (true)
        {
            bool apartBefore = SkipWhite(ref before), apartAfter = SkipWhite(ref after);
            if (before.IsEmpty || after.IsEmpty)
                return before.IsEmpty && after.IsEmpty;
            byte next = before[0];
            if (next != after[0] || (apartBefore != apartAfter && !AreTokensApart(last, next)))
                return false;
            if (next is (byte)'"' or (byte)'\'' && last != '$')
            {
                if (!TakeLiteral(ref before, next).SequenceEqual(TakeLiteral(ref after, next)))
                    return false;
                last = (byte)'"'; // A name's sign, where white space matters.
                continue;
            }

            if (next is (byte)'"' or (byte)'#' || (before is [(byte)'/', (byte)'/', ..] && after is [_, (byte)'/', ..]))
            {
                if (!TakeLine(ref before).SequenceEqual(TakeLine(ref after)))
                    return false;
                last = (byte)';';
                continue;
            }

            last = next;
            before = before[1..];
            after = after[1..];
        }
    }

    /// <summary>Whether lines, those with <c>using</c> aside, are the same in another order: then something was moved, which is no layout.</summary>
    public static bool FindsMovedLines(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var old = LinesOf(Wording.WithoutMark(before));
        var now = LinesOf(Wording.WithoutMark(after));
        if (old.Count != now.Count || old.SequenceEqual(now))
            return false;
        old.Sort();
        now.Sort();
        return old.SequenceEqual(now);

        static List<long> LinesOf(ReadOnlySpan<byte> text)
        {
            var lines = new List<long>();
            while (!text.IsEmpty)
            {
                SkipWhite(ref text);
                var line = TakeLine(ref text);
                if (line.IsEmpty || line.StartsWith("using "u8) || line.StartsWith("global using "u8))
                    continue;
                var hash = new HashCode();
                hash.AddBytes(line);
                lines.Add((long)hash.ToHashCode() << 32 | (uint)line.Length);
            }

            return lines;
        }
    }

    // UTF-16 is left to the parser too.
    private static bool MayHaveLongStrings(ReadOnlySpan<byte> text) =>
        text is [0xFE or 0xFF, ..] || text.IndexOf("@\""u8) >= 0 || text.IndexOf("@$\""u8) >= 0 || text.IndexOf("\"\"\""u8) >= 0;

    private static bool SkipWhite(ref ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExcept(White);
        bool any = length != 0;
        text = length < 0 ? [] : text[length..];
        return any;
    }

    /// <summary>A string or character with its quotes; what is not ended goes on to the text's end.</summary>
    private static ReadOnlySpan<byte> TakeLiteral(ref ReadOnlySpan<byte> text, byte quote)
    {
        int end = 1;
        while (end < text.Length && text[end] != quote)
            end += text[end] == '\\' ? 2 : 1;
        end = Math.Min(end + 1, text.Length);
        var literal = text[..end];
        text = text[end..];
        return literal;
    }

    private static ReadOnlySpan<byte> TakeLine(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        var line = (end < 0 ? text : text[..end]).TrimEnd(" \t\v\f\r"u8);
        text = end < 0 ? [] : text[end..];
        return line;
    }

    /// <summary>Whether two signs never make one token: brackets and the like stand alone, and a name ends where an operator begins.</summary>
    public static bool AreTokensApart(byte last, byte next) =>
        IsPunctuation(last) || IsPunctuation(next) || (IsOperator(last) ? !IsOperator(next) : IsOperator(next));

    private static bool IsPunctuation(byte sign) => sign is (byte)'(' or (byte)')' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)';';

    private static bool IsOperator(byte sign) => sign is (byte)'+' or (byte)'-' or (byte)'*' or (byte)'/' or (byte)'%' or (byte)'&' or (byte)'|' or (byte)'^'
        or (byte)'!' or (byte)'~' or (byte)'<' or (byte)'>' or (byte)'=' or (byte)'?' or (byte)':';
}
