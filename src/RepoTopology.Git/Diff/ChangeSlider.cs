namespace RepoTopology.Git;

/// <summary>
/// Moves one text's changed blocks to where they read best. A block whose first line equals the line after it says the same one line
/// further down; likewise upwards. Blocks that meet become one.
/// </summary>
/// <param name="lines">The text's lines.</param>
/// <param name="indents">Each line's <see cref="Indentation"/>.</param>
/// <param name="changed">Which of them are changed.</param>
/// <param name="othersChanged">Which lines of the other text are.</param>
internal ref struct ChangeSlider(
    ReadOnlySpan<int> lines, ReadOnlySpan<byte> indents, Span<bool> changed, ReadOnlySpan<bool> othersChanged)
{
    // The heuristic judges so many places at most.
    private const int MostPlaces = 100;

    private readonly ReadOnlySpan<int> _lines = lines;
    private readonly ReadOnlySpan<byte> _indents = indents[..lines.Length];
    private readonly Span<bool> _changed = changed;
    private readonly ReadOnlySpan<bool> _othersChanged = othersChanged;

    // The block at hand, and what is changed in the other text at the same place: as many unchanged lines stand before both.
    private int _start;
    private int _end;
    private int _otherStart;
    private int _otherEnd;

    public void SlideAll()
    {
        while (FindNext())
            Slide();
    }

    private bool FindNext()
    {
        int unchanged = _changed[_end..].IndexOf(true);
        if (unchanged < 0)
            return false;
        _start = _end + unchanged;
        _end = _start + RunLength(_changed[_start..]);

        // The same number of unchanged lines further in the other text, over whatever is changed there.
        while (_othersChanged.Slice(_otherEnd, unchanged).IndexOf(true) is var next and >= 0)
        {
            _otherEnd += next;
            _otherEnd += RunLength(_othersChanged[_otherEnd..]);
            unchanged -= next;
        }

        _otherStart = _otherEnd + unchanged;
        _otherEnd = _otherStart + RunLength(_othersChanged[_otherStart..]);
        return true;
    }

    private void Slide()
    {
        int highest;
        int besideOther;
        int size;
        do
        {
            size = _end - _start;
            besideOther = -1;
            while (TryUp())
                ;
            highest = _end;
            do
            {
                if (_otherEnd > _otherStart)
                    besideOther = _end;
            }
            while (TryDown());
        }
        while (size != _end - _start);

        if (_end == highest)
            return;
        int best = besideOther >= 0 ? besideOther : BestEnd(highest, size);
        while (_end > best)
            TryUp();
    }

    // Ends of the block at the possible places, the last ones if there are many: sliding by more than its size changes nothing to see.
    private readonly int BestEnd(int highest, int size)
    {
        int best = Math.Max(highest, _end - Math.Min(size + 1, MostPlaces));
        var bestScore = ScoreAt(best, size);
        for (int end = best + 1; end <= _end; end++)
            if (ScoreAt(end, size) is var score && score.IsAsGoodAs(bestScore))
                (best, bestScore) = (end, score);
        return best;
    }

    private readonly SplitScore ScoreAt(int end, int size) => SplitScore.Of(_indents, end) + SplitScore.Of(_indents, end - size);

    private bool TryUp()
    {
        if (_start == 0 || _lines[_start - 1] != _lines[_end - 1])
            return false;
        _changed[--_start] = true;
        _changed[--_end] = false;
        while (_start > 0 && _changed[_start - 1])
            _start--;
        _otherEnd = _otherStart = _otherStart - 1;
        while (_otherStart > 0 && _othersChanged[_otherStart - 1])
            _otherStart--;
        return true;
    }

    private bool TryDown()
    {
        if (_end == _lines.Length || _lines[_start] != _lines[_end])
            return false;
        _changed[_start++] = false;
        _changed[_end++] = true;
        while (_end < _lines.Length && _changed[_end])
            _end++;
        _otherStart = _otherEnd = _otherEnd + 1;
        while (_otherEnd < _othersChanged.Length && _othersChanged[_otherEnd])
            _otherEnd++;
        return true;
    }

    private static int RunLength(ReadOnlySpan<bool> changed) => changed.IndexOf(false) is var end and >= 0 ? end : changed.Length;
}
