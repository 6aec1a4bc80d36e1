namespace RepoTopology.Git;

/// <summary>The texts of a file's versions, least recently used given up first.</summary>
internal sealed class VersionTexts(ContentReader reader, bool ignoreWhitespace, long budget, bool marked = false)
{
    /// <summary>Blobs above it are not compared, as with git's core.bigFileThreshold. In bytes.</summary>
    public const int MostBytes = 512 << 20;

    // Above it the beginning is looked at first.
    private const int LargeBytes = 64 << 10;

    // The two that are being compared stay.
    private const int Fewest = 2;

    // The numbers of lines may take so many times what texts may: most files fit, and a large one that is written anew over and over does not fill memory.
    private const int NumbersToTexts = 16;

    private readonly LineNumbering _numbering = new(ignoreWhitespace, marked);
    private readonly Dictionary<ObjectId, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _held;

    /// <summary>The lines of a blob, or null when it is absent or too large.</summary>
    /// <param name="blob">Any blob; what is no blob counts as absent.</param>
    /// <param name="content">What it is.</param>
    /// <param name="similar">A version nearby.</param>
    /// <param name="textOnly">Null for binary content too.</param>
    public LineText? TryRead(ObjectId blob, out VersionContent content, LineText? similar = null, bool textOnly = false)
    {
        if (_entries.TryGetValue(blob, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            content = node.Value.Content;
            return node.Value.Text;
        }

        if (textOnly && IsLargeBinary(blob))
        {
            content = VersionContent.Binary;
            return null;
        }

        try
        {
            return Read(blob, out content, similar, textOnly);
        }
        catch (GitDataException e) when (e.Problem is GitDataProblem.TooLarge or GitDataProblem.Unsupported)
        {
            content = VersionContent.Unreadable;
            return null;
        }
    }

    private LineText? Read(ObjectId blob, out VersionContent content, LineText? similar, bool textOnly)
    {
        content = VersionContent.Unreadable;

        // A large text makes room before the next one comes; the one that it is compared with is the most recently used.
        while (_held > budget && _byUse.Count > 1)
            GiveUp(_byUse.Last!);
        if (!reader.TryRead(blob, out var found) || found.Type != ObjectType.Blob || found.Data.Length > MostBytes)
            return null;
        content = LineText.IsBinary(found.Data) ? VersionContent.Binary : VersionContent.Text;
        if (textOnly && content == VersionContent.Binary)
            return null;
        if (!reader.Memory.Fits(found.Data))
        {
            content = VersionContent.Unreadable;
            return null;
        }

        var text = _numbering.Read(found.Data, similar ?? _byUse.First?.Value.Text);
        _entries.Add(blob, _byUse.AddFirst(new Entry(blob, text, content)));
        _held += text.Size;
        while (_held > budget && _byUse.Count > Fewest)
            GiveUp(_byUse.Last!);
        return text;
    }

    /// <summary>Appends the marks of some lines; false when the text cannot be read, or has not so many.</summary>
    public bool TryMark(ObjectId blob, int start, int count, List<LineMark> marks)
    {
        if (TryRead(blob, out _) is not { } text || start > text.Count - count)
            return false;
        foreach (int line in text.Lines.Slice(start, count))
            marks.Add(_numbering.MarkOf(line));
        return true;
    }

    /// <summary>Between two comparisons: where there are too many numbers, all texts go, for others would be numbered differently.</summary>
    public void MakeRoom()
    {
        if (_numbering.Size > NumbersToTexts * budget)
            Clear();
    }

    public void Clear()
    {
        while (_byUse.Last is { } last)
            GiveUp(last);
        _numbering.Clear();
        reader.LetGo();
    }

    // Pictures and archives are mostly stored whole: their beginning tells, and saves decoding the rest.
    private bool IsLargeBinary(ObjectId blob)
    {
        Span<byte> start = stackalloc byte[LineText.BinaryLookSize];
        return reader.TryReadStart(blob, start, LargeBytes) && LineText.IsBinary(start);
    }

    private void GiveUp(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Blob);
        _held -= node.Value.Text.Size;
        _numbering.Release(node.Value.Text);
    }

    private readonly record struct Entry(ObjectId Blob, LineText Text, VersionContent Content);
}
