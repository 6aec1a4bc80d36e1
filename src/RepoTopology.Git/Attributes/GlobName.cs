namespace RepoTopology.Git;

/// <summary>Fits one name (no slash) to a shell pattern: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a]</c>, <c>[[:alpha:]]</c>, <c>\x</c>.</summary>
internal static class GlobName
{
    // Only the last star is ever tried again, so the work is at most the product of both lengths.
    public static bool Matches(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> name, bool ignoreCase)
    {
        int p = 0, n = 0, lastStar = -1, lastStarAt = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                lastStar = ++p;
                lastStarAt = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, name[n], ignoreCase))
            {
                n++;
            }
            else if (lastStar >= 0)
            {
                p = lastStar;
                n = ++lastStarAt;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim((byte)'*').IsEmpty;
    }

    /// <summary>Moves <paramref name="p"/> past one element of the pattern when it fits.</summary>
    private static bool MatchesOne(ReadOnlySpan<byte> pattern, ref int p, byte value, bool ignoreCase)
    {
        int next = p + 1;
        bool fits;
        switch (pattern[p])
        {
            case (byte)'?':
                fits = true;
                break;
            case (byte)'[':
                fits = MatchesSet(pattern, ref next, value, ignoreCase);
                break;
            case (byte)'\\':
                fits = next < pattern.Length && Same(pattern[next], value, ignoreCase);
                next++;
                break;
            default:
                fits = Same(pattern[p], value, ignoreCase);
                break;
        }

        if (fits)
            p = next;
        return fits;
    }

    /// <summary>A set in brackets; <paramref name="at"/> stands behind "[" and is moved behind "]". A set that does not end fits nothing.</summary>
    private static bool MatchesSet(ReadOnlySpan<byte> pattern, ref int at, byte value, bool ignoreCase)
    {
        bool negated = at < pattern.Length && pattern[at] is (byte)'!' or (byte)'^';
        if (negated)
            at++;
        bool found = false;
        for (bool first = true; at < pattern.Length; first = false)
        {
            byte low = pattern[at++];
            if (low == ']' && !first)
                return found != negated;
            if (low == '[' && at < pattern.Length && pattern[at] == ':' && pattern[at..].IndexOf(":]"u8) is > 0 and int length)
            {
                if (IsOfClass(pattern.Slice(at + 1, length - 1), value, ignoreCase) is not { } member)
                    return false;
                found |= member;
                at += length + 2;
                continue;
            }

            if (low == '\\' && !TryTake(pattern, ref at, out low))
                return false;
            byte high = low;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                high = pattern[at + 1];
                at += 2;
                if (high == '\\' && !TryTake(pattern, ref at, out high))
                    return false;
            }

            found |= InRange(value, low, high) || ignoreCase && (InRange(Lower(value), low, high) || InRange(Upper(value), low, high));
        }

        return false;
    }

    private static bool TryTake(ReadOnlySpan<byte> pattern, ref int at, out byte value)
    {
        value = at < pattern.Length ? pattern[at] : (byte)0;
        return at++ < pattern.Length;
    }

    private static bool? IsOfClass(ReadOnlySpan<byte> name, byte value, bool ignoreCase)
    {
        char c = value < 0x80 ? (char)value : '\uFFFF';
        if (name.SequenceEqual("alpha"u8))
            return char.IsAsciiLetter(c);
        if (name.SequenceEqual("digit"u8))
            return char.IsAsciiDigit(c);
        if (name.SequenceEqual("alnum"u8))
            return char.IsAsciiLetterOrDigit(c);
        if (name.SequenceEqual("upper"u8))
            return char.IsAsciiLetterUpper(c) || ignoreCase && char.IsAsciiLetter(c);
        if (name.SequenceEqual("lower"u8))
            return char.IsAsciiLetterLower(c) || ignoreCase && char.IsAsciiLetter(c);
        if (name.SequenceEqual("xdigit"u8))
            return char.IsAsciiHexDigit(c);
        if (name.SequenceEqual("space"u8))
            return c is ' ' or (>= '\t' and <= '\r');
        if (name.SequenceEqual("blank"u8))
            return c is ' ' or '\t';
        if (name.SequenceEqual("punct"u8))
            return c is > ' ' and < '\u007F' && !char.IsAsciiLetterOrDigit(c);
        if (name.SequenceEqual("print"u8))
            return c is >= ' ' and < '\u007F';
        if (name.SequenceEqual("graph"u8))
            return c is > ' ' and < '\u007F';
        return name.SequenceEqual("cntrl"u8) ? c is < ' ' or '\u007F' : null;
    }

    private static bool Same(byte a, byte b, bool ignoreCase) => a == b || ignoreCase && Lower(a) == Lower(b);

    private static bool InRange(byte value, byte low, byte high) => value >= low && value <= high;

    private static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;

    private static byte Upper(byte b) => b is >= (byte)'a' and <= (byte)'z' ? (byte)(b & ~0x20) : b;
}
