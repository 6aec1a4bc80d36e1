namespace RepoTopology.Git;

/// <summary>What comparing two versions gave: the newer one's content and lines, and the changes. Valid until the next comparison.</summary>
/// <param name="content">What the newer version is.</param>
/// <param name="lines">Its lines.</param>
/// <param name="changes">What differs.</param>
/// <param name="work">What comparing took, in units of 65,536 steps (<see cref="LineDiff.Work"/>).</param>
internal readonly ref struct ComparedVersion(VersionContent content, int lines, ReadOnlySpan<LineChange> changes, int work = 0)
{
    public VersionContent Content { get; } = content;

    public int Lines { get; } = lines;

    public ReadOnlySpan<LineChange> Changes { get; } = changes;

    public int Work { get; } = work;

    /// <summary>Whether the older version can have had so many lines: what follows the last change is equally long on both sides.</summary>
    public bool Fits(int olderLines)
    {
        if (Changes.IsEmpty)
            return olderLines == Lines;
        var last = Changes[^1];
        return (long)olderLines - last.OldStart - last.OldCount == (long)Lines - last.NewStart - last.NewCount;
    }
}

/// <summary>Compares versions of a file, from records of earlier runs where there are any, otherwise by reading the blobs.</summary>
internal sealed class VersionDiffs(
    ContentReader reader, bool ignoreWhitespace, long textBudget, DiffRecords? records, long mostWork = VersionDiffs.MostWork, bool marked = false)
{
    /// <summary>
    /// Steps that the versions of one family may take to compare: about a minute, and twenty times what any family of git's own history takes. Known
    /// comparisons count what they took when they were made, so that a cache changes no result.
    /// </summary>
    public const long MostWork = 1L << 34;

    private const int WorkShift = 16;

    private readonly LineDiff _diff = new();
    private readonly VersionTexts _texts = new(reader, ignoreWhitespace, textBudget, marked);
    private readonly DiffRecordCodec _codec = new();
    private long _work;

    /// <summary>Whether nothing more is compared since the last <see cref="Clear"/>: all that is asked is answered as unreadable.</summary>
    public bool IsExhausted => _work > mostWork;

    /// <summary>Looks at a version that has nothing to be compared with.</summary>
    public ComparedVersion Look(ObjectId blob)
    {
        if (records is not null && records.TryFind(ObjectId.Zero, blob, ignoreWhitespace, out var record) && _codec.TryDecode(record, out var known)
            && known.Changes.IsEmpty && (known.Content == VersionContent.Text || known.Lines == 0))
            return known;
        _texts.MakeRoom();
        var text = _texts.TryRead(blob, out var content, textOnly: true);
        var compared = new ComparedVersion(content, content == VersionContent.Text ? text!.Count : 0, []);
        return content == VersionContent.Unreadable ? compared : Note(ObjectId.Zero, blob, compared);
    }

    /// <summary>
    /// Compares two versions that have lines. A record that does not fit their numbers of lines is made anew; contents that do not fit (another
    /// record lied) are taken as unreadable.
    /// </summary>
    /// <param name="older">The older blob.</param>
    /// <param name="olderLines">Its lines, as far as is known.</param>
    /// <param name="newer">The newer blob.</param>
    /// <param name="newerLines">Its lines, where they are known already.</param>
    public ComparedVersion Compare(ObjectId older, int olderLines, ObjectId newer, int? newerLines = null)
    {
        if (IsExhausted)
            return new ComparedVersion(VersionContent.Unreadable, 0, []);
        if (records is not null && records.TryFind(older, newer, ignoreWhitespace, out var record) && _codec.TryDecode(record, out var known)
            && known.Fits(olderLines) && known.Lines == (newerLines ?? known.Lines))
        {
            Spend((long)known.Work << WorkShift);
            return known;
        }

        _texts.MakeRoom();
        var oldText = _texts.TryRead(older, out _);
        var newText = _texts.TryRead(newer, out var content, similar: oldText);
        if (oldText is null || newText is null || oldText.Count != olderLines || newText.Count != (newerLines ?? newText.Count))
            return new ComparedVersion(VersionContent.Unreadable, 0, []);
        long before = _diff.Work;
        var changes = _diff.Compare(oldText, newText);
        int work = (int)Math.Min((_diff.Work - before) >> WorkShift, int.MaxValue);
        Spend((long)work << WorkShift);
        return Note(older, newer, new ComparedVersion(content, newText.Count, changes, work));
    }

    /// <summary>A version's text, or null when it cannot be read.</summary>
    public LineText? TryRead(ObjectId blob) => _texts.TryRead(blob, out _);

    /// <inheritdoc cref="VersionTexts.TryMark"/>
    public bool TryMark(ObjectId blob, int start, int count, List<LineMark> marks) => _texts.TryMark(blob, start, count, marks);

    /// <summary>Counts work that is done elsewhere, in steps.</summary>
    public void Spend(long steps) => _work += steps;

    public void Clear()
    {
        _texts.Clear();
        _work = 0;
    }

    private ComparedVersion Note(ObjectId older, ObjectId newer, ComparedVersion compared)
    {
        records?.Add(older, newer, ignoreWhitespace, _codec.Encode(compared));
        return compared;
    }
}
