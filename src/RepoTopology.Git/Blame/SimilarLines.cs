namespace RepoTopology.Git;

/// <summary>
/// Finds the lines of an older version that changed lines were made from, by their <see cref="LinePrints"/>. Within a changed stretch the line
/// that is matched most clearly goes first and takes its pairs out of the older line, so that the rest is left to others; then what lies
/// before it and what lies after it, so that order is kept. Lines without a match there are looked for in what is left of the whole older version.
/// </summary>
internal sealed class SimilarLines
{
    // How far from its proportional place in the stretch a line is looked for.
    private const int Reach = 10;

    // More lines than this are matched in blocks, because the clearest one is looked for again and again.
    private const int MostLines = 8192;

    // What a shared pair counts; each line of distance takes one off.
    private const int PairWeight = 1000;

    // Looks at a pair, for one version; some seconds. Lines that come after it stay with the commit.
    private const long MostWork = 1L << 30;

    private readonly ushort[][] _older;
    private readonly ushort[][] _newer;
    private readonly List<(int Line, int OldLine)> _matches = [];
    private Candidate[] _candidates = [];
    private long _work;

    private SimilarLines(LineText older, LineText newer) => (_older, _newer) = (LinePrints.Of(older), LinePrints.Of(newer));

    /// <summary>The older line that a line resembles most, and how much more than the next.</summary>
    private readonly record struct Candidate(int OldLine, int Clearness);

    /// <returns>Pairs of a line of the newer text and the older line it resembles, both counted from 0.</returns>
    public static IEnumerable<(int Line, int OldLine)> Match(LineText older, LineText newer, IReadOnlyList<LineChange> changes)
    {
        var lines = new SimilarLines(older, newer);
        var whole = new PrintIndex(lines._older);
        foreach (var change in changes)
        {
            int first = lines._matches.Count;
            if (change.OldCount > 0)
                lines.MatchWithin(change);
            var matched = lines._matches.Skip(first).Select(match => match.Line).ToHashSet();
            for (int line = change.NewStart; line < change.NewStart + change.NewCount; line++)
                if (!matched.Contains(line) && lines._work < MostWork && whole.Find(lines._newer[line], line, ref lines._work) is >= 0 and int oldLine)
                    lines._matches.Add((line, oldLine));
        }

        return lines._matches;
    }

    private void MatchWithin(LineChange change)
    {
        if (_candidates.Length < change.NewCount)
            _candidates = new Candidate[change.NewCount];
        for (int start = 0; start < change.NewCount; start += MostLines)
        {
            var whole = new Box(0, change.OldCount, start, Math.Min(change.NewCount, start + MostLines));
            Rate(change, whole, whole.NewStart, whole.NewEnd);
            MatchWithin(change, whole);
        }
    }

    private void MatchWithin(LineChange change, Box whole)
    {
        var open = new Stack<Box>([whole]);
        while (open.TryPop(out var box) && _work < MostWork)
        {
            RateEnds(change, box);
            int line = Clearest(box);
            if (line < 0)
                continue;
            int oldLine = _candidates[line].OldLine;
            _matches.Add((change.NewStart + line, change.OldStart + oldLine));
            ref ushort[] left = ref _older[change.OldStart + oldLine];
            left = LinePrints.Without(left, _newer[change.NewStart + line]);

            // Several lines may come from one, so the old line stays in reach on both sides.
            open.Push(new Box(oldLine, box.OldEnd, line + 1, box.NewEnd));
            open.Push(new Box(box.OldStart, oldLine + 1, box.NewStart, line));
        }
    }

    /// <summary>Rates the lines again that see an end of the box: it was cut there, and others have taken from the old line that it shares.</summary>
    private void RateEnds(LineChange change, Box box)
    {
        int first = box.NewStart;
        while (first < box.NewEnd && Centre(first, change) - Reach <= box.OldStart)
            first++;
        int last = box.NewEnd;
        while (last > first && Centre(last - 1, change) + Reach >= box.OldEnd - 1)
            last--;
        Rate(change, box, box.NewStart, first);
        Rate(change, box, last, box.NewEnd);
    }

    private int Clearest(Box box)
    {
        int clearest = -1;
        int most = 0;
        for (int line = box.NewStart; line < box.NewEnd; line++)
            if (_candidates[line].Clearness > most)
                (clearest, most) = (line, _candidates[line].Clearness);
        _work += box.NewEnd - box.NewStart;
        return clearest;
    }

    private void Rate(LineChange change, Box box, int start, int end)
    {
        for (int line = start; line < end; line++)
        {
            int centre = Centre(line, change);
            int best = -1, most = 0, second = 0;
            ushort[] print = _newer[change.NewStart + line];
            var left = _older.AsSpan(change.OldStart, change.OldCount);
            int last = Math.Min(box.OldEnd - 1, centre + Reach);
            for (int oldLine = Math.Max(box.OldStart, centre - Reach); oldLine <= last; oldLine++)
            {
                int common = LinePrints.Common(left[oldLine], print);
                _work += 1 + Math.Min(left[oldLine].Length, print.Length);
                if (common == 0)
                    continue;
                int score = common * (PairWeight - Math.Abs(oldLine - centre));
                if (score > most)
                    (second, most, best) = (most, score, oldLine);
                else
                    second = Math.Max(second, score);
            }

            _candidates[line] = new Candidate(best, 2 * most - second);
        }
    }

    private static int Centre(int line, LineChange change) => (int)((2L * line + 1) * change.OldCount / (2L * change.NewCount));

    /// <summary>Lines of a changed stretch, counted from its start: some of the older version, and the newer ones that may come from them.</summary>
    private readonly record struct Box(int OldStart, int OldEnd, int NewStart, int NewEnd);
}
