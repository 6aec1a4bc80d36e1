using System.Buffers;

namespace RepoTopology.Git;

/// <summary>Gives equal lines equal numbers over all versions of a file. One per thread; <see cref="Clear"/> it between files that share nothing.</summary>
/// <param name="ignoreWhitespace">Lines are equal when they are after removing all white space, as <c>-w</c> does.</param>
public sealed class LineNumbering(bool ignoreWhitespace = false)
{
    /// <summary>The most bytes of a text; git takes larger files as binary.</summary>
    public const int MaxContentSize = 512 << 20;

    /// <summary>The most lines of a text.</summary>
    public const int MaxLines = 128 << 20;

    private const int MostSpareTexts = 64;

    private readonly LineTable _table = new();
    private readonly Stack<LineText> _spareTexts = new();
    private byte[] _stripped = [];

    /// <summary>Whether white space counts.</summary>
    public bool IgnoresWhitespace => ignoreWhitespace;

    /// <summary>
    /// Bytes of memory that the numbers take, texts not included: some 24 for each different line since the last <see cref="Clear"/>.
    /// </summary>
    public long Size => _table.Size;

    /// <summary>Cuts content into numbered lines. The content is copied.</summary>
    /// <param name="content">A blob's bytes.</param>
    /// <param name="similar">A neighbouring version, numbered here: what the two share at both ends is not looked at again.</param>
    /// <exception cref="GitDataException">It has more than <see cref="MaxContentSize"/> bytes or <see cref="MaxLines"/> lines.</exception>
    public LineText Read(ReadOnlySpan<byte> content, LineText? similar = null)
    {
        if (content.Length > MaxContentSize)
            throw new GitDataException(GitDataProblem.TooLarge, $"a text of {content.Length} bytes is too large to compare");
        var (head, tail) = similar is null ? (0, 0) : SharedEnds(content, similar.Content);
        int headLines = CountLines(content[..head]);
        int middleLines = CountLines(content[head..^tail]);
        int tailLines = CountLines(content[^tail..]);
        int count = headLines + middleLines + tailLines;
        if (count > MaxLines)
            throw new GitDataException(GitDataProblem.TooLarge, $"a text of {count} lines is too large to compare");

        byte[] copy = ArrayPool<byte>.Shared.Rent(content.Length + LineKey.Slack);
        int[] lines = ArrayPool<int>.Shared.Rent(count);
        byte[] indents = ArrayPool<byte>.Shared.Rent(count);
        content.CopyTo(copy);
        if (similar is not null)
        {
            similar.Lines[..headLines].CopyTo(lines);
            similar.Indents[..headLines].CopyTo(indents);
            similar.Lines[^tailLines..].CopyTo(lines.AsSpan(count - tailLines));
            similar.Indents[^tailLines..].CopyTo(indents.AsSpan(count - tailLines));
        }

        Cut(copy.AsSpan(head), content.Length - tail - head, lines.AsSpan(headLines, middleLines), indents.AsSpan(headLines, middleLines));
        var text = _spareTexts.Count > 0 ? _spareTexts.Pop() : new LineText();
        text.Hold(copy, content.Length, lines, indents, count, _table.Count);
        return text;
    }

    /// <summary>Takes back a text's arrays for use by the next; it must not be used any more.</summary>
    public void Release(LineText text)
    {
        var (content, lines, indents) = text.LetGo();
        ArrayPool<byte>.Shared.Return(content);
        ArrayPool<int>.Shared.Return(lines);
        ArrayPool<byte>.Shared.Return(indents);
        if (_spareTexts.Count < MostSpareTexts)
            _spareTexts.Push(text);
    }

    /// <summary>Forgets all numbers. Texts read before must not be compared with texts read later.</summary>
    public void Clear() => _table.Clear();

    // Bytes of whole lines that both texts start with, and that both end with.
    private static (int Head, int Tail) SharedEnds(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int head = a[..a.CommonPrefixLength(b)].LastIndexOf((byte)'\n') + 1;
        a = a[head..];
        b = b[head..];
        int tail = CommonEnds.CommonSuffixLength(a, b);
        if (!StartsLine(a, tail) || !StartsLine(b, tail))
            tail -= a[^tail..].IndexOf((byte)'\n') is var lineFeed and >= 0 ? lineFeed + 1 : tail;
        return (head, tail);
    }

    private static bool StartsLine(ReadOnlySpan<byte> text, int tail) => tail == text.Length || text[text.Length - tail - 1] == '\n';

    private static int CountLines(ReadOnlySpan<byte> text) =>
        text.Count((byte)'\n') + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);

    // The text is the first bytes of a longer span, so that keys may read a little behind it.
    private void Cut(ReadOnlySpan<byte> text, int length, Span<int> lines, Span<byte> indents)
    {
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            int end = text[start..length].IndexOf((byte)'\n');
            bool isEnded = end >= 0;
            int size = isEnded ? end : length - start;
            var line = text[start..];
            indents[i] = Indentation.Of(line[..size]);
            lines[i] = _table.NumberOf(ignoreWhitespace ? KeyOfStripped(line[..size]) : LineKey.Of(line, size, isEnded));
            start += size + 1;
        }
    }

    // LF is white space too, so a last line without it is no special one.
    private LineKey KeyOfStripped(ReadOnlySpan<byte> line)
    {
        if (_stripped.Length < line.Length + LineKey.Slack)
            _stripped = new byte[Math.Max(line.Length + LineKey.Slack, 2 * _stripped.Length)];
        byte[] stripped = _stripped;
        int length = 0;
        foreach (byte b in line)
        {
            stripped[length] = b;
            length += b is (byte)' ' or (byte)'\t' or (byte)'\r' ? 0 : 1;
        }

        return LineKey.Of(stripped, length, isEnded: true);
    }
}
