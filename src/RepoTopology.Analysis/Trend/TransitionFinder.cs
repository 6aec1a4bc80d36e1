using System.Collections.Immutable;

namespace RepoTopology.Analysis;

/// <summary>
/// Finds lasting shifts. At each quarter end the window before is held against the first window that begins there: they share no commit. Shifts between
/// them (<see cref="Shift"/>) less than a window apart are one, seen from several quarter ends; it takes two at least. It is dated where authors before and
/// after differ most. It lasts if windows that end a year before it and windows that begin a year after it stand on their sides of it, too. It is given up
/// where the record broke and what the break leaves alone did not move.
/// </summary>
internal sealed class TransitionFinder
{
    private const int LeastShifts = 2;
    private const int QuartersOfYear = 4;
    private const int MonthsOfQuarter = 3;
    private const int WindowsAsked = 3;
    private const double LeastShare = 0.05;

    private readonly ImmutableArray<TrendWindow> _windows;
    private readonly IReadOnlyDictionary<int, TrendWindow> _recent;
    private readonly DateTimeOffset _start;
    private readonly RecordTally[] _tallies;

    /// <param name="windows">All trailing windows, oldest first.</param>
    /// <param name="recent">Number of a window → the stretch from its end to the analysed commit, where it is shorter than a window.</param>
    /// <param name="start">The first commit.</param>
    /// <param name="tallies">Of the stretches between the windows' ends.</param>
    public TransitionFinder(
        ImmutableArray<TrendWindow> windows, IReadOnlyDictionary<int, TrendWindow> recent, DateTimeOffset start, RecordTally[] tallies)
    {
        _windows = windows;
        _recent = recent;
        _start = start;
        _tallies = tallies;
    }

    public (ImmutableArray<Transition> Transitions, ImmutableArray<RecordBreak> Breaks) Find()
    {
        var breaks = BreakFinder.Find(_windows, _tallies);
        var transitions = ImmutableArray.CreateBuilder<Transition>();
        foreach (var run in Runs())
        {
            var shift = Dated(run);
            if (!Lasts(shift))
                continue;
            var (before, after) = (TallyOf(shift.Before), TallyOf(shift.After));
            int explaining = breaks.FindIndex(found => Math.Abs(IndexOf(found.Date) - shift.At) <= QuartersOfYear
                && !BreakFinder.Survives(found.Kind, shift.Direction, before, after));
            if (explaining < 0)
                transitions.Add(Describe(shift, run));
            else
                breaks[explaining] = breaks[explaining] with { IndexBefore = shift.Before.Index, IndexAfter = shift.After.Index };
        }

        return (transitions.ToImmutable(), [.. breaks]);
    }

    /// <summary>Shifts in one direction, less than a window apart.</summary>
    private IEnumerable<List<Shift>> Runs()
    {
        var open = new List<Shift>();
        foreach (var shift in Enumerable.Range(0, _windows.Length).Select(ShiftAt).OfType<Shift>())
        {
            if (open.Count > 0 && (open[^1].Direction != shift.Direction
                || (shift.At - open[^1].At) * MonthsOfQuarter >= shift.Before.Window.RequestedMonths))
            {
                if (open.Count >= LeastShifts)
                    yield return open;
                open = [];
            }

            open.Add(shift);
        }

        if (open.Count >= LeastShifts)
            yield return open;
    }

    private Shift? ShiftAt(int at)
    {
        int next = NextOf(at);
        var after = next < 0 ? _recent.GetValueOrDefault(at) : _windows[next];
        // A project's first months are its founder's, whatever comes of it.
        return after is null || !IsHalfFull(_windows[at]) ? null : Shift.Between(at, _windows[at], after);
    }

    /// <summary>
    /// A trailing window remembers a burst of some months for as long as it is, so windows a year off are asked: the means of up to three on either side.
    /// Where there is none, nothing speaks against it.
    /// </summary>
    private bool Lasts(Shift shift)
    {
        double middle = (shift.Before.Index!.Value + shift.After.Index!.Value) / 2;
        int next = NextOf(shift.At);
        var earlier = _windows.Take(shift.At - QuartersOfYear + 1).TakeLast(WindowsAsked).Where(IsHalfFull);
        var later = next < 0 ? [] : _windows.Skip(next + QuartersOfYear).Take(WindowsAsked);
        return Mean(earlier, shift.Before) < middle == shift.Size > 0 && Mean(later, shift.After) > middle == shift.Size > 0;
    }

    private static double Mean(IEnumerable<TrendWindow> windows, TrendWindow otherwise) =>
        windows.Select(window => window.Index).OfType<double>().DefaultIfEmpty(otherwise.Index!.Value).Average();

    /// <summary>The first window with a verdict that begins where another ends, or after it; −1 when there is none yet.</summary>
    private int NextOf(int at)
    {
        for (int next = at + 1; next < _windows.Length; next++)
            if (_windows[next].Index is not null && _windows[next].Window.From >= _windows[at].Window.To)
                return next;
        return -1;
    }

    private bool IsHalfFull(TrendWindow window) => window.Window.To - _start >= (window.Window.To - window.Window.From) / 2;

    private static Transition Describe(Shift shift, List<Shift> run) => new()
    {
        Date = shift.Before.Window.To,
        From = run[0].Before.Window.To,
        To = run[^1].Before.Window.To,
        Direction = shift.Direction,
        Before = shift.Before.Index!.Value,
        After = shift.After.Index!.Value,
        AfterEnd = shift.After.Window.To,
        LabelBefore = shift.Before.Label,
        LabelAfter = shift.After.Label,
        Moved = shift.Moved,
    };

    /// <summary>The shift at whose quarter end the authors before and after, of all the commits that the run looks at, differ most.</summary>
    private Shift Dated(List<Shift> run)
    {
        var (from, to) = (run[0].Before.Window.From, run.Max(shift => shift.After.Window.To));
        return run.OrderByDescending(shift => Difference(TallyOf(from, shift.Before.Window.To), TallyOf(shift.Before.Window.To, to)))
            .ThenByDescending(shift => Math.Abs(shift.Size)).ThenBy(shift => shift.At).First();
    }

    /// <summary>
    /// Commits × what knowing the side tells of the author: half of the G statistic, the likelihood ratio of two distributions of authors against one.
    /// All who made less than <see cref="LeastShare"/> are one: that people come and go tells no date.
    /// </summary>
    private static double Difference(RecordTally before, RecordTally after)
    {
        var all = RecordTally.Sum([before, after]);
        int[] leading = [.. all.Authored.Where(author => author.Value >= LeastShare * all.Commits).Select(author => author.Key)];
        double Uncertainty(RecordTally tally)
        {
            int[] counts = [.. leading.Select(author => tally.Authored.GetValueOrDefault(author))];
            return tally.Commits * Entropy.Of([.. counts, tally.Commits - counts.Sum()]);
        }

        return Uncertainty(all) - Uncertainty(before) - Uncertainty(after);
    }

    private int IndexOf(DateTimeOffset end) => Enumerable.Range(0, _windows.Length).First(i => _windows[i].Window.To == end);

    private RecordTally TallyOf(TrendWindow window) => TallyOf(window.Window.From, window.Window.To);

    /// <summary>What was recorded in the stretches that end after one date and up to another.</summary>
    private RecordTally TallyOf(DateTimeOffset from, DateTimeOffset to) =>
        RecordTally.Sum(_tallies.Where((_, i) => _windows[i].Window.To > from && _windows[i].Window.To <= to));
}
