using System.Buffers;
using System.Text;

namespace RepoTopology.Git;

/// <summary>What a line of a .gitattributes file says about one attribute.</summary>
internal readonly record struct AttributeAssignment(string Name, AttributeValue Value);

/// <summary>A line of a .gitattributes file: a pattern and what it says, in the line's order.</summary>
internal sealed record AttributeRule(AttributePattern Pattern, AttributeAssignment[] Assignments);

/// <summary>
/// The lines of a .gitattributes file: <c>pattern attr -attr !attr attr=text</c>, or <c>[attr]name attr …</c> for a macro. What git warns
/// about and ignores (lines over 2,048 bytes, bad names, negated patterns) is ignored here. https://git-scm.com/docs/gitattributes
/// </summary>
internal sealed class AttributeFile
{
    /// <summary>Bytes; a longer file counts as empty.</summary>
    public const int MostBytes = 16 << 20;

    private const int MostLineBytes = 2048;
    private const int MostRules = 50_000;

    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n"u8);

    public static AttributeFile Empty { get; } = new();

    public List<AttributeRule> Rules { get; } = [];

    public List<(string Name, AttributeAssignment[] Assignments)> Macros { get; } = [];

    public static AttributeFile Parse(ReadOnlySpan<byte> content, bool ignoreCase)
    {
        if (content.IsEmpty || content.Length > MostBytes)
            return Empty;
        var file = new AttributeFile();
        if (content.StartsWith("\uFEFF"u8))
            content = content[3..];
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (line.Length < MostLineBytes && file.Rules.Count + file.Macros.Count < MostRules)
                file.Add(line, ignoreCase);
        }

        return file;
    }

    private void Add(ReadOnlySpan<byte> line, bool ignoreCase)
    {
        line = SkipBlank(line);
        if (line.IsEmpty || line[0] == '#')
            return;
        if (line.StartsWith("[attr]"u8))
        {
            line = SkipBlank(line["[attr]"u8.Length..]);
            var name = TakeWord(ref line);
            if (IsName(name) && ReadAssignments(line) is { } macro)
                Macros.Add((Encoding.ASCII.GetString(name), macro));
            return;
        }

        var pattern = line[0] == '"' && Unquote(ref line) is { } quoted ? quoted : TakeWord(ref line);
        if (AttributePattern.Parse(pattern, ignoreCase) is { } parsed && ReadAssignments(line) is { } assignments)
            Rules.Add(new AttributeRule(parsed, assignments));
    }

    /// <summary>Null when a name is malformed: then git ignores the whole line.</summary>
    private static AttributeAssignment[]? ReadAssignments(ReadOnlySpan<byte> rest)
    {
        var assignments = new List<AttributeAssignment>();
        for (rest = SkipBlank(rest); !rest.IsEmpty; rest = SkipBlank(rest))
        {
            var word = TakeWord(ref rest);
            byte prefix = word[0];
            if (prefix is (byte)'-' or (byte)'!')
                word = word[1..];
            int equals = word.IndexOf((byte)'=');
            var name = equals < 0 ? word : word[..equals];
            if (!IsName(name))
                return null;
            assignments.Add(new AttributeAssignment(Encoding.ASCII.GetString(name), prefix switch
            {
                (byte)'-' => new AttributeValue(AttributeState.Unset),
                (byte)'!' => new AttributeValue(AttributeState.Unspecified),
                _ when equals < 0 => new AttributeValue(AttributeState.Set),
                _ => new AttributeValue(AttributeState.Text, Encoding.UTF8.GetString(word[(equals + 1)..])),
            }));
        }

        return [.. assignments];
    }

    private static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] == '-')
            return false;
        foreach (byte b in name)
            if (!char.IsAsciiLetterOrDigit((char)b) && b is not ((byte)'-' or (byte)'_' or (byte)'.'))
                return false;
        return true;
    }

    private static ReadOnlySpan<byte> SkipBlank(ReadOnlySpan<byte> text)
    {
        int start = text.IndexOfAnyExcept(Blank);
        return start < 0 ? [] : text[start..];
    }

    private static ReadOnlySpan<byte> TakeWord(ref ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny(Blank);
        var word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return word;
    }

    /// <summary>Takes a pattern in double quotes with C escapes; null, and nothing taken, when it is none.</summary>
    private static byte[]? Unquote(ref ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>();
        for (int i = 1; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '"')
            {
                text = text[(i + 1)..];
                return [.. bytes];
            }

            if (b != '\\')
            {
                bytes.Add(b);
                continue;
            }

            if (++i == text.Length)
                return null;
            if (text[i] is >= (byte)'0' and <= (byte)'3')
            {
                if (i + 2 >= text.Length || text[i + 1] is < (byte)'0' or > (byte)'7' || text[i + 2] is < (byte)'0' or > (byte)'7')
                    return null;
                bytes.Add((byte)((text[i] - '0') << 6 | (text[i + 1] - '0') << 3 | text[i + 2] - '0'));
                i += 2;
                continue;
            }

            int letter = "abtnvfr\"\\"u8.IndexOf(text[i]);
            if (letter < 0)
                return null;
            bytes.Add("\a\b\t\n\v\f\r\"\\"u8[letter]);
        }

        return null;
    }
}
