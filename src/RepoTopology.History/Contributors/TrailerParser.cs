using System.Text;

namespace RepoTopology.History;

/// <summary>A trailer that names a person, as places in the message.</summary>
/// <param name="Kind">Which trailer.</param>
/// <param name="Name">The person's name in the message's bytes; empty when there is only an e-mail.</param>
/// <param name="Email">The person's e-mail in the message's bytes; never empty.</param>
internal readonly record struct ParsedTrailer(TrailerKind Kind, Range Name, Range Email);

/// <summary>
/// Finds the people in a message's trailers. As in git, the trailers are the last paragraph, never the title, and only if all its lines are
/// trailers, or one of them is git's own (Signed-off-by, cherry picked from) and at least a quarter are trailers; a line that starts with
/// white space continues the one before. https://git-scm.com/docs/git-interpret-trailers
/// <code>
/// Title
///
/// Text.
///
/// Co-authored-by: Name &lt;email&gt;
/// Signed-off-by: Name &lt;email&gt;
/// </code>
/// </summary>
internal static class TrailerParser
{
    /// <summary>More people than this in one message are not credits but somebody's test of a parser.</summary>
    private const int MaxTrailers = 1000;

    /// <summary>Adds the trailers that name a person with an e-mail, in their order.</summary>
    public static void Parse(ReadOnlySpan<byte> message, List<ParsedTrailer> trailers)
    {
        int start = StartOfBlock(message, out int end);
        if (start < 0)
            return;

        int count = 0;
        for (int line = start; line < end && count < MaxTrailers;)
        {
            int lineEnd = EndOfLine(message, line, end);
            int next = Math.Min(lineEnd + 1, end);
            int separator = SeparatorIn(message[line..lineEnd]);
            // The value goes on where a line starts with white space.
            while (next < end && IsBlank(message[next]))
            {
                lineEnd = EndOfLine(message, next, end);
                next = Math.Min(lineEnd + 1, end);
            }

            if (separator > 0 && TryReadPerson(message, KindOf(message.Slice(line, separator).TrimEnd(" \t"u8)), line + separator + 1, lineEnd, out var trailer))
            {
                trailers.Add(trailer);
                count++;
            }

            line = next;
        }
    }

    /// <summary>What of a message is no trailer: where their block starts, or the message's length.</summary>
    public static int StartOfTrailers(ReadOnlySpan<byte> message) => StartOfBlock(message, out _) is >= 0 and var start ? start : message.Length;

    /// <summary>Where the block of trailers starts, or −1, and where it ends.</summary>
    private static int StartOfBlock(ReadOnlySpan<byte> message, out int end)
    {
        end = message.TrimEnd(" \t\r\n\f\v"u8).Length;
        int start = end;
        while (start > 0)
        {
            int line = message[..(start - 1)].LastIndexOf((byte)'\n') + 1;
            if (message[line..(start == end ? end : start - 1)].Trim(" \t\r\f\v"u8).IsEmpty)
                break;
            start = line;
        }

        // The title is no trailer: something must stand above the blank line.
        if (start == end || message[..start].Trim(" \t\r\n\f\v"u8).IsEmpty)
            return -1;
        return IsTrailerBlock(message[start..end]) ? start : -1;
    }

    private static bool IsTrailerBlock(ReadOnlySpan<byte> block)
    {
        int trailers = 0, others = 0;
        bool gits = false, afterTrailer = false;
        foreach (var range in block.Split((byte)'\n'))
        {
            var line = block[range];
            if (line.StartsWith("#"u8))
                continue;
            if (!line.IsEmpty && IsBlank(line[0]))
            {
                others += afterTrailer ? 0 : 1;
                continue;
            }

            bool own = line.StartsWith("Signed-off-by: "u8) || line.StartsWith("(cherry picked from commit "u8);
            afterTrailer = own || SeparatorIn(line) > 0;
            gits |= own;
            trailers += afterTrailer ? 1 : 0;
            others += afterTrailer ? 0 : 1;
        }

        return trailers > 0 && (others == 0 || gits && trailers * 3L >= others);
    }

