namespace RepoTopology.Git;

/// <summary>What comparing two versions gave: the newer one's content and lines, and the changes. Valid until the next comparison.</summary>
internal readonly ref struct ComparedVersion(VersionContent content, int lines, ReadOnlySpan<LineChange> changes)
{
    public VersionContent Content { get; } = content;

    public int Lines { get; } = lines;

    public ReadOnlySpan<LineChange> Changes { get; } = changes;

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
internal sealed class VersionDiffs(ObjectReader reader, bool ignoreWhitespace, long textBudget, DiffRecords? records)
{
    private readonly LineDiff _diff = new();
    private readonly VersionTexts _texts = new(reader, ignoreWhitespace, textBudget);
    private readonly DiffRecordCodec _codec = new();

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
        if (records is not null && records.TryFind(older, newer, ignoreWhitespace, out var record) && _codec.TryDecode(record, out var known)
            && known.Fits(olderLines) && known.Lines == (newerLines ?? known.Lines))
            return known;
        _texts.MakeRoom();
        var oldText = _texts.TryRead(older, out _);
        var newText = _texts.TryRead(newer, out var content, similar: oldText);
        if (oldText is null || newText is null || oldText.Count != olderLines || newText.Count != (newerLines ?? newText.Count))
            return new ComparedVersion(VersionContent.Unreadable, 0, []);
        return Note(older, newer, new ComparedVersion(content, newText.Count, _diff.Compare(oldText, newText)));
    }

    /// <summary>A version's text, or null when it cannot be read.</summary>
    public LineText? TryRead(ObjectId blob) => _texts.TryRead(blob, out _);

    public void Clear() => _texts.Clear();

    private ComparedVersion Note(ObjectId older, ObjectId newer, ComparedVersion compared)
    {
        records?.Add(older, newer, ignoreWhitespace, _codec.Encode(compared));
        return compared;
    }
}
