using System.Numerics;

namespace RepoTopology.Git;

/// <summary>Consecutive lines that a change deleted or added.</summary>
/// <param name="Version">A number for the changed file.</param>
/// <param name="Start">The first line, counted from 0: of the file before the change for deleted lines, after it for added ones.</param>
/// <param name="Marks">What the lines say.</param>
public readonly record struct MarkedRun(int Version, int Start, ReadOnlyMemory<LineMark> Marks);

/// <summary>Consecutive lines that left one file and came to another in the same commit.</summary>
/// <param name="Source">The version of the file that they left.</param>
/// <param name="OldStart">The first one there, before the change, counted from 0.</param>
/// <param name="Target">The version of the file that they came to.</param>
/// <param name="NewStart">The first one there, after the change, counted from 0.</param>
/// <param name="Count">Lines.</param>
public readonly record struct MovedBlock(int Source, int OldStart, int Target, int NewStart, int Count);

/// <summary>
/// Finds the blocks of lines that one commit moved from file to file: as many consecutive lines as are deleted in one and added in another, white
/// space at their ends apart. What a file has again itself, elsewhere or indented anew, has not left it. Then the longest goes first, of equal ones the one
/// that was deleted first in the order of the runs, and every line goes once: what comes a second time is a copy. One per thread.
/// </summary>
public sealed class MovedBlocks
{
    /// <summary>Lines of a block that hold a letter or a digit.</summary>
    public const int FewestLines = 3;

    /// <summary>Letters and digits of a block; git's least for lines moved between files is the same.</summary>
    public const int LeastWeight = 40;

    // Three lines that are deleted in more places are nobody's in particular: a licence, an idiom. They move with others, never alone.
    private const int MostPlaces = 64;

    // For one commit; some seconds.
    private const long MostSteps = 1L << 30;

    // Emptying a large table takes as long as making one: it is not kept for the next commit.
    private const int MostKept = 1 << 12;

    private Dictionary<ulong, Places> _places = [];
    private Dictionary<int, int> _reached = [];
    private readonly PriorityQueue<Match, (bool, int, int, int)> _matches = new();
    private readonly Lines _deleted = new();
    private readonly Lines _added = new();
    private int[] _nextPlace = [];
    private long _steps;

    /// <summary>Where three lines stand among the deleted ones: the first of the places, and how many there are.</summary>
    private readonly record struct Places(int First, int Count);

    private readonly record struct Match(bool IsMove, int Deleted, int Added, int Count);

    /// <summary>Whether lines are enough to be told from what stands everywhere.</summary>
    public static bool IsEnough(ReadOnlySpan<LineMark> marks)
    {
        int lines = 0;
        int weight = 0;
        foreach (var mark in marks)
        {
            lines += mark.Weight > 0 ? 1 : 0;
            weight += mark.Weight;
            if (lines >= FewestLines && weight >= LeastWeight)
                return true;
        }

        return false;
    }

    /// <summary>The blocks, or null where there is too much that is alike.</summary>
    public List<MovedBlock>? Find(IEnumerable<MarkedRun> deleted, IEnumerable<MarkedRun> added)
    {
        _steps = 0;
        _deleted.Read(deleted);
        _added.Read(added);
        _matches.Clear();
        if (_deleted.Count == 0 || _added.Count == 0)
            return [];
        Index();
        FindMatches();
        return Choose();
    }

    private void Index()
    {
        Empty(ref _places);
        if (_nextPlace.Length < _deleted.Count)
            _nextPlace = new int[_deleted.Count];
        for (int line = _deleted.Count - FewestLines; line >= 0; line--)
        {
            if (!_deleted.IsWindow(line, out ulong window))
                continue;
            var places = _places.GetValueOrDefault(window, new Places(-1, 0));
            _nextPlace[line] = places.First;
            _places[window] = new Places(line, places.Count + 1);
        }
    }

    /// <summary>All pairs of stretches, as long as they are, that start with or hold three lines that are in few places.</summary>
    private void FindMatches()
    {
        Empty(ref _reached);
        for (int line = 0; line <= _added.Count - FewestLines; line++)
        {
            if (!_added.IsWindow(line, out ulong window) || !_places.TryGetValue(window, out var places) || places.Count > MostPlaces)
                continue;
            for (int place = places.First; place >= 0; place = _nextPlace[place])
            {
                _steps++;
                if (_reached.GetValueOrDefault(line - place) > line)
                    continue;
                int before = Same(place - 1, line - 1, -1);
                int after = Same(place, line, 1);
                _reached[line - place] = line + after;
                Offer(new Match(_deleted.VersionOf(place) != _added.VersionOf(line), place - before, line - before, before + after));
            }
        }
    }

