using System.Buffers;
using System.Runtime.CompilerServices;

namespace RepoTopology.Git;

/// <summary>Gives equal lines equal numbers over all versions of a file. One per thread; <see cref="Clear"/> it between files that share nothing.</summary>
/// <param name="ignoreWhitespace">Lines are equal when they are after removing all white space, as <c>-w</c> does.</param>
/// <param name="marked">Whether to mark the lines, for <see cref="MarkOf"/>.</param>
public sealed class LineNumbering(bool ignoreWhitespace = false, bool marked = false)
{
    /// <summary>The most bytes of a text; git takes larger files as binary.</summary>
    public const int MaxContentSize = 512 << 20;

    /// <summary>The most lines of a text.</summary>
    public const int MaxLines = 128 << 20;

    private const int MostSpareTexts = 64;

    private readonly LineTable _table = new();
    private readonly List<LineMark> _marks = [];
    private readonly Stack<LineText> _spareTexts = new();
    private byte[] _stripped = [];

    /// <summary>Whether white space counts.</summary>
    public bool IgnoresWhitespace => ignoreWhitespace;

    /// <summary>
    /// Bytes of memory that the numbers take, texts not included: some 24 for each different line since the last <see cref="Clear"/>.
    /// </summary>
    public long Size => _table.Size;

    /// <summary>The mark of the lines that have a number.</summary>
    public LineMark MarkOf(int number) => _marks[number];

    /// <summary>Cuts content into numbered lines. The content is copied.</summary>
    /// <param name="content">A blob's bytes.</param>
    /// <param name="similar">A neighbouring version, numbered here: what the two share is not looked at again.</param>
    /// <exception cref="GitDataException">
    /// It has more than <see cref="MaxContentSize"/> bytes or <see cref="MaxLines"/> lines, or there are more than that many different
    /// lines since the last <see cref="Clear"/>.
    /// </exception>
    public LineText Read(ReadOnlySpan<byte> content, LineText? similar = null)
    {
        if (content.Length > MaxContentSize)
            throw new GitDataException(GitDataProblem.TooLarge, $"a text of {content.Length} bytes is too large to compare");
        int count = CountLines(content);
        if (count > MaxLines)
            throw new GitDataException(GitDataProblem.TooLarge, $"a text of {count} lines is too large to compare");

        byte[] copy = ArrayPool<byte>.Shared.Rent(content.Length + LineKey.Slack);
        int[] lines = ArrayPool<int>.Shared.Rent(count);
        byte[] indents = ArrayPool<byte>.Shared.Rent(count);
        content.CopyTo(copy);
        if (similar is null)
            Cut(copy, content.Length, lines.AsSpan(0, count), indents.AsSpan(0, count), default);
        else
            CutBeside(similar, copy, content.Length, lines.AsSpan(0, count), indents.AsSpan(0, count));

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
    public void Clear()
    {
        _table.Clear();
        _marks.Clear();
    }

    private static int CountLines(ReadOnlySpan<byte> text) => text.Count((byte)'\n') + (text.IsEmpty || text[^1] == '\n' ? 0 : 1);

    private void CutBeside(LineText similar, ReadOnlySpan<byte> text, int length, Span<int> lines, Span<byte> indents)
    {
        var old = similar.Content;
        int tail = CommonTail(text[..length], old);
        int tailLines = CountLines(old[^tail..]);
        similar.Lines[^tailLines..].CopyTo(lines[^tailLines..]);
        similar.Indents[^tailLines..].CopyTo(indents[^tailLines..]);
        Cut(
            text, length - tail, lines[..^tailLines], indents[..^tailLines],
            new SimilarText(old[..^tail], similar.Lines[..^tailLines], similar.Indents[..^tailLines]));
    }

    // Bytes of whole lines that both texts end with.
    private static int CommonTail(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int tail = CommonEnds.CommonSuffixLength(a, b);
        if (StartsLine(a, tail) && StartsLine(b, tail))
            return tail;
        int lineFeed = a[^tail..].IndexOf((byte)'\n');
        return lineFeed < 0 ? 0 : tail - lineFeed - 1;
    }

    private static bool StartsLine(ReadOnlySpan<byte> text, int tail) => tail == text.Length || text[text.Length - tail - 1] == '\n';

    // The text is the first bytes of a longer span, so that keys may read a little behind it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cut(ReadOnlySpan<byte> text, int length, Span<int> lines, Span<byte> indents, SimilarText similar)
    {
        int start = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            var (sameLines, sameBytes) = similar.Follow(text[start..length], lines[i..], indents[i..]);
            i += sameLines;
            start += sameBytes;
            if (i == lines.Length)
                return;

            int end = text[start..length].IndexOf((byte)'\n');
            bool isEnded = end >= 0;
            int size = isEnded ? end : length - start;
            var line = text[start..];
            indents[i] = Indentation.Of(line[..size]);
            start += size + 1;
            if (ignoreWhitespace)
            {
                // LF is white space too, so a last line without it is no special one.
                size = Strip(line[..size]);
                line = _stripped;
                isEnded = true;
            }

            lines[i] = _table.NumberOf(LineKey.Of(line, size, isEnded));
            if (marked && lines[i] == _marks.Count)
                _marks.Add(LineMark.Of(line, size));
            similar.Seek(lines[i]);
        }
    }

    private int Strip(ReadOnlySpan<byte> line)
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

        return length;
    }
}
