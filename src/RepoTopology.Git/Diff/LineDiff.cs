namespace RepoTopology.Git;

/// <summary>A stretch of lines that differs: <paramref name="OldCount"/> lines were replaced by <paramref name="NewCount"/>.</summary>
/// <param name="OldStart">Line before which it starts, counted from 0.</param>
/// <param name="OldCount">Lines removed, 0 or more.</param>
/// <param name="NewStart">Line before which it starts, counted from 0.</param>
/// <param name="NewCount">Lines added, 0 or more.</param>
public readonly record struct LineChange(int OldStart, int OldCount, int NewStart, int NewCount);

/// <summary>
/// Compares two texts line by line with git's default diff: Myers' linear-space search with git's clean-up, cut-offs and sliding. One per
/// thread.
/// </summary>
/// <remarks>E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).</remarks>
public sealed class LineDiff
{
    // git drops an equal end of the texts in blocks of so many bytes.
    private const int TailBlock = 1024;

    private readonly DiffCleanup _cleanup = new();
    private readonly MyersSearch _search = new();

    // Which lines are changed; all false between calls.
    private bool[] _oldChanged = [];
    private bool[] _newChanged = [];
    private LineChange[] _changes = new LineChange[16];

    /// <summary>Steps of searching so far; some 300 million take a second.</summary>
    public long Work => _search.Work;

    /// <summary>
    /// What <c>git blame</c> sees between two versions: no context, so an equal tail is set aside first, and changed stretches are slid to
    /// where the indent heuristic wants them.
    /// </summary>
    /// <returns>The changed stretches in order; valid until the next call.</returns>
    public ReadOnlySpan<LineChange> Compare(LineText oldText, LineText newText)
    {
        int tail = LinesSetAside(oldText.Content, newText.Content);
        var oldLines = oldText.Lines[..^tail];
        var newLines = newText.Lines[..^tail];
        var middle = Middle.Of(oldLines, newLines);
        if (middle.IsEmpty)
            return [];

        var oldChanged = Reserve(ref _oldChanged, oldLines.Length);
        var newChanged = Reserve(ref _newChanged, newLines.Length);
        if (middle.IsOneSided || !Search(oldLines, newLines, middle, oldText, newText))
        {
            oldChanged.Slice(middle.Start, middle.OldCount).Fill(true);
            newChanged.Slice(middle.Start, middle.NewCount).Fill(true);
        }

        new ChangeSlider(oldLines, oldText.Indents, oldChanged, newChanged).SlideAll();
        new ChangeSlider(newLines, newText.Indents, newChanged, oldChanged).SlideAll();
        return TakeChanges(oldChanged, newChanged);
    }

    /// <summary>Lines added and deleted as <c>git log --numstat</c> counts them (with context, so without setting the tail aside).</summary>
    public (int Added, int Deleted) Count(LineText oldText, LineText newText)
    {
        var oldLines = oldText.Lines;
        var newLines = newText.Lines;
        var middle = Middle.Of(oldLines, newLines);
        if (middle.IsOneSided)
            return (middle.NewCount, middle.OldCount);

        var oldChanged = Reserve(ref _oldChanged, oldLines.Length).Slice(middle.Start, middle.OldCount);
        var newChanged = Reserve(ref _newChanged, newLines.Length).Slice(middle.Start, middle.NewCount);
        if (!Search(oldLines, newLines, middle, oldText, newText))
            return (middle.NewCount, middle.OldCount);
        var counts = (newChanged.Count(true), oldChanged.Count(true));
        oldChanged.Clear();
        newChanged.Clear();
        return counts;
    }

    // Marks what is changed; false when there is nothing to search, as the middles have no line in common.
    private bool Search(ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines, Middle middle, LineText oldText, LineText newText)
    {
        int numberLimit = Math.Max(oldText.NumberLimit, newText.NumberLimit);
        if (!_cleanup.Run(oldLines, newLines, middle, numberLimit, _oldChanged, _newChanged))
            return false;
        _search.Run(_cleanup.Old, _cleanup.New, _oldChanged, _newChanged);
        return true;
    }

    // git without context: equal blocks at the end leave the texts, what then is no whole line comes back.
    private static int LinesSetAside(ReadOnlySpan<byte> oldContent, ReadOnlySpan<byte> newContent)
    {
        int tail = CommonEnds.CommonSuffixLength(oldContent, newContent) / TailBlock * TailBlock;
        var setAside = oldContent[^tail..];
        int lineFeed = setAside.IndexOf((byte)'\n');
        if (lineFeed < 0)
            return 0;
        setAside = setAside[(lineFeed + 1)..];
        return setAside.Count((byte)'\n') + (setAside.IsEmpty || setAside[^1] == '\n' ? 0 : 1);
    }

    private ReadOnlySpan<LineChange> TakeChanges(Span<bool> oldChanged, Span<bool> newChanged)
    {
        int count = 0;
        int oldAt = 0;
        int newAt = 0;
        while (true)
        {
            // Up to the next change in either text both advance alike.
            int oldNext = oldChanged[oldAt..].IndexOf(true);
            int newNext = newChanged[newAt..].IndexOf(true);
            if (oldNext < 0 && newNext < 0)
                return _changes.AsSpan(0, count);
            int equal = oldNext < 0 ? newNext : newNext < 0 ? oldNext : Math.Min(oldNext, newNext);
            oldAt += equal;
            newAt += equal;
            int deleted = TakeRun(oldChanged[oldAt..]);
            int added = TakeRun(newChanged[newAt..]);
            if (count == _changes.Length)
                Array.Resize(ref _changes, count * 2);
            _changes[count++] = new LineChange(oldAt, deleted, newAt, added);
            oldAt += deleted;
            newAt += added;
        }
    }

    private static int TakeRun(Span<bool> changed)
    {
        int length = changed.IndexOf(false) is var end and >= 0 ? end : changed.Length;
        changed[..length].Clear();
        return length;
    }

    private static Span<bool> Reserve(ref bool[] flags, int length)
    {
        if (flags.Length < length)
            flags = new bool[Math.Max(length, (int)Math.Min(Array.MaxLength, 2L * flags.Length))];
        return flags.AsSpan(0, length);
    }
}