    /// <summary>How many lines are equal from two on, forwards or backwards, without leaving the runs.</summary>
    private int Same(int deleted, int added, int step)
    {
        int count = 0;
        var (firstDeleted, endDeleted) = _deleted.RunOf(deleted - Math.Min(step, 0));
        var (firstAdded, endAdded) = _added.RunOf(added - Math.Min(step, 0));
        while (deleted >= firstDeleted && deleted < endDeleted && added >= firstAdded && added < endAdded
            && _deleted.Marks[deleted] == _added.Marks[added] && _steps < MostSteps)
        {
            count++;
            deleted += step;
            added += step;
            _steps++;
        }

        return count;
    }

    private void Offer(Match match)
    {
        if (match.Count >= FewestLines && (!match.IsMove || IsEnough(_deleted.Marks.AsSpan(match.Deleted, match.Count))))
            _matches.Enqueue(match, (match.IsMove, -match.Count, match.Deleted, match.Added));
    }

    private static void Empty<TKey, TValue>(ref Dictionary<TKey, TValue> table)
        where TKey : notnull
    {
        if (table.Count > MostKept)
            table = [];
        else
            table.Clear();
    }

    private List<MovedBlock>? Choose()
    {
        var blocks = new List<MovedBlock>();
        while (_steps < MostSteps && _matches.TryDequeue(out var match, out _))
        {
            _steps += match.Count;
            if (FreeFrom(match, 0) < match.Count)
            {
                // What others have left of it waits for its turn.
                for (int i = 0, free; i < match.Count; i += free + 1)
                {
                    free = FreeFrom(match, i);
                    Offer(match with { Deleted = match.Deleted + i, Added = match.Added + i, Count = free });
                }

                continue;
            }

            _deleted.Taken.AsSpan(match.Deleted, match.Count).Fill(true);
            _added.Taken.AsSpan(match.Added, match.Count).Fill(true);
            if (match.IsMove)
                blocks.Add(new MovedBlock(
                    _deleted.VersionOf(match.Deleted), _deleted.LineOf(match.Deleted), _added.VersionOf(match.Added), _added.LineOf(match.Added),
                    match.Count));
        }

        return _steps < MostSteps ? blocks : null;
    }

    /// <summary>How many lines of a match, from one on, are in no block yet.</summary>
    private int FreeFrom(Match match, int start)
    {
        int line = start;
        while (line < match.Count && !_deleted.Taken[match.Deleted + line] && !_added.Taken[match.Added + line])
            line++;
        return line - start;
    }

    /// <summary>The lines of several runs in one row.</summary>
    private sealed class Lines
    {
        private readonly List<(int Version, int Start, int First, int End)> _runs = [];
        private int[] _run = [];

        public int Count { get; private set; }

        public LineMark[] Marks { get; private set; } = [];

        /// <summary>Lines that belong to a block already.</summary>
        public bool[] Taken { get; private set; } = [];

        public void Read(IEnumerable<MarkedRun> runs)
        {
            _runs.Clear();
            Count = 0;
            foreach (var run in runs)
            {
                Reserve(Count + run.Marks.Length);
                run.Marks.Span.CopyTo(Marks.AsSpan(Count));
                _run.AsSpan(Count, run.Marks.Length).Fill(_runs.Count);
                _runs.Add((run.Version, run.Start, Count, Count + run.Marks.Length));
                Count += run.Marks.Length;
            }

            Taken.AsSpan(0, Count).Clear();
        }

        public int VersionOf(int line) => _runs[_run[line]].Version;

        public int LineOf(int line) => _runs[_run[line]].Start + line - _runs[_run[line]].First;

        public (int First, int End) RunOf(int line) => (_runs[_run[line]].First, _runs[_run[line]].End);

        /// <summary>Three lines of one run that are not all without content.</summary>
        public bool IsWindow(int line, out ulong window)
        {
            var (a, b, c) = (Marks[line], Marks[line + 1], Marks[line + 2]);
            window = a.Bits * 0x9E3779B97F4A7C15 + BitOperations.RotateLeft(b.Bits, 21) * 0xC2B2AE3D27D4EB4F + BitOperations.RotateLeft(c.Bits, 42);
            return _run[line] == _run[line + 2] && a.Weight + b.Weight + c.Weight > 0;
        }

        private void Reserve(int count)
        {
            if (Marks.Length >= count)
                return;
            int size = Math.Max(count, 2 * Marks.Length);
            (LineMark[] marks, int[] run) = (new LineMark[size], new int[size]);
            Marks.AsSpan(0, Count).CopyTo(marks);
            _run.AsSpan(0, Count).CopyTo(run);
            (Marks, _run, Taken) = (marks, run, new bool[size]);
        }
    }
}
