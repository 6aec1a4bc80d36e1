namespace RepoTopology.Git;

/// <summary>How bad it is to split a text between two lines, by their indents and blank lines; the less the better.</summary>
/// <param name="Indent">The deeper, the worse: outweighs a penalty of up to <see cref="IndentWeight"/>.</param>
/// <param name="Penalty">For what surrounds the split.</param>
/// <remarks>git's indent heuristic, chosen and weighted by M. Haggerty from human judgements: https://github.com/mhagger/diff-slider-tools.</remarks>
internal readonly record struct SplitScore(int Indent, int Penalty)
{
    private const int IndentWeight = 60;
    private const int MostBlanks = 20;
    private const int AtStart = 1;
    private const int AtEnd = 21;
    private const int PerBlank = -30;
    private const int PerBlankAfter = 6;

    // By how the line after the split stands to the one before; the second of a pair where blank lines are between.
    private static readonly (int Close, int Apart) Deeper = (-4, 10);
    private static readonly (int Close, int Apart) ShallowerThenDeeper = (24, 17);
    private static readonly (int Close, int Apart) Shallower = (23, 17);

    public static SplitScore operator +(SplitScore a, SplitScore b) => new(a.Indent + b.Indent, a.Penalty + b.Penalty);

    public bool IsAsGoodAs(SplitScore other) => IndentWeight * Math.Sign(Indent - other.Indent) + Penalty - other.Penalty <= 0;

    /// <summary>The split before line <paramref name="at"/>.</summary>
    public static SplitScore Of(ReadOnlySpan<byte> indents, int at)
    {
        var (before, blanksBefore) = LookBack(indents[..at]);
        bool isEnd = at == indents.Length;
        bool isBlank = isEnd || indents[at] == Indentation.Blank;
        var (after, blanksAfter) = isEnd ? (-1, 0) : LookAhead(indents[(at + 1)..]);
        int indent = isBlank ? after : indents[at];
        if (isBlank)
            blanksAfter++;
        else
            blanksAfter = 0;
        int blanks = blanksBefore + blanksAfter;

        int penalty = PerBlank * blanks + PerBlankAfter * blanksAfter;
        if (before < 0 && blanksBefore == 0)
            penalty += AtStart;
        if (isEnd)
            penalty += AtEnd;
        if (indent >= 0 && before >= 0 && indent != before)
        {
            var (close, apart) = indent > before ? Deeper : after > indent ? ShallowerThenDeeper : Shallower;
            penalty += blanks > 0 ? apart : close;
        }

        return new SplitScore(indent, penalty);
    }

    // The indent of the nearest line that is not blank, −1 where there is none; after many blanks it is taken as 0.
    private static (int Indent, int Blanks) LookBack(ReadOnlySpan<byte> indents)
    {
        for (int blanks = 0; blanks < indents.Length; blanks++)
            if (indents[indents.Length - 1 - blanks] is var indent and not Indentation.Blank)
                return (indent, blanks);
            else if (blanks + 1 == MostBlanks)
                return (0, MostBlanks);
        return (-1, indents.Length);
    }

    private static (int Indent, int Blanks) LookAhead(ReadOnlySpan<byte> indents)
    {
        for (int blanks = 0; blanks < indents.Length; blanks++)
            if (indents[blanks] is var indent and not Indentation.Blank)
                return (indent, blanks);
            else if (blanks + 1 == MostBlanks)
                return (0, MostBlanks);
        return (-1, indents.Length);
    }
}
