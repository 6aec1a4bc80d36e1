namespace RepoTopology.Git;

/// <summary>
/// Finds which lines are on no common way through two texts: splits the box of old × new lines where <see cref="MyersBox"/> says, and the
/// parts again, until one side of each has nothing left.
/// </summary>
internal sealed class MyersSearch
{
    private readonly Stack<Box> _boxes = new();
    private int[] _forward = [];
    private int[] _backward = [];

    /// <summary>Steps taken so far: a round looks at one diagonal more than the last. Some 300 million take a second.</summary>
    public long Work { get; private set; }

    /// <summary>Marks the lines that have no partner.</summary>
    public void Run(SearchedLines oldSide, SearchedLines newSide, Span<bool> oldChanged, Span<bool> newChanged)
    {
        var oldLines = oldSide.Numbers.AsSpan(0, oldSide.Count);
        var newLines = newSide.Numbers.AsSpan(0, newSide.Count);
        int places = MyersBox.PlacesFor(oldLines.Length, newLines.Length);
        if (_forward.Length < places)
        {
            int size = (int)Math.Min(Array.MaxLength, Math.Max(places, 2L * _forward.Length));
            (_forward, _backward) = (new int[size], new int[size]);
        }

        int mostRounds = MyersBox.MostRoundsFor(oldLines.Length, newLines.Length);
        _boxes.Push(new Box(0, oldLines.Length, 0, newLines.Length, IsMinimal: false));
        while (_boxes.TryPop(out var box))
        {
            var olds = oldLines[box.OldStart..box.OldEnd];
            var news = newLines[box.NewStart..box.NewEnd];
            int head = olds.CommonPrefixLength(news);
            int tail = CommonEnds.CommonSuffixLength(olds[head..], news[head..]);
            box = box.Without(head, tail);
            if (box.OldStart == box.OldEnd)
                Mark(newSide.Positions.AsSpan(box.NewStart..box.NewEnd), newChanged);
            else if (box.NewStart == box.NewEnd)
                Mark(oldSide.Positions.AsSpan(box.OldStart..box.OldEnd), oldChanged);
            else
            {
                Push(box, new MyersBox(olds[head..^tail], news[head..^tail], _forward, _backward).Split(box.IsMinimal, mostRounds, out int rounds));
                Work += (long)rounds * rounds;
            }
        }
    }

    private static void Mark(ReadOnlySpan<int> positions, Span<bool> changed)
    {
        foreach (int position in positions)
            changed[position] = true;
    }

    private void Push(Box box, Meeting at)
    {
        var (old, @new) = (box.OldStart + at.Old, box.NewStart + at.New);
        _boxes.Push(box with { OldStart = old, NewStart = @new, IsMinimal = at.IsMinimalAfter });
        _boxes.Push(box with { OldEnd = old, NewEnd = @new, IsMinimal = at.IsMinimalBefore });
    }

    private readonly record struct Box(int OldStart, int OldEnd, int NewStart, int NewEnd, bool IsMinimal)
    {
        public Box Without(int head, int tail) => new(OldStart + head, OldEnd - tail, NewStart + head, NewEnd - tail, IsMinimal);
    }
}