    /// <summary>Where the colon after a token stands, or −1. A token is letters, digits and hyphens; blanks may stand before the colon.</summary>
    private static int SeparatorIn(ReadOnlySpan<byte> line)
    {
        int token = 0;
        while (token < line.Length && (char.IsAsciiLetterOrDigit((char)line[token]) || line[token] == '-'))
            token++;
        int colon = token;
        while (colon < line.Length && line[colon] is (byte)' ' or (byte)'\t')
            colon++;
        return token > 0 && colon < line.Length && line[colon] == ':' ? colon : -1;
    }

    /// <summary>Reads <c>Name &lt;email&gt;</c>; behind a token known to name people, a bare e-mail too.</summary>
    private static bool TryReadPerson(ReadOnlySpan<byte> message, TrailerKind kind, int start, int end, out ParsedTrailer trailer)
    {
        trailer = default;
        var value = message[start..end];
        int open = value.IndexOf((byte)'<');
        if (open >= 0)
        {
            int length = value[(open + 1)..].IndexOfAny((byte)'>', (byte)'\n');
            if (length < 0 || value[open + 1 + length] != '>')
                return false;
            var name = Trim(message, start, start + open);
            var email = Trim(message, start + open + 1, start + open + 1 + length);
            // Something like "See: a <b>" names nobody; "Name <unknown>" may, behind a known token.
            bool named = kind != TrailerKind.Other || message[email].Contains((byte)'@') && !message[name].IsEmpty;
            if (!named || message[email].IsEmpty || message[name].Contains((byte)'\n'))
                return false;
            trailer = new ParsedTrailer(kind, name, email);
            return true;
        }

        var bare = Trim(message, start, end);
        if (kind == TrailerKind.Other || !message[bare].Contains((byte)'@') || message[bare].IndexOfAny(" \t\r\n"u8) >= 0 || message[bare][0] == '@')
            return false;
        trailer = new ParsedTrailer(kind, new Range(bare.Start, bare.Start), bare);
        return true;
    }

    private static TrailerKind KindOf(ReadOnlySpan<byte> token)
    {
        foreach (var (name, kind) in Known)
            if (Ascii.EqualsIgnoreCase(token, name))
                return kind;
        return TrailerKind.Other;
    }

    private static readonly (byte[] Token, TrailerKind Kind)[] Known =
    [
        ("Signed-off-by"u8.ToArray(), TrailerKind.SignedOffBy),
        ("Co-authored-by"u8.ToArray(), TrailerKind.CoAuthoredBy),
        ("Co-developed-by"u8.ToArray(), TrailerKind.CoAuthoredBy),
        ("Reviewed-by"u8.ToArray(), TrailerKind.ReviewedBy),
        ("Acked-by"u8.ToArray(), TrailerKind.AckedBy),
        ("Tested-by"u8.ToArray(), TrailerKind.TestedBy),
        ("Reported-by"u8.ToArray(), TrailerKind.ReportedBy),
        ("Suggested-by"u8.ToArray(), TrailerKind.SuggestedBy),
        ("Helped-by"u8.ToArray(), TrailerKind.HelpedBy),
        ("Mentored-by"u8.ToArray(), TrailerKind.MentoredBy),
    ];

    private static Range Trim(ReadOnlySpan<byte> message, int start, int end)
    {
        while (start < end && IsSpace(message[start]))
            start++;
        while (end > start && IsSpace(message[end - 1]))
            end--;
        return start..end;
    }

    private static int EndOfLine(ReadOnlySpan<byte> message, int start, int end)
    {
        int length = message[start..end].IndexOf((byte)'\n');
        return length < 0 ? end : start + length;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\f' or (byte)'\v';

    private static bool IsSpace(byte b) => IsBlank(b) || b == '\n';
}
