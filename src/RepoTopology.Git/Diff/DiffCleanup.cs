namespace RepoTopology.Git;

/// <summary>The lines of one text that take part in the search: their numbers and where they stand in the text.</summary>
internal sealed class SearchedLines
{
    public int[] Numbers = [];
    public int[] Positions = [];
    public int Count;

    public void Reset(int capacity)
    {
        Count = 0;
        if (Numbers.Length >= capacity)
            return;
        int size = (int)Math.Min(Array.MaxLength, Math.Max(capacity, 2L * Numbers.Length));
        (Numbers, Positions) = (new int[size], new int[size]);
    }

    public void Add(int number, int position)
    {
        Numbers[Count] = number;
        Positions[Count++] = position;
    }
}

/// <summary>
/// Takes lines out before the search: a line that the other text has nowhere is changed, and so is one that it has too often to mean
/// anything, where it stands among such.
/// </summary>
internal sealed class DiffCleanup
{
    // More often than this is too often in any text.
    private const int MostOccurrences = 1024;

    // How far around a doubtful line is looked.
    private const int Reach = 100;

    // A doubtful line is changed when fewer than one in so many around it are doubtful too.
    private const int DoubtfulShare = 4;

    private Occurrences[] _occurrences = [];
    private Standing[] _standings = [];

    private enum Standing : byte
    {
        Normal,
        Absent,
        Doubtful,
    }

    public SearchedLines Old { get; } = new();

    public SearchedLines New { get; } = new();

    /// <summary>
    /// Fills <see cref="Old"/> and <see cref="New"/> and marks what it took out; false, with nothing marked, when the middles have no line
    /// in common.
    /// </summary>
    public bool Run(
        ReadOnlySpan<int> oldLines, ReadOnlySpan<int> newLines, Middle middle, int numberLimit, Span<bool> oldChanged, Span<bool> newChanged)
    {
        if (_occurrences.Length < numberLimit)
            _occurrences = new Occurrences[(int)Math.Min(Array.MaxLength, Math.Max(numberLimit, 2L * _occurrences.Length))];
        var oldMiddle = oldLines.Slice(middle.Start, middle.OldCount);
        var newMiddle = newLines.Slice(middle.Start, middle.NewCount);
        bool meet = Count(oldMiddle, newMiddle);
        if (meet)
        {
            CountShared(oldLines[..middle.Start]);
            CountShared(oldLines[(middle.Start + middle.OldCount)..]);

            JudgeOld(oldMiddle, Limit(oldLines.Length));
            Keep(oldMiddle, middle.Start, Old, oldChanged);
            JudgeNew(newMiddle, Limit(newLines.Length));
            Keep(newMiddle, middle.Start, New, newChanged);
        }

        foreach (int line in oldMiddle)
            _occurrences[line] = default;
        foreach (int line in newMiddle)
            _occurrences[line] = default;
        return meet;
    }

    private bool Count(ReadOnlySpan<int> oldMiddle, ReadOnlySpan<int> newMiddle)
    {
        var occurrences = _occurrences;
        foreach (int line in oldMiddle)
            occurrences[line].Old++;
        bool meet = false;
        foreach (int line in newMiddle)
        {
            ref var all = ref occurrences[line];
            all.New++;
            meet |= all.Old != 0;
        }

        return meet;
    }

    // The equal ends, of which only the lines matter that the middles have too.
    private void CountShared(ReadOnlySpan<int> lines)
    {
        var occurrences = _occurrences;
        foreach (int line in lines)
        {
            ref var all = ref occurrences[line];
            if ((all.Old | all.New) != 0)
                all.Shared++;
        }
    }

    private void JudgeOld(ReadOnlySpan<int> lines, int limit)
    {
        Reserve(lines.Length);
        for (int i = 0; i < lines.Length; i++)
            _standings[i] = Judge(_occurrences[lines[i]].New + _occurrences[lines[i]].Shared, limit);
    }

    private void JudgeNew(ReadOnlySpan<int> lines, int limit)
    {
        Reserve(lines.Length);
        for (int i = 0; i < lines.Length; i++)
            _standings[i] = Judge(_occurrences[lines[i]].Old + _occurrences[lines[i]].Shared, limit);
    }

    private static Standing Judge(int occurrences, int limit) =>
        occurrences == 0 ? Standing.Absent : occurrences >= limit ? Standing.Doubtful : Standing.Normal;

    private static int Limit(int lines) => Math.Min(RoughRoot.Of(lines), MostOccurrences);

    private void Keep(ReadOnlySpan<int> lines, int start, SearchedLines kept, Span<bool> changed)
    {
        kept.Reset(lines.Length);
        var standings = _standings.AsSpan(0, lines.Length);
        for (int i = 0; i < lines.Length; i++)
            if (standings[i] == Standing.Normal || standings[i] == Standing.Doubtful && !IsAmongAbsent(standings, i))
                kept.Add(lines[i], start + i);
            else
                changed[start + i] = true;
    }

    private static bool IsAmongAbsent(ReadOnlySpan<Standing> standings, int at)
    {
        // One doubtful line on each side is the line itself.
        int absentBefore = 0;
        int doubtful = 2;
        for (int i = at - 1; i >= Math.Max(0, at - Reach) && standings[i] != Standing.Normal; i--)
            if (standings[i] == Standing.Absent)
                absentBefore++;
            else
                doubtful++;
        if (absentBefore == 0)
            return false;

        int absentAfter = 0;
        for (int i = at + 1; i <= Math.Min(standings.Length - 1, at + Reach) && standings[i] != Standing.Normal; i++)
            if (standings[i] == Standing.Absent)
                absentAfter++;
            else
                doubtful++;
        return absentAfter > 0 && doubtful * DoubtfulShare < doubtful + absentBefore + absentAfter;
    }

    private void Reserve(int lines)
    {
        if (_standings.Length < lines)
            _standings = new Standing[(int)Math.Min(Array.MaxLength, Math.Max(lines, 2L * _standings.Length))];
    }

    private struct Occurrences
    {
        public int Old;
        public int New;
        public int Shared;
    }
}
