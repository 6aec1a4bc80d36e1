namespace RepoTopology.Git;

/// <summary>
/// Myers' linear-space search: in a box of old × new lines a way of few deletions and insertions is sought from both corners at once;
/// where the two meet, the box is split into two. Without git's cut-offs it would take the product of size and differences.
/// </summary>
/// <remarks>
/// A diagonal is the old line minus the new line; on each of them the search keeps the old line it has come to. Deleting a line steps up
/// one diagonal, inserting one steps down.
/// </remarks>
internal sealed class MyersSearch
{
    // A run of more equal lines than this is worth cutting at.
    private const int LongRun = 20;

    // Rounds before long runs are looked for, and the fewest before a search is given up.
    private const int FewestRounds = 256;

    // How much better than its cost a diagonal must have come along to be cut at.
    private const int WorthPerRound = 4;

    private const int Nowhere = int.MaxValue;

    private readonly Stack<Box> _boxes = new();
    private int[] _forward = [];
    private int[] _backward = [];

    // Where diagonal 0 stands in the two arrays.
    private int _zero;
    private int _mostRounds;

    /// <summary>Marks the lines that are on no way's equal steps.</summary>
    public void Run(SearchedLines oldSide, SearchedLines newSide, Span<bool> oldChanged, Span<bool> newChanged)
    {
        var oldLines = oldSide.Numbers.AsSpan(0, oldSide.Count);
        var newLines = newSide.Numbers.AsSpan(0, newSide.Count);
        int diagonals = checked(oldLines.Length + newLines.Length + 3);
        if (_forward.Length < diagonals)
        {
            int size = (int)Math.Min(Array.MaxLength, Math.Max(diagonals, 2L * _forward.Length));
            (_forward, _backward) = (new int[size], new int[size]);
        }

        _zero = newLines.Length + 1;
        _mostRounds = Math.Max(RoughRoot.Of(diagonals), FewestRounds);
        _boxes.Push(new Box(0, oldLines.Length, 0, newLines.Length, IsMinimal: false));
        while (_boxes.TryPop(out var box))
        {
            box = WithoutEqualEnds(box, oldLines, newLines);
            if (box.OldStart == box.OldEnd)
                Mark(newSide.Positions.AsSpan(box.NewStart..box.NewEnd), newChanged);
            else if (box.NewStart == box.NewEnd)
                Mark(oldSide.Positions.AsSpan(box.OldStart..box.OldEnd), oldChanged);
            else
                Divide(box, Split(box, oldLines, newLines));
        }
    }

