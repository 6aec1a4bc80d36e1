namespace RepoTopology.Git;

/// <summary>What comparing two versions gave: the newer one's content and lines, and the changes. Valid until the next comparison.</summary>
internal readonly ref struct ComparedVersion(VersionContent content, int lines, ReadOnlySpan<LineChange> changes)
{
    public VersionContent Content { get; } = content;

    public int Lines { get; } = lines;

    public ReadOnlySpan<LineChange> Changes { get; } = changes;
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
        if (records is not null && records.TryFind(ObjectId.Zero, blob, ignoreWhitespace, out var record) && _codec.TryDecode(record, out var known))
            return known;
        var text = _texts.TryRead(blob, out var content, textOnly: true);
        var compared = new ComparedVersion(content, text?.Count ?? 0, []);
        return content == VersionContent.Unreadable ? compared : Note(ObjectId.Zero, blob, compared);
    }

    /// <summary>Compares two versions that have lines.</summary>
    public ComparedVersion Compare(ObjectId older, ObjectId newer)
    {
        if (records is not null && records.TryFind(older, newer, ignoreWhitespace, out var record) && _codec.TryDecode(record, out var known))
            return known;
        var oldText = _texts.TryRead(older, out _);
        var newText = _texts.TryRead(newer, out var content, similar: oldText);
        if (oldText is null || newText is null)
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