    private static Box WithoutEqualEnds(Box box, ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines)
    {
        var (oldStart, oldEnd, newStart, newEnd, _) = box;
        while (oldStart < oldEnd && newStart < newEnd && oldLines[oldStart] == newLines[newStart])
            (oldStart, newStart) = (oldStart + 1, newStart + 1);
        while (oldStart < oldEnd && newStart < newEnd && oldLines[oldEnd - 1] == newLines[newEnd - 1])
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1);
        return box with { OldStart = oldStart, OldEnd = oldEnd, NewStart = newStart, NewEnd = newEnd };
    }

    private static void Mark(ReadOnlySpan<int> positions, Span<bool> changed)
    {
        foreach (int position in positions)
            changed[position] = true;
    }

    private void Divide(Box box, Meeting at)
    {
        _boxes.Push(box with { OldStart = at.Old, NewStart = at.New, IsMinimal = at.IsMinimalAfter });
        _boxes.Push(box with { OldEnd = at.Old, NewEnd = at.New, IsMinimal = at.IsMinimalBefore });
    }

    private Meeting Split(Box box, ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines)
    {
        var forward = new Frontier(_forward, box.OldStart - box.NewStart, box);
        var backward = new Frontier(_backward, box.OldEnd - box.NewEnd, box);
        bool meetsForward = ((forward.Middle - backward.Middle) & 1) != 0;
        _forward[_zero + forward.Middle] = box.OldStart;
        _backward[_zero + backward.Middle] = box.OldEnd;
        for (int round = 1; ; round++)
        {
            bool sawLongRun = false;
            forward.Widen(_zero, outside: -1);
            int above = _forward[_zero + forward.Highest + 1];
            for (int diagonal = forward.Highest; diagonal >= forward.Lowest; diagonal -= 2)
            {
                int at = _zero + diagonal;
                int below = _forward[at - 1];
                int start = below >= above ? below + 1 : above;
                above = below;
                int old = start;
                int @new = old - diagonal;
                while (old < box.OldEnd && @new < box.NewEnd && oldLines[old] == newLines[@new])
                    (old, @new) = (old + 1, @new + 1);
                sawLongRun |= old - start > LongRun;
                _forward[at] = old;
                if (meetsForward && diagonal >= backward.Lowest && diagonal <= backward.Highest && _backward[at] <= old)
                    return new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: true);
            }

            backward.Widen(_zero, outside: Nowhere);
            above = _backward[_zero + backward.Highest + 1];
            for (int diagonal = backward.Highest; diagonal >= backward.Lowest; diagonal -= 2)
            {
                int at = _zero + diagonal;
                int below = _backward[at - 1];
                int start = below < above ? below : above - 1;
                above = below;
                int old = start;
                int @new = old - diagonal;
                while (old > box.OldStart && @new > box.NewStart && oldLines[old - 1] == newLines[@new - 1])
                    (old, @new) = (old - 1, @new - 1);
                sawLongRun |= start - old > LongRun;
                _backward[at] = old;
                if (!meetsForward && diagonal >= forward.Lowest && diagonal <= forward.Highest && old <= _forward[at])
                    return new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: true);
            }

            if (box.IsMinimal)
                continue;
            if (sawLongRun && round > FewestRounds
                && (CutForward(box, forward, round, oldLines, newLines) ?? CutBackward(box, backward, round, oldLines, newLines)) is { } cut)
                return cut;
            if (round >= _mostRounds)
                return GiveUp(box, forward, backward);
        }
    }

    // The forward diagonal that came along best and ends with a long run of equal lines.
    private Meeting? CutForward(Box box, Frontier forward, int round, ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines)
    {
        long best = (long)WorthPerRound * round;
        Meeting? cut = null;
        for (int diagonal = forward.Highest; diagonal >= forward.Lowest; diagonal -= 2)
        {
            int old = _forward[_zero + diagonal];
            int @new = old - diagonal;
            long worth = (long)(old - box.OldStart) + (@new - box.NewStart) - Math.Abs(diagonal - forward.Middle);
            if (worth > best
                && old >= box.OldStart + LongRun && old < box.OldEnd && @new >= box.NewStart + LongRun && @new < box.NewEnd
                && oldLines.Slice(old - LongRun, LongRun).SequenceEqual(newLines.Slice(@new - LongRun, LongRun)))
                (best, cut) = (worth, new Meeting(old, @new, IsMinimalBefore: true, IsMinimalAfter: false));
        }

        return cut;
    }

    private Meeting? CutBackward(Box box, Frontier backward, int round, ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines)
    {
        long best = (long)WorthPerRound * round;
        Meeting? cut = null;
        for (int diagonal = backward.Highest; diagonal >= backward.Lowest; diagonal -= 2)
        {
            int old = _backward[_zero + diagonal];
            int @new = old - diagonal;
            long worth = (long)(box.OldEnd - old) + (box.NewEnd - @new) - Math.Abs(diagonal - backward.Middle);
            if (worth > best
                && old > box.OldStart && old <= box.OldEnd - LongRun && @new > box.NewStart && @new <= box.NewEnd - LongRun
                && oldLines.Slice(old, LongRun).SequenceEqual(newLines.Slice(@new, LongRun)))
                (best, cut) = (worth, new Meeting(old, @new, IsMinimalBefore: false, IsMinimalAfter: true));
        }

        return cut;
    }

    // Too many rounds: whichever of the two has come furthest.
    private Meeting GiveUp(Box box, Frontier forward, Frontier backward)
    {
        long furthest = -1;
        int furthestOld = 0;
        for (int diagonal = forward.Highest; diagonal >= forward.Lowest; diagonal -= 2)
        {
            int old = Math.Min(Math.Min(_forward[_zero + diagonal], box.OldEnd), box.NewEnd + diagonal);
            long sum = 2L * old - diagonal;
            if (sum > furthest)
                (furthest, furthestOld) = (sum, old);
        }

        long nearest = long.MaxValue;
        int nearestOld = 0;
        for (int diagonal = backward.Highest; diagonal >= backward.Lowest; diagonal -= 2)
        {
            int old = Math.Max(Math.Max(_backward[_zero + diagonal], box.OldStart), box.NewStart + diagonal);
            long sum = 2L * old - diagonal;
            if (sum < nearest)
                (nearest, nearestOld) = (sum, old);
        }

        return (long)box.OldEnd + box.NewEnd - nearest < furthest - ((long)box.OldStart + box.NewStart)
            ? new Meeting(furthestOld, (int)(furthest - furthestOld), IsMinimalBefore: true, IsMinimalAfter: false)
            : new Meeting(nearestOld, (int)(nearest - nearestOld), IsMinimalBefore: false, IsMinimalAfter: true);
    }

    private readonly record struct Box(int OldStart, int OldEnd, int NewStart, int NewEnd, bool IsMinimal);

    private readonly record struct Meeting(int Old, int New, bool IsMinimalBefore, bool IsMinimalAfter);

    // The diagonals that one of the two searches stands on: every second one from the lowest to the highest.
    private struct Frontier(int[] furthest, int middle, Box box)
    {
        private readonly int _floor = box.OldStart - box.NewEnd;
        private readonly int _ceiling = box.OldEnd - box.NewStart;

        public int Middle { get; } = middle;
        public int Lowest { get; private set; } = middle;
        public int Highest { get; private set; } = middle;

        // One step to both sides, or one back from where the box ends. Beyond them no way leads.
        public void Widen(int zero, int outside)
        {
            if (Lowest > _floor)
                furthest[zero + --Lowest - 1] = outside;
            else
                Lowest++;
            if (Highest < _ceiling)
                furthest[zero + ++Highest + 1] = outside;
            else
                Highest--;
        }
    }
}
